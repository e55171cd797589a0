import { createPluginClient } from '../../src/http/PluginClient.js';
import { createPluginDocker, type PluginDocker } from '../../src/strategy/docker/PluginDocker.js';
import type { StrategyEvent } from '../../src/strategy/events.js';
import type { ExchangeSettings } from '../../src/strategy/settings.js';
import { startWirePlugin, type WirePlugin, type WireRequest } from './startWirePlugin.js';

/** FMZ's docker in front of a plugin of which a test says what it answers. */
export interface StartedDocker {
  docker: PluginDocker;
  plugin: WirePlugin;
  events: StrategyEvent[];
  /** Of each request, what FMZ's guide calls its method and params. */
  sent(): { method: string; params: unknown }[];
  /** What functions return, called one after the other. */
  values(calls: [fn: string, ...args: unknown[]][]): Promise<unknown[]>;
  close(): Promise<void>;
}

/** @param answer unless a test says so, every request fails. */
export async function startDocker(
  answer: (request: WireRequest) => Promise<object | string> | object | string = () => ({
    error: 'unanswered',
  }),
  settings: Partial<ExchangeSettings> = {},
): Promise<StartedDocker> {
  const plugin = await startWirePlugin(answer);
  const client = createPluginClient();
  const events: StrategyEvent[] = [];
  const docker = createPluginDocker({
    index: 0,
    exchange: settings.name ?? 'OKX',
    settings: {
      url: `${plugin.url}/OKX`,
      name: 'OKX',
      label: 'mine',
      currency: 'BTC_USDT',
      period: 300,
      precision: 'none',
      perpetualFor: 'none',
      ...settings,
    },
    keys: { access_key: 'access', secret_key: 'secret,passphrase' },
    client,
    timeout: 60_000,
    onEvent: (event) => events.push(event),
  });
  return {
    docker,
    plugin,
    events,
    sent: () => plugin.requests.map(({ method, params }) => ({ method, params })),
    async values(calls) {
      const all = [];
      for (const [fn, ...args] of calls) all.push((await docker.call(fn, args)).value);
      return all;
    },
    async close() {
      client.close();
      await plugin.close();
    },
  };
}
