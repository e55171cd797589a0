import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInExchanges } from '../../src/exchanges/builtInExchanges.js';
import { createCcxtLibrary } from '../../src/exchanges/ccxt/library/createCcxtLibrary.js';
import { type BtcmarketsDouble, btcmarketsKeys, startBtcmarkets } from '../doubles/ccxt/btcmarkets.js';
import { type CtraderDouble, startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';
import { type Keys, type Plugin, startPlugin } from '../support/startPlugin.js';
import { bodyOf, openRaw, textOf } from './rawCalls.js';

// Whose keys have worked is known of every kind of exchange: what they write goes on where an address has no place left.

const DEAD = ['Dead', 'Deaf', 'Dumb', 'Done'];
let okx: OkxDouble;
let btcmarkets: BtcmarketsDouble;
let ctrader: CtraderDouble;
let plugin: Plugin;
const hanging: (() => void)[] = [];

beforeAll(async () => {
  [okx, btcmarkets, ctrader] = await Promise.all([startOkxDouble(), startBtcmarkets(), startCtraderDouble()]);
  plugin = await startPlugin({
    timeout: 600_000,
    library: createCcxtLibrary(),
    exchanges: [
      ...(await builtInExchanges()),
      ...DEAD.map((name) =>
        exampleExchange(
          { ticker: () => new Promise((resolve) => hanging.push(() => resolve({ data: exampleTicker }))) },
          name,
        ),
      ),
    ],
    baseUrls: {
      OKX: okx.url,
      btcmarkets: btcmarkets.url,
      ...{ CTrader: ctrader.trade, 'CTrader.quote': ctrader.quote },
    },
  });
});
afterAll(async () => {
  await plugin.stop();
  await Promise.all([okx, btcmarkets, ctrader].map((double) => double.close()));
});

/** An order far from the market, of keys that work. */
interface Case {
  exchange: string;
  keys: Keys;
  order: { symbol: string; type: string; price: string; amount: string };
}
const buy = (symbol: string, price: string, amount: string) => ({ symbol, type: 'buy', price, amount });
const cases: (() => Case)[] = [
  () => ({
    exchange: 'OKX',
    keys: {
      access_key: defaultAccount.accessKey,
      secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
    },
    order: buy('BTC_USDT', '1000', '0.1'),
  }),
  () => ({ exchange: 'btcmarkets', keys: btcmarketsKeys, order: buy('BTC_AUD', '40000', '0.1') }),
  () => ({ exchange: 'CTrader', keys: ctrader.keys, order: buy('EUR_USD.swap', '1.01', '1000') }),
  () => ({
    exchange: 'Paper',
    keys: { access_key: 'an account', secret_key: 'x' },
    order: buy('LTC_USDT', '10', '0.1'),
  }),
  () => ({
    exchange: 'paper/okx',
    keys: { access_key: 'an account', secret_key: 'x' },
    order: buy('BTC_USDT', '1000', '0.1'),
  }),
];

describe('keys that have worked', () => {
  test('write where there is no place left: at OKX, over ccxt, over FIX, at Paper and at Paper around OKX', async () => {
    const placed = new Map<string, string>();
    for (const one of cases) {
      const { exchange, order, keys } = one();
      const { data, error } = await plugin.call(exchange, 'trade', order, keys);
      expect({ exchange, error }).toEqual({ exchange, error: undefined });
      placed.set(exchange, String(Object(data).id));
    }
    const ticker = bodyOf('ticker', { symbol: 'LTC_USDT' });
    const flood = Array.from({ length: 480 }, (_, index) =>
      openRaw(plugin.url, textOf(`/${DEAD[index % DEAD.length]}`, ticker)),
    );
    await expect.poll(() => hanging.length).toBe(480);
    for (const one of cases) {
      const { exchange, order, keys } = one();
      const others = { access_key: 'made-up', secret_key: 'made-up,made-up' };
      for (const [method, params, whose] of [
        ['trade', order, others],
        ['cancel', { id: placed.get(exchange) }, { ...keys, access_key: `${keys.access_key}0` }],
        ['accounts', {}, keys],
      ] as const)
        expect(await plugin.call(exchange, method, params, whose)).toEqual({
          error: expect.stringMatching(
            /^480 requests from 127\.0\.0\.1 are at work already: nothing was done/,
          ),
        });
      const cancel = await plugin.call(exchange, 'cancel', { id: placed.get(exchange) }, keys);
      const trade = await plugin.call(exchange, 'trade', order, keys);
      expect({ exchange, cancel: cancel.data, errors: [cancel.error, trade.error] }).toEqual({
        ...{ exchange, cancel: true, errors: [undefined, undefined] },
      });
    }
    for (const release of hanging.splice(0)) release();
    for (const { socket } of flood) socket.destroy();
  });
});
