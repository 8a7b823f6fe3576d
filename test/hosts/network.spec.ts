import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { canDelay, type Host, Network } from '../support/hosts/network.js';
import { runIn } from '../support/hosts/place.js';

const PORT = 7_000;
const ECHO = `require('net').createServer((socket) => socket.pipe(socket)).listen(${PORT}, () => console.log('up'))`;
const DELAY_MS = 150;
const SLOW_LIMIT_MS = 20_000;

/** The faults of other tests are made by this network: without it they would show nothing. */
describe('a network of hosts in namespaces', () => {
  let network: Network;
  let close: () => Promise<void> = async () => undefined;
  let [one, other]: Host[] = [];
  let server: ChildProcess;

  beforeAll(async () => {
    network = await Network.make();
    close = () => network.close();
    [one, other] = [await network.addHost('one'), await network.addHost('other')];
    const [program = '', ...args] = [...other.enter, process.execPath, '-e', ECHO];
    server = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    close = async () => {
      server.kill('SIGKILL');
      await network.close();
    };
    if (server.stdout) await once(server.stdout, 'data');
  });
  afterEach(() => network.heal());
  afterAll(() => close());

  /** @returns how long a connection and an echo took, in ms; the error's code where there was none in time */
  async function echo(limitMs = 1_000): Promise<number | string> {
    const ask = `const from = performance.now(), socket = require('net').connect(${PORT}, '${other?.address}');
      const say = (what) => { console.log(JSON.stringify(what)); process.exit(); };
      setTimeout(say, ${limitMs}, 'silence'); socket.on('error', ({ code }) => say(code));
      socket.write('x'); socket.on('data', () => say(performance.now() - from));`;
    return JSON.parse(await runIn(one?.enter ?? [], [process.execPath, '-e', ask])) as number | string;
  }

  const bothHosts = (): [Host, Host] => {
    if (!one || !other) throw new Error('no hosts');
    return [one, other];
  };

  it('drops what passes a cut without a word, and nothing after it', async () => {
    expect(await echo()).toEqual(expect.any(Number));
    for (const what of ['both ways', 'answers'] as const) {
      await network.cut(...bothHosts(), what);
      expect(await echo()).toBe('silence');
      await network.heal();
      expect(await echo()).toEqual(expect.any(Number));
    }
  });

  (canDelay ? it : it.skip)('delays each frame in both directions', async () => {
    const putBack = await network.delay(bothHosts()[1], DELAY_MS);
    await echo(SLOW_LIMIT_MS); // asks for the hardware's address as well
    // a connection and an echo are two ways there and back
    expect(await echo(SLOW_LIMIT_MS)).toBeGreaterThan(4 * DELAY_MS);
    await putBack();
    expect(await echo()).toEqual(expect.any(Number));
  });
});
