import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { onAnyBroker } from '../support/brokers.js';
import { MailServer, selfSignedCertificate } from '../support/mail-server.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const AUTH = { user: 'mailer', password: 'never-in-a-log' };
const INPUT = { to: 'ada@example.com', subject: '报告 is ready', text: 'The text of the mail' };
const email = (input: object = {}, more: object = {}) => ({
  type: 'demo.email',
  input: { ...INPUT, ...input },
  ...more,
});

onAnyBroker((broker) => {
  let system: TestSystem;
  let server: MailServer;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-mail-'));
    const certificate = await selfSignedCertificate();
    await writeFile(join(folder, 'ca.pem'), certificate.cert);
    server = await MailServer.start({ tls: 'starttls', auth: AUTH }, certificate);
    const variables = { SMTP_URL: server.url(), MAIL_FROM: 'Runner <runner@example.org>' };
    system = await TestSystem.start({ broker, workers: 0, variables: { ...variables, DATA_DIR: folder } });
    await startMailer();
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await server.close();
    await rm(folder, { recursive: true });
  });

  const submit = async (input: object = {}, more: object = {}) => {
    const number = server.seen.length + 1;
    return { ...(await system.client.submit(email(input, more))), number };
  };

  /** Its worker trusts the server's certificate, which only a process of its own can. */
  const startMailer = () => system.startOwnWorker({ NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') });

  it('sends over TLS, logged in', async () => {
    const { id } = await submit({ to: ['ada@example.com', 'bob@example.com'], html: '<p>世界</p>' });
    const task = await system.client.ended(id);
    const messageId = `<${id}@example.org>`;
    expect(task).toMatchObject({ status: 'COMPLETED', queue: 'demo_tasks', progress: { percent: 100 } });
    expect(task.result).toEqual({
      messageId,
      accepted: ['ada@example.com', 'bob@example.com'],
      transport: 'smtp',
    });
    const mail = server.mails.at(-1);
    expect(mail).toMatchObject({ secure: true, user: AUTH.user, from: 'runner@example.org' });
    expect(mail?.parsed).toMatchObject({ subject: INPUT.subject, html: '<p>世界</p>', messageId });
  });

  it('comes again after a 4xx and after an unknown outcome, with the same Message-ID', async () => {
    server.next({ code: 451 }, 'cut');
    const first = await submit();
    await server.mail(first.number);
    const second = await submit();
    for (const { id } of [first, second]) {
      expect(await system.client.ended(id)).toMatchObject({
        status: 'COMPLETED',
        attempts: { made: 2 },
        error: null,
      });
      expect(server.seen.filter(({ parsed }) => parsed.messageId === `<${id}@example.org>`)).toHaveLength(2);
    }
    const attempts = await system.client.call<{ data: object[] }>('GET', `/tasks/${first.id}/attempts`);
    expect(attempts.body.data[0]).toMatchObject({
      number: 1,
      error: { code: 'provider_unavailable', retryable: true },
    });
  });

  it('fails at once after a 5xx', async () => {
    server.next({ code: 554, text: 'spam' });
    const { id } = await submit();
    const task = await system.client.ended(id);
    expect(task).toMatchObject({
      status: 'FAILED',
      attempts: { made: 1 },
      error: { code: 'provider_rejected', retryable: false },
    });
    expect(task.error?.message).toContain('554');
  });

  it('closes the connection when the task is cancelled', async () => {
    server.next('hang');
    const { id, number } = await submit();
    await server.mail(number);
    expect(server.hanging).toBe(1);
    await system.client.call('POST', `/tasks/${id}/cancel`);
    expect(await system.client.ended(id)).toMatchObject({ status: 'CANCELLED' });
    await until(() => server.hanging === 0, 10_000); // the server never answers, nor does it close
  });

  it('refuses an input that would inject headers', async () => {
    const { status, body } = await system.client.call<{ code: string; errors: object[] }>(
      'POST',
      '/tasks',
      email({ to: 'a@b.c\r\nBcc: eve@example.com', subject: 'x\nBcc: eve@example.com' }),
    );
    expect([status, body.code]).toEqual([400, 'invalid_input']);
    expect(body.errors).toMatchObject([{ path: 'input.to' }, { path: 'input.subject' }]);
  });

  it('writes .eml files where there is no mail server', async () => {
    await system.ownWorkers.at(-1)?.terminate();
    const filing = await system.startWorker({ SMTP_URL: '' });
    const { id } = await submit();
    const { result } = await system.client.ended(id);
    expect(result).toEqual({
      messageId: `<${id}@example.org>`,
      accepted: ['ada@example.com'],
      transport: 'file',
    });
    expect(await simpleParser(await readFile(join(folder, 'mail', `${id}.eml`)))).toMatchObject({
      subject: INPUT.subject,
    });
    await filing.terminate();
    await startMailer();
  });

  it('keeps the password and the mails out of every log', () => {
    for (const process of [...system.apis, ...system.workers, ...system.ownWorkers])
      expect(process.text).not.toMatch(/never-in-a-log|text of the mail|报告/);
  });
});
