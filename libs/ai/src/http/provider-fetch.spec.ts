import { createRequire } from 'node:module';
import { fetch } from 'undici';
import { OpenAiServer } from '../../../../test/support/openai-server.js';
import { providerFetch } from './provider-fetch.js';

/** The client's own clock, by which its time limits end; `tick` lets time pass. */
const clientClock = createRequire(import.meta.url)('undici/lib/util/timers.js') as { tick: (ms: number) => void };
const AN_HOUR_MS = 3_600_000;

let server: OpenAiServer;
beforeEach(async () => void (server = await OpenAiServer.start()));
afterEach(() => server.close());

/** Lets an hour pass between the request and its answer, and another one between two parts of the answer. */
async function askPatiently(ask: (url: string) => Promise<{ text: () => Promise<string> }>): Promise<string> {
  let goOn: () => void = () => undefined;
  server.next({ raw: ['one ', new Promise<void>((resolve) => (goOn = resolve)), 'two'] });
  const response = await ask(server.baseUrl);
  const text = response.text();
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

describe('providerFetch', () => {
  it('waits as long as its caller does, where the client itself would give up', async () => {
    await expect(askPatiently((url) => fetch(url, { method: 'POST' }))).rejects.toThrow('terminated');
    await expect(askPatiently((url) => providerFetch('openai', url, { method: 'POST' }))).resolves.toBe('one two');
  });

  it('waits so for the first byte too', async () => {
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    server.always({ pieces: [{ text: 'x', after: held }] });
    const asked = providerFetch('openai', server.baseUrl, { method: 'POST', body: '{}' });
    await server.request(1);
    await pass();
    answer();
    expect(await (await asked).text()).toContain('"content":"x"');
  });

  it('goes round in no circle', async () => {
    server.always({ raw: [], status: 308, headers: { location: '/again' } });
    await expect(providerFetch('openai', server.baseUrl, { method: 'POST' })).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(server.requests).toHaveLength(6);
  });
});
