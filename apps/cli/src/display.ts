import type { Task, TaskEvent } from '@app/client';
import { Presets, SingleBar } from 'cli-progress';

/** What a person sees: the text or result on stdout, everything about the way there on stderr. */
export class Display {
  private readonly bar = new SingleBar(
    {
      format: '{bar} {percentage} % {message}',
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  private barIsOpen = false;
  private text = '';

  constructor(private readonly json: boolean) {}

  show(event: TaskEvent): void {
    if (event.event === 'progress') this.progress(event.data.percent, event.data.message);
    if (event.event === 'delta') this.write(event.data.text);
    if (event.event === 'reset') this.startAgain(event.data.attempt);
    if (event.event === 'end') this.end(event.data);
  }

  say(message: string): void {
    this.close();
    process.stderr.write(`${message}\n`);
  }

  /** Takes the bar away. */
  close(): void {
    if (this.barIsOpen) this.bar.stop();
    this.barIsOpen = false;
  }

  /** A bar until the text comes: both at once would write over each other. */
  private progress(percent: number, message: string | null): void {
    if (!process.stderr.isTTY || (this.text && !this.json)) return;
    if (this.barIsOpen) return this.bar.update(percent, { message: message ?? '' });
    this.bar.start(100, percent, { message: message ?? '' });
    this.barIsOpen = true;
  }

  private write(text: string): void {
    this.text += text;
    if (this.json) return;
    this.close();
    process.stdout.write(text);
  }

  private startAgain(attempt: number): void {
    if (this.text && !this.json) process.stdout.write('\n');
    this.text = '';
    this.say(`Attempt ${attempt} starts; the text begins again.`);
  }

  private end(task: Task): void {
    this.close();
    if (this.json) process.stdout.write(`${JSON.stringify(task)}\n`);
    else if (this.text) process.stdout.write(this.text.endsWith('\n') ? '' : '\n');
    else if (task.result) process.stdout.write(`${JSON.stringify(task.result, null, 2)}\n`);
    if (task.status === 'FAILED') this.say(`The task failed: ${task.error?.code}: ${task.error?.message}`);
    if (task.status === 'CANCELLED') this.say('The task was cancelled.');
  }
}
