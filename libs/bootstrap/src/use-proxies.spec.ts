import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ProxyServer } from '../../../test/support/proxy-server.js';

const urlOf = (file: string): string => JSON.stringify(pathToFileURL(resolve(file)).href);

/** A process that asks a provider and an address that goes directly, as ours do. */
const PROGRAM = (direct: string): string => `
  import { register } from 'node:module';
  register(${urlOf('test/support/typescript-hooks.mjs')});
  const { useProxies } = await import(${urlOf('libs/bootstrap/src/use-proxies.ts')});
  const { loadConfiguration } = await import(${urlOf('libs/config/src/configuration.ts')});
  await useProxies(loadConfiguration());
  for (const url of ['http://provider.example/v1', '${direct}']) console.log(await (await fetch(url)).text());
  process.exit();
`;

it('lets fetch go through the proxy, but for what NO_PROXY names', async () => {
  const provider = createServer((request, response) =>
    response.end(`${request.headers.host}${request.url}`),
  ).listen(0, '127.0.0.1');
  const proxy = await ProxyServer.start();
  const { port } = provider.address() as AddressInfo;
  proxy.names.set('provider.example', port);
  const env = { PATH: process.env.PATH, HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' };
  const run = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', PROGRAM(`http://127.0.0.1:${port}/direct`)],
    {
      env,
    },
  );
  expect(run.stdout).toBe(`provider.example/v1\n127.0.0.1:${port}/direct\n`);
  expect(proxy.asked).toEqual(['provider.example:80']);
  proxy.stop();
  provider.close();
}, 30_000);
