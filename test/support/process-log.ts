const READY_LIMIT_MS = 30_000;

export type LogLine = Record<string, unknown> & { msg?: string };

/** What a part of the product wrote, to wait for lines and to look through. */
export class ProcessLog {
  readonly lines: LogLine[] = [];
  private readonly output: string[] = [];
  private readonly waiting = new Set<{
    matches: (line: LogLine) => boolean;
    resolve: (line: LogLine) => void;
  }>();

  /** Everything, for a failed test and for a look for secrets. */
  get text(): string {
    return this.output.join('\n');
  }

  /** @throws with the whole output where the process ends, or says nothing like it, within 30 s */
  async line(
    matches: (line: LogLine) => boolean,
    exited: Promise<number | null>,
    limitMs = READY_LIMIT_MS,
  ): Promise<LogLine> {
    const found = this.lines.find(matches);
    if (found) return found;
    const heard = new Promise<LogLine>((resolve) => this.waiting.add({ matches, resolve }));
    let timer: NodeJS.Timeout | undefined;
    const failed = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no such line within ${limitMs} ms in:\n${this.text}`)),
        limitMs,
      );
      void exited.then((code) => reject(new Error(`ended with ${code}:\n${this.text}`)));
    });
    return Promise.race([heard, failed]).finally(() => clearTimeout(timer));
  }

  hear(text: string): void {
    this.output.push(text);
    const line = lineFrom(text);
    this.lines.push(line);
    for (const one of this.waiting) {
      if (!one.matches(line)) continue;
      this.waiting.delete(one);
      one.resolve(line);
    }
  }
}

function lineFrom(text: string): LogLine {
  try {
    const line = JSON.parse(text) as { message?: string; 'log.level'?: string; url?: { full?: string } };
    return { ...line, msg: line.message, level: line['log.level'], url: line.url?.full };
  } catch {
    return { msg: text };
  }
}
