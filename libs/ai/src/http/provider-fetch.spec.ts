import { createRequire } from 'node:module';
import { Agent, fetch } from 'undici';
import { OpenAiServer } from '../../../../test/support/openai-server.js';
import { ProxyServer } from '../../../../test/support/proxy-server.js';
import { providerDispatcher, providerFetch } from './provider-fetch.js';

/** The client's own clock, by which its time limits end; `tick` lets time pass. */
const clientClock = createRequire(import.meta.url)('undici/lib/util/timers.js') as {
  tick: (ms: number) => void;
};
const AN_HOUR_MS = 3_600_000;

let server: OpenAiServer;
let proxy: ProxyServer;
beforeEach(async () => {
  [server, proxy] = await Promise.all([OpenAiServer.start(), ProxyServer.start()]);
});
afterEach(async () => {
  await server.close();
  proxy.stop();
});

/** Lets an hour pass between the request and its answer, and another one between two parts of the answer. */
async function askPatiently(ask: (url: string) => Promise<{ text: () => Promise<string> }>): Promise<string> {
  let goOn: () => void = () => undefined;
  server.next({ raw: ['one ', new Promise<void>((resolve) => (goOn = resolve)), 'two'] });
  const response = await ask(server.baseUrl);
  const text = response.text();
  text.catch(() => undefined); // it may fail while nobody waits for it yet
  await pass();
  goOn();
  return text;
}

/** The client looks at its clock twice before it gives up. */
async function pass(): Promise<void> {
  for (let times = 0; times < 3; times += 1) {
    clientClock.tick(AN_HOUR_MS);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('has to do with a client that would give up', async () => {
  const asUsual = { method: 'POST', dispatcher: new Agent() };
  await expect(askPatiently((url) => fetch(url, asUsual))).rejects.toThrow('terminated');
});

describe.each(['directly', 'through a proxy'])('providerFetch %s', (way) => {
  const asked = (signal?: AbortSignal) => {
    const http = way === 'directly' ? null : proxy.url;
    const dispatcher = providerDispatcher({ http, https: null, none: '' });
    return providerFetch('openai', server.baseUrl, { method: 'POST', body: '{}', signal, dispatcher });
  };
  const held = () => {
    let answer: () => void = () => undefined;
    server.always({ pieces: [{ text: 'x', after: new Promise<void>((resolve) => (answer = resolve)) }] });
    return () => answer();
  };

  afterEach(() =>
    expect([...new Set(proxy.asked)]).toEqual(way === 'directly' ? [] : [new URL(server.baseUrl).host]),
  );

  it('waits as long as its caller does', async () => {
    await expect(askPatiently(() => asked())).resolves.toBe('one two');
  });

  it('waits so for the first byte too', async () => {
    const answer = held();
    const response = asked();
    await server.request(1);
    await pass();
    answer();
    expect(await (await response).text()).toContain('"content":"x"');
  });

  it('ends with its caller, and its connection with it', async () => {
    held();
    const limit = new AbortController();
    const text = asked(limit.signal).then((response) => response.text());
    const { closed } = await server.request(1);
    limit.abort(new Error('the limit of the attempt'));
    await expect(text).rejects.toThrow('the limit of the attempt');
    expect(await closed).toMatchObject({ byClient: true });
  });

  it('goes round in no circle', async () => {
    server.always({ raw: [], status: 308, headers: { location: '/again' } });
    await expect(asked()).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(server.requests).toHaveLength(6);
  });

  it('takes the prompt to no other server', async () => {
    server.always({ raw: [], status: 307, headers: { location: 'http://elsewhere.example/v1' } });
    await expect(asked()).rejects.toMatchObject({
      code: 'provider_rejected',
      message: expect.stringContaining('another server'),
    });
    expect(server.requests).toHaveLength(1);
  });
});
