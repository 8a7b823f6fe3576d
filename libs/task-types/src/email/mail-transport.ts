import type { SendMailOptions } from 'nodemailer';

export const MAIL_TRANSPORTS = ['smtp', 'file'] as const;
export type MailTransportName = (typeof MAIL_TRANSPORTS)[number];

/** A mail that is ready to be sent. */
export interface Mail {
  readonly taskId: string;
  readonly options: SendMailOptions & { readonly messageId: string };
}

/** Where mail goes. */
export interface MailTransport {
  readonly name: MailTransportName;
  /**
   * @returns the recipients that were accepted, at least one
   * @throws TaskError that says whether another attempt makes sense
   */
  send(mail: Mail, signal: AbortSignal): Promise<string[]>;
  /** Closes connections that are kept open. */
  close(): void;
}
