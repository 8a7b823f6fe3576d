import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { formReader } from './form-reader.js';
import type { PartHeaders } from './part-headers.js';

const HEAD = 'Content-Disposition: form-data; name=f; filename=a\r\n\r\n';
const FORM = `preamble\r\n--edge\r\n${HEAD}first\r\n--edge \t\r\n${HEAD}second\r\n--edge--epilogue`;

async function partsOf(
  pieces: readonly Buffer[],
  contentType = 'multipart/form-data; boundary=edge',
): Promise<[PartHeaders, string][]> {
  const form = formReader(contentType);
  const parts: Promise<[PartHeaders, string]>[] = [];
  form.on('part', (headers: PartHeaders, content: Readable) => {
    const part = buffer(content).then((bytes): [PartHeaders, string] => [headers, bytes.toString('latin1')]);
    part.catch(() => undefined); // the form's own error says it
    parts.push(part);
  });
  const end = once(form, 'finish');
  Readable.from(pieces, { objectMode: false }).pipe(form);
  await end;
  return Promise.all(parts);
}

const contentsOf = async (pieces: readonly Buffer[]) => (await partsOf(pieces)).map(([, content]) => content);
const inPieces = (text: string, length: number) =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, at) =>
    Buffer.from(text.slice(at * length, (at + 1) * length)),
  );

/** How often a file that is read in these pieces is passed on. */
async function passedOn(pieces: readonly Buffer[]): Promise<number> {
  const form = formReader('multipart/form-data; boundary=edge');
  let times = 0;
  form.on('part', (_headers: PartHeaders, content: Readable) => content.on('data', () => (times += 1)));
  const end = once(form, 'finish');
  for (const piece of pieces) form.write(piece);
  form.end();
  await end;
  return times;
}

describe('a form', () => {
  it.each([1, 2, 3, 5, 7, 8, 11, 1000])(
    'is split into the same parts however it comes: by %i bytes',
    async (length) => {
      expect(await contentsOf(inPieces(FORM, length))).toEqual(['first', 'second']);
    },
  );

  it.each([
    ['a longer boundary', '\r\n--edgeX\r\nx: y\r\n\r\nz'],
    ['many of them', 'x\r\n--edge'.repeat(50) + 'x'],
    ['boundaries in a line', 'a --edge b--edge--'],
    ['line feeds alone', '\n--edge\n--edge--\n'],
    ['one dash', '\r\n--edge-\r\n--edge-x'],
    ['a carriage return alone', '\r\n--edge\r-\r\r\n--edge\rx'],
    ['too many blanks', `\r\n--edge${' '.repeat(200)}\r\n`],
    ['beginnings', '\r\n\r\n-\r\n--\r\n--edg\r\r\n--edgf'],
    ['nothing', ''],
  ])('keeps what is like a boundary in a file: %s', async (_, content) => {
    const form = `--edge\r\n${HEAD}${content}\r\n--edge--`;
    for (const length of [1, 3, 8, 1000]) expect(await contentsOf(inPieces(form, length))).toEqual([content]);
  });

  it('is passed on once a piece, whatever is like a boundary in it', async () => {
    const pieces = Array.from({ length: 20 }, () => Buffer.from('x\r\n--edge'.repeat(8_000)));
    const times = await passedOn([Buffer.from(`--edge\r\n${HEAD}`), ...pieces, Buffer.from('x\r\n--edge--')]);
    expect(times).toBeLessThanOrEqual(pieces.length + 2);
  });

  it('is given up after 16 KiB of bare boundaries', async () => {
    const form = formReader('multipart/form-data; boundary=edge');
    const refusal = once(form, 'error');
    let taken = 0;
    for (let sent = 0; sent < 100; sent += 1)
      form.write('\r\n--edge'.repeat(1_000), (error) => (taken += error ? 0 : 1));
    expect(await refusal).toEqual([expect.objectContaining({ status: 400 })]);
    expect(taken).toBeLessThanOrEqual(3);
  });

  it('waits for the one who reads a part', async () => {
    const form = formReader('multipart/form-data; boundary=edge');
    const begun = once(form, 'part') as Promise<[PartHeaders, Readable]>;
    form.write(`--edge\r\n${HEAD}`);
    const [, content] = await begun;
    let isTaken = false;
    form.write(Buffer.alloc(1_000_000), () => (isTaken = true));
    form.end('\r\n--edge--');
    await new Promise(setImmediate);
    expect(isTaken).toBe(false);
    expect((await buffer(content)).length).toBe(1_000_000);
    expect(isTaken).toBe(true);
  });

  it('has headers of one line or several, of which the first of a name counts', async () => {
    const block = 'A: 1\r\n\t2\r\na: 3\r\nnone\r\n: 4\r\nB:5\r\nC: x\ny\r\n__proto__: z';
    const [[headers] = []] = await partsOf([Buffer.from(`--edge\r\n${block}\r\n\r\nx\r\n--edge--`)]);
    expect([...(headers ?? [])]).toEqual([
      ['a', '1\t2'],
      ['b', '5'],
      ['__proto__', 'z'],
    ]);
    expect(await partsOf([Buffer.from('--edge\r\n\r\nx\r\n--edge--')])).toEqual([[new Map(), 'x']]);
  });

  it.each([
    ['no end', '--edge\r\n'],
    ['no end of a part', `--edge\r\n${HEAD}x\r\n--edge`],
    ['no beginning', 'x'],
    ['headers without an end', `--edge\r\n${'a: b\r\n'.repeat(4_000)}`],
    ['bare boundaries in place of headers', '\r\n--edge'.repeat(4_000)],
    ['large headers', `--edge\r\n${'a: b\r\n'.repeat(4_000)}\r\nx\r\n--edge--`],
  ])('is refused with %s', async (_, form) => expect(partsOf([Buffer.from(form)])).rejects.toThrow());

  it('needs a boundary of 70 characters at most', async () => {
    const longest = 'e'.repeat(70);
    const form = [Buffer.from(`--${longest}\r\n${HEAD}x\r\n--${longest}--`)];
    expect(await partsOf(form, `multipart/form-data; boundary="${longest}"`)).toHaveLength(1);
    expect(() => formReader(`multipart/form-data; boundary=${longest}e`)).toThrow('too long');
    expect(() => formReader('multipart/form-data')).toThrow('no boundary');
  });
});
