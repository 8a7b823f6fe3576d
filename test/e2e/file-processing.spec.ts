import { PDFDocument } from 'pdf-lib';
import sharp, { type Metadata } from 'sharp';
import { onAnyBroker } from '../support/brokers.js';
import { Clamd, EICAR, itWithClamd } from '../support/clamd.js';
import { FileClient } from '../support/file-client.js';
import { hostileFiles, photo, picture, type SampleFile, zip } from '../support/hostile-files.js';
import { memoryGrowthMiB } from '../support/resident-memory.js';
import type { TaskView } from '../support/task-client.js';
import { TestSystem } from '../support/test-system.js';

const TYPE = 'demo.file-processing';

onAnyBroker((broker) => {
  let system: TestSystem;
  let files: FileClient;
  beforeAll(async () => {
    system = await TestSystem.start({ broker, workers: 0 });
    await system.startOwnWorker(); // whose memory is measured, and which must live on
    files = new FileClient(system.client.origin);
  }, 60_000);
  afterAll(() => system.stop());

  const submit = async (
    { name, content, mediaType }: SampleFile,
    options: object = {},
  ): Promise<TaskView> => {
    const { id } = await files.upload(name, content, mediaType);
    return system.client.submit({ type: TYPE, input: { fileId: id, ...options } });
  };
  const processed = async (file: SampleFile, options: object = {}): Promise<TaskView> =>
    system.client.ended((await submit(file, options)).id);
  const thumbnailOf = async ({ result }: TaskView): Promise<Metadata> => {
    const { body, headers } = await files.download(String(result?.thumbnailFileId));
    expect(headers.get('content-type')).toBe('image/webp');
    return sharp(body).metadata();
  };

  it('looks at a photo, tells nothing of where and by whom it was taken, and makes a thumbnail', async () => {
    const content = await photo();
    const task = await processed(
      { name: 'photo.jpg', mediaType: 'image/jpeg', content },
      { thumbnailWidth: 100 },
    );
    expect(task).toMatchObject({
      status: 'COMPLETED',
      result: { mediaType: 'image/jpeg', size: content.length, scan: { status: 'skipped' } },
    });
    expect(task.result?.analysis).toMatchObject({
      kind: 'image',
      width: 400,
      height: 300,
      exif: { Make: 'Kamera & Co', LensModel: 'Fifty' },
    });
    expect(JSON.stringify(task.result)).not.toMatch(/GPS|Latitude|SECRET|Secret/);
    const thumbnail = await thumbnailOf(task);
    expect(thumbnail).toMatchObject({ format: 'webp', width: 100, height: 75 });
    expect(thumbnail.exif).toBeUndefined();
  });

  it('counts the pages of a PDF and draws the first', async () => {
    const task = await processed({ name: 'report.pdf', mediaType: 'application/pdf', content: await pdf(3) });
    expect(task.result).toMatchObject({
      mediaType: 'application/pdf',
      analysis: { kind: 'pdf', pages: 3, pageWidth: 300, pageHeight: 400 },
    });
    expect(await thumbnailOf(task)).toMatchObject({ width: 256, height: 341 });
  });

  it.each<[string, SampleFile, object]>([
    [
      'a table',
      { name: 'a.csv', mediaType: 'text/csv', content: 'id;name\n1;Ada\n2;"Bob; the\nsecond"\n3\n' },
      { kind: 'csv', delimiter: ';', rows: 3, columns: 2, header: ['id', 'name'], irregularRows: 1 },
    ],
    [
      'JSON',
      { name: 'a.json', mediaType: 'application/json', content: '{"a": [1, {"b": null}], "c": "x"}' },
      {
        kind: 'json',
        root: 'object',
        depth: 3,
        objects: 2,
        arrays: 1,
        values: 3,
        entries: 2,
        keys: ['a', 'c'],
      },
    ],
    [
      'a Chinese text in GBK',
      {
        name: 'a.txt',
        mediaType: 'text/plain',
        content: gbk('我们今天在北京的大学学习中文和历史。\n老师说明天没有课，大家都很高兴。\n'),
      },
      { kind: 'text', encoding: 'GB18030', lines: 2, language: 'zh' },
    ],
    [
      'an English text',
      {
        name: 'b.txt',
        mediaType: 'text/plain',
        content: 'The quick brown fox\njumps over the lazy dog, doesn’t it?',
      },
      { kind: 'text', encoding: 'UTF-8', lines: 2, words: 11, language: 'en' },
    ],
    [
      'an archive',
      { name: 'a.zip', mediaType: 'application/zip', content: zip(Buffer.from('hello'), 'a.txt') },
      { kind: 'archive', entries: 1, expandedSize: 5 },
    ],
    [
      'sound',
      {
        name: 'a.wav',
        mediaType: 'audio/wav',
        content: Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1'),
      },
      { kind: 'other' },
    ],
  ])('looks into %s', async (_, file, analysis) => {
    const task = await processed(file);
    expect(task).toMatchObject({ status: 'COMPLETED', result: { analysis, thumbnailFileId: null } });
  });

  it('takes a JPEG with an archive behind it for the JPEG, and makes a clean thumbnail', async () => {
    const content = Buffer.concat([await picture().jpeg().toBuffer(), zip(Buffer.from('hello'))]);
    const task = await processed({ name: 'both.jpg', mediaType: 'image/jpeg', content });
    expect(task.result).toMatchObject({ mediaType: 'image/jpeg', analysis: { kind: 'image' } });
    const { body } = await files.download(String(task.result?.thumbnailFileId));
    expect(body.includes('PK\x03\x04')).toBe(false);
  });

  it('fails hostile files at once with a reason, and the worker lives on', async () => {
    const worker = system.ownWorkers[0];
    const hostile = await hostileFiles(await pdf(1));
    const tasks = await Promise.all(hostile.map((file) => processed(file)));
    tasks.forEach(({ status, error, attempts }, index) => {
      const { what, says } = hostile[index] as (typeof hostile)[number];
      expect([what, status, error?.code, attempts.made]).toEqual([what, 'FAILED', 'invalid_input', 1]);
      expect(`${what}: ${error?.message}`).toMatch(says);
    });
    expect((await fetch(`${await system.urlOf(worker as never)}/health/live`)).status).toBe(200);
  });

  it('is stopped while a thread works', async () => {
    const { id } = await submit({
      name: 'long.json',
      mediaType: 'application/json',
      content: `[${'[1,2,{"a":3}],'.repeat(3_000_000)}1]`,
    });
    await system.client.until(id, ({ progress }) => progress.message === 'analysing the content');
    await system.client.call('POST', `/tasks/${id}/cancel`);
    expect((await system.client.ended(id)).status).toBe('CANCELLED');
    expect((await processed({ name: 'a.txt', mediaType: 'text/plain', content: 'hello' })).status).toBe(
      'COMPLETED',
    );
  });

  it('needs little memory for a large file', async () => {
    const content = Buffer.alloc(50 * 1024 * 1024 - 1024, 'one two three four, five\n');
    const { id } = await files.upload('large.txt', content, 'text/plain');
    const growth = await memoryGrowthMiB(system.ownWorkers[0]?.pid as number, async () => {
      const task = await system.client.submit({ type: TYPE, input: { fileId: id } });
      expect((await system.client.ended(task.id)).result).toMatchObject({ analysis: { kind: 'text' } });
    });
    expect(growth ?? 0).toBeLessThan(150);
  });

  itWithClamd('has the scanner look at each file where there is one', async () => {
    const clamd = await Clamd.start();
    try {
      const scanning = await system.startWorker({ CLAMD_URL: `unix://${clamd.socket}` });
      await system.ownWorkers.shift()?.terminate();
      const [clean, infected] = await Promise.all([
        processed({ name: 'a.txt', mediaType: 'text/plain', content: 'hello' }),
        processed({ name: 'b.txt', mediaType: 'text/plain', content: EICAR }),
      ]);
      expect(clean).toMatchObject({
        status: 'COMPLETED',
        result: { scan: { status: 'clean', scanner: 'clamd' } },
      });
      expect(infected).toMatchObject({
        status: 'FAILED',
        error: { code: 'invalid_input' },
        attempts: { made: 1 },
      });
      expect(infected.error?.message).toContain('Eicar-Test-Signature');
      await scanning.terminate();
      await system.startOwnWorker();
    } finally {
      await clamd.stop();
    }
  });
});

async function pdf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1)
    document.addPage([300, 400]).drawText(`Page ${page}`, { x: 50, y: 300 });
  return Buffer.from(await document.save());
}

/** Node decodes GBK, and does not encode it: this turns the decoder round. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, Buffer>();
  for (let lead = 0x81; lead < 0xff; lead += 1)
    for (let trail = 0x40; trail < 0xff; trail += 1)
      codes.set(decoder.decode(Buffer.from([lead, trail])), Buffer.from([lead, trail]));
  return Buffer.concat(
    [...text].map((character) =>
      character < '\x80' ? Buffer.from(character) : (codes.get(character) as Buffer),
    ),
  );
}
