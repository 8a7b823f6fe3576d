import { proxyFor, type ProxySettings } from '@app/config';
import { Agent, Dispatcher, ProxyAgent } from 'undici';

/**
 * Sends each request directly or through its proxy, as `proxyFor` says. undici's own EnvHttpProxyAgent reads
 * NO_PROXY in another way than webhooks have to: no `*` among other entries, no networks, no IPv6 without
 * brackets.
 */
export class ProxyDispatcher extends Dispatcher {
  private readonly direct: Agent;
  private readonly through = new Map<string, ProxyAgent>();

  constructor(
    private readonly proxies: ProxySettings,
    private readonly options: Agent.Options = {},
  ) {
    super();
    this.direct = new Agent(options);
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    return this.agentFor(new URL(String(options.origin))).dispatch(options, handler);
  }

  override close(): Promise<void> {
    return Promise.all(this.agents().map((agent) => agent.close())).then(() => undefined);
  }

  override destroy(): Promise<void> {
    return Promise.all(this.agents().map((agent) => agent.destroy())).then(() => undefined);
  }

  private agents(): Dispatcher[] {
    return [this.direct, ...this.through.values()];
  }

  private agentFor(target: URL): Dispatcher {
    const proxy = proxyFor(target, this.proxies);
    if (!proxy) return this.direct;
    const agent = this.through.get(proxy) ?? new ProxyAgent({ ...this.options, uri: proxy });
    this.through.set(proxy, agent);
    return agent;
  }
}
