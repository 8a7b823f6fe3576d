import { Readable } from 'node:stream';

/** A file as API.md shows it. */
export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

export interface ProblemView {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export interface FileAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: FileView & ProblemView;
}

const BOUNDARY = 'a-boundary-of-the-test';

/** The bytes of a form's part for a file. @param filename as it stands between the quotes, escaped or not */
export function filePart(
  filename: string,
  content: Buffer | string,
  mediaType = 'application/octet-stream',
  field = 'file',
): Buffer {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${filename}"\r\nContent-Type: ${mediaType}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')]);
}

/** A part with these headers, line by line. */
export function partWith(headers: readonly (string | Buffer)[], content: Buffer | string = 'x'): Buffer {
  const lines = [`--${BOUNDARY}`, ...headers].flatMap((line) => [Buffer.from(line), Buffer.from('\r\n')]);
  return Buffer.concat([...lines, Buffer.from('\r\n'), Buffer.from(content), Buffer.from('\r\n')]);
}

export const FORM_END = Buffer.from(`--${BOUNDARY}--\r\n`);

/** Uploads and downloads, also as no proper client would. */
export class FileClient {
  constructor(private readonly origin: string) {}

  /** The parts as they are, one after the other. */
  send(...parts: readonly Buffer[]): Promise<FileAnswer> {
    return this.stream(Readable.from(parts));
  }

  /** @throws where the answer is not 201 */
  async upload(name: string, content: Buffer | string, mediaType?: string): Promise<FileView> {
    const { status, body } = await this.send(filePart(name, content, mediaType), FORM_END);
    if (status !== 201) throw new Error(`the upload was answered with ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** A file of so many bytes, of which the test holds a few at a time. */
  uploadLarge(bytes: number, piece: Buffer): Promise<FileAnswer> {
    const [head] = [filePart('large.bin', '').subarray(0, -2)];
    return this.stream(
      Readable.from(
        (function* () {
          yield head;
          for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
          yield Buffer.from('\r\n');
          yield FORM_END;
        })(),
      ),
    );
  }

  async download(
    id: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ): Promise<{ status: number; headers: Headers; body: Buffer }> {
    const answer = await fetch(`${this.origin}/api/v1/files/${id}`, { headers, method });
    return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
  }

  private async stream(form: Readable): Promise<FileAnswer> {
    const answer = await fetch(`${this.origin}/api/v1/files`, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      body: Readable.toWeb(form) as never,
      duplex: 'half',
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as FileAnswer['body'],
    };
  }
}
