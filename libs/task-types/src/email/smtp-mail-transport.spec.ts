import { type TaskError } from '@app/tasks';
import { v7 as uuidv7 } from 'uuid';
import {
  type Certificate,
  MailServer,
  type MailServerOptions,
  selfSignedCertificate,
} from '../../../../test/support/mail-server.js';
import { until } from '../../../../test/support/until.js';
import type { EmailInput } from './email.input.js';
import { mailOf } from './mail.js';
import { SmtpMailTransport } from './smtp-mail-transport.js';

const AUTH = { user: 'mailer@example.org', password: 'p@ss/wörd-%41' };
const NEVER = new AbortController().signal;
const mail = (given: Partial<EmailInput> = {}, taskId = uuidv7()) =>
  mailOf(
    { taskId, runId: taskId },
    { to: 'ada@example.com', subject: 'Hello', text: 'Hi', ...given },
    'Runner <runner@example.org>',
  );

describe('SmtpMailTransport', () => {
  const open: { close(): unknown }[] = [];
  let certificate: Certificate;

  async function serverAndTransport(options: MailServerOptions = {}, query = '') {
    const server = await MailServer.start(options, certificate);
    const transport = new SmtpMailTransport(server.url(query));
    open.push(transport, server);
    return { server, transport };
  }
  const failure = (sending: Promise<unknown>) =>
    sending.catch((error: unknown) => error as TaskError) as Promise<TaskError>;

  beforeAll(async () => void (certificate = await selfSignedCertificate()));
  afterEach(async () => void (await Promise.all(open.splice(0).map((one) => one.close()))));

  it('sends text and HTML in any language, with a Message-ID of the task', async () => {
    const { server, transport } = await serverAndTransport();
    const text = 'Grüße, 世界 😀\r\n.\r\nMAIL FROM:<x@y>\n.hidden dot';
    const sent = mail({ subject: '报告 – ready', text, html: '<p>世界</p>' });
    expect(await transport.send(sent, NEVER)).toEqual(['ada@example.com']);
    const { parsed, from, to } = await server.mail(1);
    expect([from, to]).toEqual(['runner@example.org', ['ada@example.com']]);
    expect(parsed).toMatchObject({ subject: '报告 – ready', messageId: `<${sent.taskId}@example.org>` });
    expect(parsed.text?.trimEnd()).toBe(text.replaceAll('\r\n', '\n'));
    expect(parsed.html).toContain('世界');
    expect(server.mails).toHaveLength(1);
  });

  it.each(['implicit', 'starttls'] as const)(
    'logs in over TLS (%s), and checks the certificate',
    async (tls) => {
      const { server, transport } = await serverAndTransport(
        { tls, auth: AUTH },
        `tls.ca=${encodeURIComponent(certificate.cert)}`,
      );
      await transport.send(mail(), NEVER);
      expect(server.mails).toMatchObject([{ secure: true, user: AUTH.user }]);
      const suspicious = new SmtpMailTransport(server.url());
      open.push(suspicious);
      const refused = await failure(suspicious.send(mail(), NEVER));
      expect(refused).toMatchObject({
        code: 'provider_unavailable',
        retryable: true,
        message: expect.stringMatching(/self.signed/),
      });
    },
  );

  it('never sends a password unencrypted', async () => {
    const { server, transport } = await serverAndTransport({ auth: AUTH });
    expect(await failure(transport.send(mail(), NEVER))).toMatchObject({
      retryable: false,
      message: expect.stringContaining('STARTTLS'),
    });
    const told = new SmtpMailTransport(server.url('requireTLS=false'));
    open.push(told);
    expect(await told.send(mail(), NEVER)).toHaveLength(1);
  });

  it('keeps user and password out of what a refused login says', async () => {
    const { server } = await serverAndTransport({ auth: AUTH });
    const transport = new SmtpMailTransport(
      server.url('requireTLS=false&debug=true&logger=true').replace('%2541', 'wrong'),
    );
    open.push(transport);
    const error = await failure(transport.send(mail(), NEVER));
    expect(error).toMatchObject({
      code: 'provider_rejected',
      retryable: false,
      message: expect.stringContaining('535'),
    });
    expect(`${error.stack}${JSON.stringify(error)}${String(error.cause)}`).not.toMatch(
      /mailer|p@ss|p%40ss|wörd/,
    );
  });

  it.each([421, 450, 451, 452])('asks for another attempt after %d', async (code) => {
    const { server, transport } = await serverAndTransport();
    server.next({ code });
    expect(await failure(transport.send(mail(), NEVER))).toMatchObject({
      code: 'provider_unavailable',
      retryable: true,
    });
    expect(await transport.send(mail(), NEVER)).toHaveLength(1);
  });

  it.each([550, 552, 554, 503])('fails for good after %d', async (code) => {
    const { server, transport } = await serverAndTransport();
    server.next({ code, text: 'not\nwanted' });
    const error = await failure(transport.send(mail(), NEVER));
    expect(error).toMatchObject({
      code: 'provider_rejected',
      retryable: false,
      message: expect.stringContaining(String(code)),
    });
    expect(await transport.send(mail(), NEVER)).toHaveLength(1);
  });

  it('gives those that were accepted where others were refused', async () => {
    const { server, transport } = await serverAndTransport();
    server.refuse('gone@example.com', 550);
    server.refuse('later@example.com', 450);
    const accepted = await transport.send(
      mail({ to: ['gone@example.com', 'ada@example.com', 'later@example.com'] }),
      NEVER,
    );
    expect(accepted).toEqual(['ada@example.com']);
    const none = await failure(
      transport.send(mail({ to: ['gone@example.com', 'later@example.com'] }), NEVER),
    );
    expect(none).toMatchObject({ retryable: true }); // one of them may work later
    expect(await failure(transport.send(mail({ to: 'gone@example.com' }), NEVER))).toMatchObject({
      retryable: false,
    });
  });

  it('keeps the Message-ID where nobody knows whether the mail was taken', async () => {
    const { server, transport } = await serverAndTransport();
    const sent = mail();
    server.next('cut');
    expect(await failure(transport.send(sent, NEVER))).toMatchObject({
      code: 'provider_unavailable',
      retryable: true,
    });
    await transport.send(mail({}, sent.taskId), NEVER);
    expect(new Set(server.seen.map(({ parsed }) => parsed.messageId)).size).toBe(1);
    expect(server.seen).toHaveLength(2);
  });

  it('retries what did not get through to a server', async () => {
    const { server, transport } = await serverAndTransport();
    await server.close();
    open.splice(open.indexOf(server), 1);
    expect(await failure(transport.send(mail(), NEVER))).toMatchObject({
      code: 'provider_unavailable',
      retryable: true,
    });
  });

  it('sends many over few connections', async () => {
    const { server, transport } = await serverAndTransport({}, 'maxConnections=2');
    await Promise.all(Array.from({ length: 20 }, () => transport.send(mail(), new AbortController().signal)));
    expect(server.mails).toHaveLength(20);
    expect(server.sessions).toBeLessThanOrEqual(2);
  });

  it('closes the connection on abort', async () => {
    const { server, transport } = await serverAndTransport();
    const stop = new AbortController();
    server.next('hang');
    const sending = failure(transport.send(mail(), stop.signal));
    await server.mail(1);
    stop.abort(new Error('cancelled'));
    expect(await sending).toMatchObject({ message: 'cancelled' });
    await until(() => server.hanging === 0, 10_000);
  });
});
