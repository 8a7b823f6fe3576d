/**
 * Text that comes in pieces, as lines. They end with LF, CR or CRLF, which may itself come in two pieces.
 * Linear in what comes, however it is cut.
 */
export class LineReader {
  private readonly parts: string[] = [];
  private length = 0;
  private endedWithCr = false;

  /** @param longest of a line, in characters; a longer one is an error of the caller's choice */
  constructor(
    private readonly longest: number,
    private readonly tooLong: () => Error,
  ) {}

  *read(piece: string): Generator<string> {
    const text = this.endedWithCr && piece.startsWith('\n') ? piece.slice(1) : piece;
    if (piece !== '') this.endedWithCr = piece.endsWith('\r');
    const lines = text.split(/\r\n|[\n\r]/);
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.add(line);
      yield this.take();
    }
    this.add(last);
  }

  /** What is left after the last line end. */
  rest(): string {
    return this.take();
  }

  private add(part: string): void {
    this.length += part.length;
    if (this.length > this.longest) throw this.tooLong();
    if (part) this.parts.push(part);
  }

  private take(): string {
    const line = this.parts.join('');
    this.parts.length = 0;
    this.length = 0;
    return line;
  }
}
