import { TaskError } from '@app/tasks';

/** What nodemailer adds to an error. */
interface SmtpError extends Error {
  readonly code?: string;
  /** The command that the server answered, such as `RCPT TO`. */
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Wrong in the mail or in the configuration, found before the server was asked: it would be found again. */
const HOPELESS: readonly string[] = [
  'EAUTH',
  'ENOAUTH',
  'ECONFIG',
  'EENVELOPE',
  'EMESSAGE',
  'EREQUIRETLS',
  'ERR_ACCESS_DENIED',
];
const LONGEST_ANSWER = 300;

/**
 * Turns what sending failed with into what the client is told: 4xx and troubles of the connection retry, 5xx
 * does not.
 */
export class SmtpFailure {
  /** @param secrets that no message may contain */
  constructor(private readonly secrets: readonly string[]) {}

  taskErrorFrom(error: Error): TaskError {
    const { responseCode, code = '' } = error as SmtpError;
    const permanent = responseCode ? responseCode >= 500 : HOPELESS.includes(code);
    const message = responseCode ? this.answer(error) : this.trouble(error);
    // Without a cause: nodemailer's errors carry the server's words, which may repeat the user's name.
    return new TaskError(permanent ? 'provider_rejected' : 'provider_unavailable', message, {
      retryable: !permanent,
    });
  }

  private answer({ command = '', response = '', responseCode }: SmtpError): string {
    const what = command.startsWith('AUTH')
      ? `${responseCode}`
      : this.withoutSecrets(response || `${responseCode}`); // the answer to a login may repeat it
    return `The mail server answered${command && ` ${command}`}: ${what}`;
  }

  private trouble({ code = 'unknown', message }: SmtpError): string {
    return `The mail could not be handed to the mail server (${code}): ${this.withoutSecrets(message)}`;
  }

  private withoutSecrets(text: string): string {
    const masked = this.secrets
      .filter(Boolean)
      .reduce((result, secret) => result.replaceAll(secret, '***'), text);
    return masked
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, LONGEST_ANSWER);
  }
}
