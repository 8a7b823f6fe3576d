import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { CertificateAuthority } from '../../../test/support/certificate-authority.js';
import { ProxyServer } from '../../../test/support/proxy-server.js';

const urlOf = (file: string): string => JSON.stringify(pathToFileURL(resolve(file)).href);
const NAMES = ['known.example', 'other.example', 'stranger.example'];

/** Asks each name as providers, webhooks and alerts do, and prints the status or the error's code. */
const PROGRAM = `
  import { register } from 'node:module';
  register(${urlOf('test/support/typescript-hooks.mjs')});
  const { useProxies } = await import(${urlOf('libs/bootstrap/src/use-proxies.ts')});
  const { loadConfiguration } = await import(${urlOf('libs/config/src/configuration.ts')});
  const { providerDispatcher, providerFetch } = await import(${urlOf('libs/ai/src/http/provider-fetch.ts')});
  const { WebhookClient } = await import(${urlOf('libs/webhooks/src/delivery/webhook-client.ts')});
  const configuration = loadConfiguration();
  await useProxies(configuration);
  const dispatcher = providerDispatcher(configuration.proxies);
  const webhooks = new WebhookClient({ ...configuration.webhooks, allowPrivateAddresses: true }, async () => [{ address: '127.0.0.1', family: 4 }]);
  const statusOf = (answer) => answer.then(({ status }) => status, (error) => error.cause?.code ?? error.code);
  const answers = {};
  for (const name of ${JSON.stringify(NAMES)}) {
    const url = 'https://' + name + ':' + process.env.PORT + '/';
    const { status, error } = await webhooks.post(url, { body: '{}', headers: {} }, new AbortController().signal);
    answers[name] = [
      await statusOf(providerFetch('openai', url, { method: 'POST', body: '{}', dispatcher })),
      status ?? error.code,
      await statusOf(fetch(url)),
    ];
  }
  console.log(JSON.stringify(answers));
  process.exit();
`;

describe('TLS through a proxy', () => {
  let folder: string;
  let proxy: ProxyServer;
  let server: Server;
  /** Which names the server was asked for in the handshake. */
  let served: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-tls-'));
    const [trusted, untrusted] = await Promise.all([
      CertificateAuthority.create(),
      CertificateAuthority.create(),
    ]);
    await writeFile(join(folder, 'ca.pem'), trusted.cert);
    const good = createSecureContext(await trusted.certificateFor('known.example'));
    const bad = createSecureContext(await untrusted.certificateFor('stranger.example'));
    served = [];
    const SNICallback = (name: string, done: (error: null, context: typeof good) => void): void => {
      served.push(name);
      done(null, name === 'stranger.example' ? bad : good);
    };
    server = createServer({ SNICallback }, (_, response) => response.writeHead(204).end()).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    proxy = await ProxyServer.start();
    for (const name of NAMES) proxy.names.set(name, (server.address() as AddressInfo).port);
  });
  afterAll(async () => {
    proxy.stop();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('works for providers, webhooks and alerts, and checks whose certificate it is', async () => {
    const PORT = String((server.address() as AddressInfo).port);
    const env = {
      PATH: process.env.PATH,
      PORT,
      HTTPS_PROXY: proxy.url,
      NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', PROGRAM],
      { env },
    );
    expect(JSON.parse(stdout)).toEqual({
      'known.example': [204, 204, 204],
      'other.example': ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID'],
      'stranger.example': [
        expect.stringMatching(/CERT|ISSUER|SIGNATURE/),
        'tls',
        expect.stringMatching(/CERT|ISSUER|SIGNATURE/),
      ],
    });
    expect(new Set(served)).toEqual(new Set(NAMES));
    // A webhook asks for the address that was checked; its name is only in the handshake.
    const asked = NAMES.flatMap((name) => [`127.0.0.1:${PORT}`, `${name}:${PORT}`, `${name}:${PORT}`]);
    expect([...proxy.asked].sort()).toEqual(asked.sort());
  });
});
