import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '@app/config';
import { inputProblems, instanceOf, schemaOf, type TaskContext } from '@app/tasks';
import { simpleParser } from 'mailparser';
import { EmailHandler } from './email.handler.js';
import { EmailInput } from './email.input.js';
import { EmailResult } from './email.result.js';

const INPUT = { to: 'ada@example.com', subject: 'Hello', text: 'Hi' };
const context = (input: object, taskId = 'a-task', signal = new AbortController().signal) =>
  ({ input, taskId, runId: taskId, signal, progress: () => undefined }) as unknown as TaskContext<EmailInput>;
const problemsOf = (input: object) => inputProblems(instanceOf(EmailInput, input));

describe('demo.email', () => {
  let folder: string;
  let handler: EmailHandler;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-mail-'));
    handler = new EmailHandler(
      loadConfiguration({ DATA_DIR: folder, MAIL_FROM: 'Runner 运行 <runner@example.org>' }),
    );
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes one whole .eml a mail where there is no server, the same one in every attempt', async () => {
    const input = {
      ...INPUT,
      to: ['ada@example.com', 'bob@example.com'],
      subject: '报告',
      text: 'a\nb',
      html: '<b>世界</b>',
    };
    const result = await handler.run(context(input));
    expect(result).toEqual({ messageId: '<a-task@example.org>', accepted: input.to, transport: 'file' });
    expect(await handler.run(context(input))).toEqual(result);
    expect(await readdir(join(folder, 'mail'))).toEqual(['a-task.eml']);
    const raw = await readFile(join(folder, 'mail/a-task.eml'));
    expect(raw.toString()).not.toMatch(/[^\r]\n/);
    const mail = await simpleParser(raw);
    expect(mail).toMatchObject({
      subject: '报告',
      text: 'a\nb',
      html: '<b>世界</b>',
      messageId: '<a-task@example.org>',
    });
    expect(mail.from?.text).toContain('运行');
  });

  it('leaves nothing behind when it is told to stop', async () => {
    await expect(handler.run(context(INPUT, 'a-task', AbortSignal.abort()))).rejects.toThrow();
    expect(await readdir(join(folder, 'mail')).catch(() => [])).toEqual([]);
  });

  it.each([
    ['to', 'ada@example.com\r\nBcc: eve@example.com'],
    ['to', 'ada@example.com\nX: y'],
    ['to', ['ada@example.com', 'bob@example.com\r\nBcc: eve@example.com']],
    ['to', '"a\r\nBcc: eve@example.com"@example.com'],
    ['to', 'ada@example.com, eve@example.com'],
    ['to', 'Ada <ada@example.com>'],
    ['to', 'ada@example.com\u2028X: y'],
    ['to', []],
    ['to', ['ada@example.com', 'ada@example.com']],
    ['to', { address: 'ada@example.com' }],
    ['to', [{ path: '/etc/passwd' }]],
    ['subject', 'Hello\r\nBcc: eve@example.com'],
    ['subject', 'Hello\nBcc: eve@example.com'],
    ['subject', 'Hello\rBcc: eve@example.com'],
    ['subject', 'Hello\u2028Bcc: eve@example.com'],
    ['subject', 'Hello\u0085Bcc: eve@example.com'],
    ['subject', ''],
    ['text', { path: '/etc/passwd' }],
    ['html', { href: 'http://169.254.169.254/' }],
  ])('refuses %s %j', (field, value) => {
    expect(problemsOf({ ...INPUT, [field]: value }).map(({ path }) => path)).toContainEqual([field]);
  });

  it('takes other fields from nobody', () => {
    expect(problemsOf({ ...INPUT, bcc: 'eve@example.com' })).toEqual([
      { path: ['bcc'], message: 'is not a known field' },
    ]);
  });

  it.each(['user@localhost', 'ada+tag@sub.example.co.uk', 'grüße@例子.测试'])('takes %s', (to) => {
    expect(problemsOf({ ...INPUT, to })).toEqual([]);
  });

  it.each(['text', 'html'])('makes no header of what is in %s', async (field) => {
    const attack = 'x\r\n.\r\n\r\nBcc: eve@example.com\r\nSubject: other\n.\nX-Evil: 1\r.\r';
    await handler.run(context({ ...INPUT, [field]: attack }));
    const mail = await simpleParser(await readFile(join(folder, 'mail/a-task.eml')));
    expect(mail.subject).toBe('Hello');
    expect(mail.bcc ?? mail.headers.get('x-evil')).toBeUndefined();
  });

  it('describes its input and result as they are', () => {
    expect(schemaOf(EmailInput)).toMatchObject({
      required: ['to', 'subject', 'text'],
      properties: { to: { oneOf: expect.any(Array) } },
    });
    expect(schemaOf(EmailResult)).toMatchObject({ required: ['messageId', 'accepted', 'transport'] });
  });
});
