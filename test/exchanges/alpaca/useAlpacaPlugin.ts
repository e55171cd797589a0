import { afterEach, beforeEach, expect } from 'vitest';
import {
  type AlpacaDouble,
  type AlpacaDoubleOptions,
  liveAccount,
  paperAccount,
  startAlpacaDouble,
} from '../../doubles/alpaca/startAlpacaDouble.js';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

export const live: Keys = { access_key: liveAccount.accessKey, secret_key: liveAccount.secret };
export const paper: Keys = {
  access_key: paperAccount.accessKey,
  secret_key: `${paperAccount.secret},simulate`,
};

/** The plugin in front of a double of Alpaca, anew for each test. Neither key comes into the log. */
export function useAlpacaPlugin(options: AlpacaDoubleOptions & { timeout?: number } = {}) {
  let running: { double: AlpacaDouble; plugin: Plugin } | undefined;
  const started = () => {
    if (!running) throw new Error('the plugin does not run');
    return running;
  };

  async function open(other: AlpacaDoubleOptions & { timeout?: number } = options): Promise<void> {
    await close();
    const double = await startAlpacaDouble(other);
    const baseUrls = {
      Alpaca: double.live.url,
      'Alpaca.paper': double.paper.url,
      'Alpaca.data': double.data.url,
    };
    const { timeout } = other;
    running = { double, plugin: await startPlugin({ baseUrls, ...(timeout !== undefined && { timeout }) }) };
  }

  async function close(): Promise<void> {
    if (!running) return;
    const { double, plugin } = running;
    running = undefined;
    await plugin.stop();
    await double.close().catch(() => undefined);
    for (const { secret } of [liveAccount, paperAccount]) expect(plugin.log()).not.toContain(secret);
  }

  beforeEach(() => open());
  afterEach(close);

  const call = (method: string, params: object = {}, keys: Keys = live) =>
    started().plugin.call('Alpaca', method, params, keys);

  return {
    open,
    call,
    double: () => started().double,
    plugin: () => started().plugin,
    /** The data of an answer that is no error. */
    async ok(method: string, params: object = {}, keys: Keys = live): Promise<ReturnType<typeof JSON.parse>> {
      const { data, error } = await call(method, params, keys);
      expect(error).toBeUndefined();
      return data;
    },
    /** The error of an answer. */
    async refused(method: string, params: object = {}, keys: Keys = live): Promise<string> {
      const { data, error } = await call(method, params, keys);
      expect(data).toBeUndefined();
      return error ?? '';
    },
    /** What has come to a host: verbs and paths with their queries, without the lists of assets. */
    seen: (host: 'live' | 'paper' | 'data' = 'live') =>
      started()
        .double[host].requests.filter(({ path }) => path !== '/v2/assets')
        .map(({ method, path, query }) => `${method} ${path}${query && '?'}${query}`),
    /** The bodies of orders that were sent to live trading. */
    sent: (): Record<string, unknown>[] =>
      started()
        .double.live.requests.filter(({ method }) => method === 'POST')
        .map(({ body }) => JSON.parse(body)),
  };
}
