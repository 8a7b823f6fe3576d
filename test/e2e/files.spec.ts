import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'content-disposition';
import { onAnyBroker } from '../support/brokers.js';
import { FileClient, filePart, FORM_END, partWith } from '../support/file-client.js';
import { memoryGrowthMiB } from '../support/resident-memory.js';
import { type S3Server, startS3Server } from '../support/s3-server.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const MIB = 1024 * 1024;
const LARGEST = 100 * MIB;
const FILE = 'Content-Disposition: form-data; name="file"; filename="a"';
/** Each ends the part before it, and begins one whose headers never end. */
const BARE_BOUNDARIES = Buffer.from('\r\n--a-boundary-of-the-test'.repeat(1_000));
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

onAnyBroker((broker) => {
  let folder: string;
  let system: TestSystem;
  let files: FileClient;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-files-'));
    system = await TestSystem.start({
      broker,
      variables: { DATA_DIR: folder, MAX_FILE_BYTES: String(LARGEST) },
    });
    files = new FileClient(system.client.origin);
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const announced = () => system.audit.query('SELECT * FROM file_removals');
  const stored = async () =>
    (await readdir(join(folder, 'files'), { recursive: true })).filter((path) => path.length > 10).length;

  it('gives back the bytes that it took', async () => {
    const bytes = randomBytes(3 * MIB);
    const { status, headers, body } = await files.send(
      filePart('holiday.jpg', bytes, 'image/jpeg'),
      FORM_END,
    );
    expect([status, headers.get('location')]).toEqual([201, `/api/v1/files/${body.id}`]);
    expect(body).toEqual({
      id: body.id,
      name: 'holiday.jpg',
      mediaType: 'image/jpeg',
      size: bytes.length,
      sha256: digest(bytes),
    });
    const answer = await files.download(body.id);
    expect([answer.status, answer.body.equals(bytes)]).toEqual([200, true]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'content-disposition': 'attachment; filename=holiday.jpg',
      'x-content-type-options': 'nosniff',
      etag: `"${digest(bytes)}"`,
    });
  });

  it('takes what FormData of a browser or of Node sends, and an empty file', async () => {
    const form = new FormData();
    form.append('file', new Blob([], { type: 'text/plain' }), 'empty.txt');
    const answer = await fetch(`${system.client.origin}/api/v1/files`, { method: 'POST', body: form });
    const body = (await answer.json()) as { id: string };
    expect([answer.status, body]).toEqual([201, expect.objectContaining({ name: 'empty.txt', size: 0 })]);
    const { status, headers, body: bytes } = await files.download(body.id);
    expect([status, headers.get('content-length'), bytes.length]).toEqual([200, '0', 0]);
  });

  it('keeps what is like a boundary in a file', async () => {
    const content = `x\r\n--a-boundary-of-the-test.js\r\n\r\na --a-boundary-of-the-test--\r\n`;
    const { id, size } = await files.upload('a.txt', content);
    expect([size, (await files.download(id)).body.toString()]).toEqual([content.length, content]);
  });

  it('gives parts, headers alone, and nothing to one who has it', async () => {
    const { id, sha256 } = await files.upload('digits.txt', '0123456789', 'text/plain; charset=utf-8');
    const part = await files.download(id, { range: 'bytes=2-4' });
    expect([part.status, part.headers.get('content-range'), part.body.toString()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    expect((await files.download(id, { range: 'bytes=2-4', 'if-range': '"other"' })).body.toString()).toBe(
      '0123456789',
    );
    const beyond = await files.download(id, { range: 'bytes=10-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    const head = await files.download(id, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.body.length]).toEqual([200, '10', 0]);
    expect((await files.download(id, { 'if-none-match': `"${sha256}"` })).status).toBe(304);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\\\..\\\\x.exe', 'x.exe'],
    ['C:\\\\Users\\\\me\\\\my file.txt', 'my file.txt'],
    ['/', 'file'],
    ['..', 'file'],
    ['quo\\"te.txt', 'quo"te.txt'],
    ['a\u0000b\u0007.txt', 'ab.txt'],
    ['报告 ü 🙂.pdf', '报告 ü 🙂.pdf'],
    ['\u202Egpj.exe', 'gpj.exe'],
    ['a; filename=b.html', 'a; filename=b.html'],
    [`${'n'.repeat(5_000)}.png`, `${'n'.repeat(196)}.png`],
  ])('makes the name %j safe', async (sent, kept) => {
    const { id, name } = await files.upload(sent, 'x');
    expect(name).toBe(kept);
    const header = (await files.download(id)).headers.get('content-disposition');
    expect(header).toMatch(/^attachment; filename=[\x20-\x7e]+$/);
    expect(header).not.toMatch(/\.\.\/|\\\\\.\./);
  });

  it('lets no line break of a name into a header', async () => {
    for (const sent of ['x\r\nSet-Cookie: a=b\r\n', 'x%0D%0ASet-Cookie: a=b', 'x\nSet-Cookie: a=b']) {
      const { status, body } = await files.send(filePart(sent, 'x'), FORM_END);
      if (status === 400) continue;
      const { headers } = await files.download(body.id);
      expect([headers.get('set-cookie'), body.name]).toEqual([null, expect.not.stringMatching(/[\r\n]/)]);
    }
  });

  it.each<[string, (string | Buffer)[], string]>([
    [
      'filename*, before filename',
      [`Content-Disposition: form-data; name=f; filename*=UTF-8''%E6%8A%A5.txt; filename="x.txt"`],
      '报.txt',
    ],
    [
      'filename*, after filename',
      [`Content-Disposition: form-data; name=f; filename="x.txt"; filename*=UTF-8''%E6%8A%A5.txt`],
      '报.txt',
    ],
    [
      'an encoded word',
      ['Content-Disposition: form-data; name=f; filename="=?utf-8?B?5oqlLnR4dA==?="'],
      '报.txt',
    ],
    [
      'a folded header',
      ['content-disposition: form-data; name=f;', ' filename*0="a very "; filename*1="long.txt"'],
      'a very long.txt',
    ],
    [
      'latin1',
      [Buffer.from('Content-Disposition: form-data; name=f; filename="na\xefve.txt"', 'latin1')],
      'naïve.txt',
    ],
    [
      'a path in filename*',
      [`Content-Disposition: form-data; name=f; filename*=UTF-8''..%2F..%5Cx%0D%0A.txt`],
      'x.txt',
    ],
    [
      'no filename, but bytes',
      ['Content-Disposition: form-data; name=f', 'Content-Type: application/octet-stream'],
      'file',
    ],
  ])('reads the name from %s, and gives it back', async (_, headers, name) => {
    const { status, body } = await files.send(
      Buffer.from('a preamble\r\n'),
      partWith(headers),
      FORM_END,
      Buffer.from('an epilogue'),
    );
    expect([status, body.name]).toEqual([201, name]);
    const disposition = (await files.download(body.id)).headers.get('content-disposition') as string;
    expect(parse(disposition).parameters['filename']).toBe(name);
  });

  it.each([
    ['page.html', 'text/html', '<script>alert(1)</script>'],
    ['picture.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['page.xhtml', 'application/xhtml+xml; charset=utf-8', '<html/>'],
    ['script.js', 'text/javascript', 'alert(1)'],
    ['odd', 'text/html\u0001', '<script>alert(1)</script>'],
  ])('never serves %s (%s) so that a browser runs it', async (name, mediaType, content) => {
    const { id } = await files.upload(name, content, mediaType);
    const { headers } = await files.download(id);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it.each<[string, Buffer[], string]>([
    ['two files', [filePart('a', 'a'), filePart('b', 'b'), FORM_END], 'file'],
    ['no file', [FORM_END], 'file'],
    ['no file chosen', [filePart('', ''), FORM_END], 'file'],
    ['another field after it', [filePart('a', 'a'), Buffer.from(field('note', 'hello')), FORM_END], 'note'],
    ['a text instead', [Buffer.from(field('file', 'hello')), FORM_END], 'file'],
    ['a field called __proto__', [Buffer.from(field('__proto__', '{}')), FORM_END], '__proto__'],
    ['bytes in base64', [partWith([FILE, 'Content-Transfer-Encoding: base64'], 'eA=='), FORM_END], 'file'],
  ])('refuses %s, and keeps nothing', async (_, parts, path) => {
    const before = await stored();
    const { status, body } = await files.send(...parts);
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([400, 'invalid_input', path]);
    expect([await stored(), await announced()]).toEqual([before, []]);
  });

  it.each<[string, Buffer[]]>([
    ['a form that breaks off in the file', [filePart('a', 'abc').subarray(0, -3)]],
    ['a form that breaks off after it', [filePart('a', 'abc')]],
    [
      'a part that does not say what it is',
      [partWith(['Content-Type: image/png']), filePart('a', 'abc'), FORM_END],
    ],
    ['a form that never begins', [Buffer.from('nothing of the kind')]],
    ['bare boundaries in place of parts', Array<Buffer>(20).fill(BARE_BOUNDARIES)],
    [
      'bare boundaries in place of the end',
      [filePart('a', 'abc'), ...Array<Buffer>(20).fill(BARE_BOUNDARIES)],
    ],
    ['more headers than a part has', [partWith(Array<string>(4_000).fill('a: b')), FORM_END]],
  ])('refuses %s', async (_, parts) => {
    const { status } = await files.send(...parts);
    expect(status).toBe(400);
    expect(await announced()).toEqual([]);
  });

  it.each<[string, string, Record<string, string>, number]>([
    ['JSON', '{}', { 'content-type': 'application/json' }, 415],
    ['plain bytes', 'x', { 'content-type': 'image/png' }, 415],
    ['nothing', '', {}, 415],
    ['a form without a boundary', 'x', { 'content-type': 'multipart/form-data' }, 400],
  ])('refuses %s', async (_, payload, headers, expected) => {
    const { status, body } = await system.client.call<{ status: number }>('POST', '/api/v1/files', payload, {
      'content-type': '',
      ...headers,
    });
    expect([status, body.status]).toEqual([expected, expected]);
  });

  it('knows no file under an id that is none, and takes no form for a task', async () => {
    for (const id of ['..%2F..%2Fetc%2Fpasswd', '5', randomUUID()])
      expect((await files.download(id)).status).toBe(404);
    const form = await system.client.call('POST', '/tasks', '--x--', {
      'content-type': 'multipart/form-data; boundary=x',
    });
    expect(form.status).toBe(415);
  });

  it('refuses what is too large, announced or not, and answers before it is all sent', async () => {
    const { status, body } = await files.uploadLarge(LARGEST + MIB, Buffer.alloc(MIB));
    expect([status, body.code]).toEqual([413, 'file_too_large']);
    expect(await announced()).toEqual([]);
    expect(await statusOfAnnounced(system.client.origin, LARGEST * 10)).toBe(413);
    const around = await files.send(
      ...Array.from({ length: LARGEST / MIB + 1 }, () => Buffer.alloc(MIB)),
      filePart('a', 'a'),
      FORM_END,
    );
    expect(around.status).toBe(413);
  });

  it('keeps nothing of an upload whose client goes away, and no task of it shows as an error', async () => {
    const before = await stored();
    const broken = request(`${system.client.origin}/api/v1/files`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=a-boundary-of-the-test' },
    });
    broken.on('error', () => undefined);
    broken.write(filePart('a', randomBytes(MIB)));
    await until(async () => (await announced()).length === 1, 5_000);
    broken.destroy();
    await until(async () => (await announced()).length === 0 && (await stored()) === before, 5_000);
    expect(system.apis[0]?.log.filter(({ msg }) => msg === 'a request failed')).toEqual([]);
  });

  it('streams an upload and a download through, whatever their size', async () => {
    const { process, client } = await system.startOwnApi();
    const own = new FileClient(client.origin);
    await own.uploadLarge(40 * MIB, randomBytes(64 * 1024)); // what any upload needs is there after it
    let id = '';
    const up = await memoryGrowthMiB(
      process.pid,
      async () => void ({ id } = (await own.uploadLarge(LARGEST, randomBytes(64 * 1024))).body),
    );
    const down = await memoryGrowthMiB(process.pid, () => drain(`${client.origin}/api/v1/files/${id}`));
    expect(Math.max(up ?? 0, down ?? 0)).toBeLessThan(LARGEST / MIB / 2);
  });

  it('removes an old upload with its bytes', async () => {
    const { id } = await files.upload('old', 'x');
    const before = await stored();
    await system.audit.query(`UPDATE files SET removable_at = now() WHERE id = $1`, [id]);
    await until(async () => (await stored()) === before - 1, 20_000);
    expect((await files.download(id)).status).toBe(404);
  });

  it('removes the bytes of an upload whose API was killed', async () => {
    const { process: api, client } = await system.startOwnApi();
    const before = await stored();
    const broken = request(`${client.origin}/api/v1/files`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=a-boundary-of-the-test' },
    });
    broken.on('error', () => undefined);
    broken.write(filePart('a', randomBytes(MIB)));
    await until(async () => (await stored()) === before + 1, 5_000);
    await api.kill9();
    expect(await announced()).toHaveLength(1);
    await system.audit.query('UPDATE file_removals SET due_at = now()');
    await until(async () => (await stored()) === before && (await announced()).length === 0, 20_000);
  });
});

describe('API processes on two machines, with S3', () => {
  let s3: S3Server;
  let system: TestSystem;
  beforeAll(async () => {
    s3 = await startS3Server();
    system = await TestSystem.start({ broker: 'postgres', workers: 0, variables: s3.variables });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await s3.close();
  });

  it('share their files', async () => {
    const other = await system.startApi({ DATA_DIR: '/nonexistent' });
    const bytes = randomBytes(12 * MIB);
    const { id } = await new FileClient(system.client.origin).upload('a.bin', bytes);
    const { status, body } = await new FileClient(other.client.origin).download(id);
    expect([status, body.equals(bytes)]).toEqual([200, true]);
  });

  it('remove there what nobody uses', async () => {
    const files = new FileClient(system.client.origin);
    const { id } = (await files.uploadLarge(12 * MIB, randomBytes(64 * 1024))).body;
    await system.audit.query('UPDATE files SET removable_at = now() WHERE id = $1', [id]);
    const left = () =>
      system.audit.query(
        'SELECT FROM files WHERE id = $1 UNION ALL SELECT FROM file_removals WHERE file_id = $1',
        [id],
      );
    await until(async () => (await left()).length === 0, 20_000);
    expect((await files.download(id)).status).toBe(404);
  });

  it('say 503 while it is away', async () => {
    const away = await startS3Server();
    const { client } = await system.startApi(away.variables);
    const files = new FileClient(client.origin);
    const { id } = await files.upload('a', 'a');
    await away.close();
    const { status, headers } = await files.download(id);
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    const { status: refused, body } = await files.send(filePart('b', 'b'), FORM_END);
    expect([refused, body.code]).toEqual([503, 'file_storage_unavailable']);
  });
});

function field(name: string, value: string): string {
  return `--a-boundary-of-the-test\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/** What a client gets that announces so many bytes and sends none yet. */
function statusOfAnnounced(origin: string, bytes: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/api/v1/files`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': bytes },
    });
    sent.on('error', reject);
    sent.on('response', ({ statusCode }) => {
      sent.removeAllListeners('error').on('error', () => undefined);
      sent.destroy();
      resolve(statusCode);
    });
    sent.flushHeaders();
  });
}

async function drain(url: string): Promise<void> {
  const { body } = await fetch(url);
  for await (const _ of body as unknown as AsyncIterable<Uint8Array>) continue;
}
