import { join } from 'node:path';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Configuration } from '@app/config';
import { type TaskContext, type TaskHandler, TaskType } from '@app/tasks';
import { EmailInput } from './email.input.js';
import { EmailResult } from './email.result.js';
import type { MailTransport } from './mail-transport.js';
import { mailOf } from './mail.js';

@TaskType({
  name: 'demo.email',
  queue: 'demo_tasks',
  description:
    'Sends a mail by SMTP_URL; where that is not set, writes it as an .eml file under DATA_DIR/mail.',
  input: EmailInput,
  result: EmailResult,
  examples: {
    'one recipient': { to: 'ada@example.com', subject: 'Good news', text: 'Your report is ready.' },
    'several, with HTML': {
      to: ['ada@example.com', 'bob@example.com'],
      subject: '报告 is ready',
      text: 'Your report is ready.',
      html: '<p>Your report is <b>ready</b>.</p>',
    },
  },
  // About six minutes in all: servers that greylist ask to come again after five.
  maxAttempts: 8,
  retryDelayMs: 3_000,
})
export class EmailHandler implements TaskHandler<EmailInput, EmailResult>, OnApplicationShutdown {
  private made: Promise<MailTransport> | null = null;

  constructor(private readonly configuration: Configuration) {}

  async run({ taskId, runId, input, signal, progress }: TaskContext<EmailInput>): Promise<EmailResult> {
    const mail = mailOf({ taskId, runId }, input, this.configuration.mail.from);
    progress(10, 'handing the mail over');
    const transport = await (this.made ??= this.makeTransport());
    const accepted = await transport.send(mail, signal);
    return { messageId: mail.options.messageId, accepted, transport: transport.name };
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.made)?.close();
  }

  /** Loaded with the first mail: the API never sends one. */
  private async makeTransport(): Promise<MailTransport> {
    const { mail, dataDir } = this.configuration;
    if (!mail.smtpUrl)
      return new (await import('./file-mail-transport.js')).FileMailTransport(join(dataDir, 'mail'));
    return new (await import('./smtp-mail-transport.js')).SmtpMailTransport(mail.smtpUrl);
  }
}
