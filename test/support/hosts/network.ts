import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Namespace } from './namespace.js';
import { isRoot, type Place } from './place.js';

const NETWORK = '10.77.0';
const FILTER = [
  'add table bridge faults',
  'add chain bridge faults passing { type filter hook forward priority 0; policy accept; }',
];
const RELAY = resolve('test/support/hosts/frame-relay.py');

/** A host with an address of its own. */
export interface Host extends Place {
  readonly name: string;
  /** The end of its cable at the switch. */
  readonly port: string;
}

/** What of a link is lost: all, or only what the second of the two sends. */
export type Cut = 'both ways' | 'answers';

/**
 * Hosts at a switch, each in a network namespace. Nothing of the machine's own network is used or changed. At
 * the switch packets are dropped without a word, so that connections are half-open.
 */
export class Network {
  private readonly hosts: (Host & { readonly namespace: Namespace })[] = [];
  private readonly relays = new Set<ChildProcess>();

  private constructor(private readonly wiring: Namespace) {}

  /** @throws where neither root nor a user namespace may make networks */
  static async make(): Promise<Network> {
    const network = new Network(await Namespace.make().catch(explain));
    try {
      await network.addBridge('switch');
      for (const rule of FILTER) await network.wiring.run('nft', rule);
      return network;
    } catch (error) {
      await network.close();
      throw error;
    }
  }

  async addHost(name: string): Promise<Host> {
    const number = this.hosts.length + 1;
    const [port, address] = [`port${number}`, `${NETWORK}.${number}`];
    const namespace = await Namespace.make(this.wiring);
    await this.wiring.run(
      ...['ip', 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(namespace.pid)],
    );
    await this.wiring.run('ip', 'link', 'set', port, 'master', 'switch', 'up');
    await namespace.run('ip', 'address', 'add', `${address}/24`, 'dev', 'eth0');
    for (const device of ['lo', 'eth0']) await namespace.run('ip', 'link', 'set', device, 'up');
    const host = { name, address, port, enter: namespace.enter, namespace };
    this.hosts.push(host);
    return host;
  }

  /** Packets between the two are lost from now on, of open connections and of new ones. */
  async cut(one: Host, other: Host, what: Cut = 'both ways'): Promise<void> {
    await this.drop(`ip saddr ${other.address} ip daddr ${one.address}`);
    if (what === 'both ways') await this.drop(`ip saddr ${one.address} ip daddr ${other.address}`);
  }

  /** From all others. */
  async isolate({ address }: Host): Promise<void> {
    await this.drop(`ip saddr ${address}`);
    await this.drop(`ip daddr ${address}`);
  }

  async heal(): Promise<void> {
    await this.wiring.run('nft', 'flush chain bridge faults passing');
  }

  /**
   * Every frame to and from the host comes later by this time. Not every kernel has netem: the cable is
   * taken off the switch, and a process in user space carries its frames.
   * @returns puts the cable back
   */
  async delay({ port }: Host, delayMs: number): Promise<() => Promise<void>> {
    const [near, far, bridge] = [`${port}near`, `${port}far`, `${port}late`];
    await this.addBridge(bridge);
    const [program = '', ...args] = [...this.wiring.enter, 'python3', RELAY, near, far, String(delayMs)];
    const relay = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.relays.add(relay);
    await once(relay.stdout, 'data');
    await this.wiring.run('ip', 'link', 'set', near, 'master', 'switch', 'up');
    await this.wiring.run('ip', 'link', 'set', far, 'master', bridge, 'up');
    await this.wiring.run('ip', 'link', 'set', port, 'master', bridge);
    return async () => {
      await this.wiring.run('ip', 'link', 'set', port, 'master', 'switch');
      await this.end(relay);
      await this.wiring.run('ip', 'link', 'del', bridge);
    };
  }

  async close(): Promise<void> {
    for (const relay of this.relays) await this.end(relay);
    await Promise.all(this.hosts.map(({ namespace }) => namespace.close()));
    await this.wiring.close();
  }

  private async addBridge(name: string): Promise<void> {
    await this.wiring.run('ip', 'link', 'add', name, 'type', 'bridge');
    await this.wiring.run('ip', 'link', 'set', name, 'up');
  }

  private async drop(which: string): Promise<void> {
    await this.wiring.run('nft', `add rule bridge faults passing ${which} drop`);
  }

  private async end(relay: ChildProcess): Promise<void> {
    if (!this.relays.delete(relay)) return;
    const ended = once(relay, 'exit');
    relay.stdin?.end();
    await ended;
  }
}

function explain(cause: Error): never {
  throw new Error(
    `No network of our own can be made: that takes root, or user namespaces that everybody may make (${cause.message})`,
    { cause },
  );
}

/** Frames can be delayed where the device is ours to open. */
export const canDelay = isRoot;
