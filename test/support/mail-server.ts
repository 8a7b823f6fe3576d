import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  /** Of the envelope. */
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly parsed: ParsedMail;
  /** Over TLS, and as whom. */
  readonly secure: boolean;
  readonly user: string | undefined;
}

/**
 * What the server does with the next mail, once it has all of it: a status such as 451, or its connection
 * dies or hangs.
 */
export type MailAnswer = { readonly code: number; readonly text?: string } | 'accept' | 'cut' | 'hang';

export interface MailServerOptions {
  readonly auth?: { readonly user: string; readonly password: string };
  /** `implicit`: from the first byte (smtps). `starttls`: offered. Default: none. */
  readonly tls?: 'implicit' | 'starttls';
}

/** A certificate for localhost that is its own authority. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export async function selfSignedCertificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  return { key, cert };
}

/** A real SMTP server that does as it is told. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** Every mail whose content came in whole, refused ones too. */
  readonly seen: ReceivedMail[] = [];
  /** Sessions that were opened so far. */
  sessions = 0;
  private readonly planned: MailAnswer[] = [];
  private readonly refused = new Map<string, number>();
  /** Sessions that get no answer any more. */
  private readonly hung = new Set<string>();
  private readonly server: SMTPServer;
  private waiting: (() => void)[] = [];

  private constructor(
    private readonly options: MailServerOptions,
    certificate: Certificate | null,
  ) {
    this.server = new SMTPServer({
      ...certificate,
      secure: options.tls === 'implicit',
      authOptional: !options.auth,
      allowInsecureAuth: !options.tls,
      disabledCommands: options.tls === 'starttls' ? [] : ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      logger: false,
      onConnect: (_session, done) => ((this.sessions += 1), done()),
      onAuth: ({ username, password }, _session, done) => {
        const isRight = username === options.auth?.user && password === options.auth?.password;
        return isRight
          ? done(null, { user: username })
          : done(answerError(535, `no login for ${username} with ${password}`));
      },
      onRcptTo: ({ address }, _session, done) => {
        const code = this.refused.get(address);
        done(code ? answerError(code, `mailbox ${address} refused`) : null);
      },
      onData: (stream, session, done) => void this.take(stream, session, done),
    });
    this.server.on('error', () => undefined); // clients that go away; tests look at what they did
  }

  /** Listens on a free port of 127.0.0.1. */
  static async start(
    options: MailServerOptions = {},
    certificate: Certificate | null = null,
  ): Promise<MailServer> {
    const started = new MailServer(options, certificate);
    await once(started.server.listen(0, '127.0.0.1'), 'listening');
    return started;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** Connections that are open now, on which a mail hangs: others wait in the sender's pool. */
  get hanging(): number {
    return [...this.server.connections].filter(({ session }) => this.hung.has(session.id)).length;
  }

  /** For SMTP_URL. @param query such as `requireTLS=false` */
  url(query = '', host = 'localhost'): string {
    const { auth, tls } = this.options;
    const login = auth ? `${encodeURIComponent(auth.user)}:${encodeURIComponent(auth.password)}@` : '';
    return `${tls === 'implicit' ? 'smtps' : 'smtp'}://${login}${host}:${this.port}${query && `?${query}`}`;
  }

  /** Answers for the next mails, one each. */
  next(...answers: MailAnswer[]): void {
    this.planned.push(...answers);
  }

  /** From now on a recipient is refused with a status such as 550. */
  refuse(address: string, code: number): void {
    this.refused.set(address, code);
  }

  /**
   * The mail with this number, 1 for the first, as soon as all of it has come, also where it is not accepted.
   */
  async mail(number: number): Promise<ReceivedMail> {
    while (this.seen.length < number) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.seen[number - 1] as ReceivedMail;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  private async take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const mail = await received(Buffer.concat(chunks), session);
    const answer = this.planned.shift() ?? 'accept';
    if (answer === 'hang') this.hung.add(session.id);
    this.seen.push(mail);
    this.waiting.splice(0).forEach((resolve) => resolve());
    if (answer === 'hang') return;
    if (answer === 'cut') return this.cut(session);
    if (answer !== 'accept') return done(answerError(answer.code, answer.text ?? 'as the test wants'));
    this.mails.push(mail);
    done();
  }

  private cut({ id }: SMTPServerSession): void {
    for (const connection of this.server.connections)
      if (connection.session.id === id) connection._socket.destroy();
  }
}

async function received(raw: Buffer, { envelope, secure, user }: SMTPServerSession): Promise<ReceivedMail> {
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    raw,
    parsed: await simpleParser(raw),
    secure,
    user: user as string | undefined,
  };
}

function answerError(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
