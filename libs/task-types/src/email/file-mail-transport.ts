import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mail, MailTransport } from './mail-transport.js';

/** Writes each mail as `<task id>.eml`, for machines without a mail server. */
export class FileMailTransport implements MailTransport {
  readonly name = 'file';
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(private readonly folder: string) {}

  async send({ taskId, options }: Mail, signal: AbortSignal): Promise<string[]> {
    const { envelope, message } = await this.composer.sendMail({ ...options, signal });
    await this.write(`${taskId}.eml`, message as Buffer, signal);
    return envelope.to;
  }

  close(): void {
    this.composer.close();
  }

  /** Version 0.1.0 left it open for all to look into. */
  private async makeFolder(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const { mode, uid } = await stat(this.folder);
    if (mode & 0o077 && uid === process.getuid?.()) await chmod(this.folder, 0o700);
  }

  /** Whole or not at all: a reader never sees half a mail, also after a crash. */
  private async write(name: string, content: Buffer, signal: AbortSignal): Promise<void> {
    await this.makeFolder();
    const unfinished = join(this.folder, `.${name}.${process.pid}.tmp`);
    try {
      const file = await open(unfinished, 'w', 0o600);
      await file
        .writeFile(content, { signal })
        .then(() => file.sync())
        .finally(() => file.close());
      await rename(unfinished, join(this.folder, name));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }
}
