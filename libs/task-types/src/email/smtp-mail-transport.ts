import { createTransport, type Transporter } from 'nodemailer';
import type { Mail, MailTransport } from './mail-transport.js';
import { SmtpFailure } from './smtp-failure.js';

/** Sends by an SMTP server, over connections that are kept open between mails. */
export class SmtpMailTransport implements MailTransport {
  readonly name = 'smtp';
  private readonly transporter: Transporter<{ accepted: (string | { address: string })[] }>;
  private readonly failure: SmtpFailure;

  /** @param url as in SMTP_URL */
  constructor(url: string) {
    this.transporter = createTransport({
      ...TIMES,
      pool: true,
      maxRequeues: 1,
      requireTLS: hasUser(url),
      url: withoutLogging(url),
    });
    this.failure = new SmtpFailure(secretsOf(url));
  }

  async send({ options }: Mail, signal: AbortSignal): Promise<string[]> {
    try {
      const { accepted } = await this.transporter.sendMail({ ...options, signal });
      return accepted.map((one) => (typeof one === 'string' ? one : one.address));
    } catch (error) {
      signal.throwIfAborted();
      throw this.failure.taskErrorFrom(error as Error);
    }
  }

  close(): void {
    this.transporter.close();
  }
}

/** A server that does not answer costs one attempt, not a worker's slot for minutes. */
const TIMES = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  socketCloseTimeout: 500,
  idleTimeout: 30_000,
};

/**
 * A user's password goes over the wire encrypted, or not at all, unless the URL says otherwise
 * (`?requireTLS=false`).
 */
function hasUser(url: string): boolean {
  return new URL(url).username !== '';
}

/** nodemailer can be told in the URL to print whole sessions, passwords and mails included. */
function withoutLogging(url: string): string {
  const quiet = new URL(url);
  for (const name of ['logger', 'debug', 'transactionLog']) quiet.searchParams.delete(name);
  return quiet.href;
}

function secretsOf(url: string): string[] {
  const { username, password } = new URL(url);
  return [username, password].flatMap((one) => [one, decodeURIComponent(one)]);
}
