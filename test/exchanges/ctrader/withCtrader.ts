import { expect } from 'vitest';
import type { CtraderAcceptor } from '../../doubles/ctrader/CtraderAcceptor.js';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

/** Less than the time that is there for an answer that has to come, however busy the machine is. */
const LONG = 60_000;

/** The plugin in front of an acceptor. */
export interface CtraderBench {
  acceptor: CtraderAcceptor;
  plugin: Plugin;
  call(method: string, params?: object, keys?: Keys): ReturnType<Plugin['call']>;
  /** The data of a call that has to succeed. */
  ok(method: string, params?: object): Promise<ReturnType<typeof JSON.parse>>;
  /** The error of a call that has to fail. */
  refused(method: string, params?: object, keys?: Keys): Promise<string>;
  /** The ClOrdIDs (11) of what arrived of a type. */
  sent(type: string): Promise<string[]>;
}

/** A bench for one of several tests that run side by side. The password never comes into the log. */
export async function withCtrader(
  start: () => Promise<CtraderAcceptor>,
  { timeout = LONG, baseUrls = {} }: { timeout?: number; baseUrls?: Record<string, string> },
  run: (bench: CtraderBench) => Promise<void>,
): Promise<void> {
  const acceptor = await start();
  const { trade, quote, keys } = acceptor;
  const plugin = await startPlugin({
    baseUrls: { CTrader: trade, 'CTrader.quote': quote, ...baseUrls },
    timeout,
  });
  const call = (method: string, params: object = {}, other: Keys = keys) =>
    plugin.call('CTrader', method, params, other);
  try {
    await run({
      ...{ acceptor, plugin, call },
      async ok(method, params) {
        const { data, error } = await call(method, params);
        expect(error).toBeUndefined();
        return data;
      },
      async refused(method, params, other) {
        const { data, error } = await call(method, params, other);
        expect(data).toBeUndefined();
        return error ?? '';
      },
      async sent(type) {
        const received = await acceptor.received();
        return received.flatMap((message) =>
          message.type === type ? [message.fields.find(([tag]) => tag === 11)?.[1] ?? ''] : [],
        );
      },
    });
  } finally {
    await plugin.stop();
    await acceptor.close();
  }
  const [password = ''] = keys.secret_key.split(',');
  expect(plugin.log()).not.toContain(password);
}

/** A limit order that rests. */
export const resting = { symbol: 'EUR_USD.swap', type: 'buy', price: '1.08', amount: '1000' };
