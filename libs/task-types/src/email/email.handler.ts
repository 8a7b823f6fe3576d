import { join } from 'node:path';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Configuration } from '@app/config';
import { type TaskContext, type TaskHandler, TaskType } from '@app/tasks';
import { EmailInput } from './email.input.js';
import { EmailResult } from './email.result.js';
import { FileMailTransport } from './file-mail-transport.js';
import type { MailTransport } from './mail-transport.js';
import { mailOf } from './mail.js';
import { SmtpMailTransport } from './smtp-mail-transport.js';

@TaskType({
  name: 'demo.email',
  queue: 'demo_tasks',
  description: 'Sends a mail by SMTP_URL; where that is not set, writes it as an .eml file under DATA_DIR/mail.',
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
  private readonly transport: MailTransport;

  constructor(private readonly configuration: Configuration) {
    const { mail, dataDir } = configuration;
    this.transport = mail.smtpUrl ? new SmtpMailTransport(mail.smtpUrl) : new FileMailTransport(join(dataDir, 'mail'));
  }

  async run({ taskId, input, signal, progress }: TaskContext<EmailInput>): Promise<EmailResult> {
    const mail = mailOf(taskId, input, this.configuration.mail.from);
    progress(10, 'handing the mail over');
    const accepted = await this.transport.send(mail, signal);
    return { messageId: mail.options.messageId, accepted, transport: this.transport.name };
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
