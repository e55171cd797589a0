import { afterAll, expect, test } from 'vitest';
import { type BitvavoDouble, bitvavoKeys, startBitvavo } from '../doubles/ccxt/bitvavo.js';
import { hyperliquidKeys, startHyperliquid } from '../doubles/ccxt/hyperliquid.js';
import type { Double } from '../doubles/ccxt/startDouble.js';
import { killServed, startServe } from './startServe.js';
import { expectTruth, type StopBench, stopAround } from './stopAround.js';

const MOMENTS = 20;
const TIMEOUT = 1000;

afterAll(killServed);

interface Venue {
  id: string;
  double: Double;
  keys: { access_key: string; secret_key: string };
  /** What is asked for before an order can be sent. */
  before: string;
  /** The call of a moment that changes something. */
  write(moment: number): readonly [string, object];
  /** How many requests of a moment have changed something. */
  arrived(moment: number): number;
}

/** A changed order of Bitvavo: the order is read first. */
async function startAmending(): Promise<Venue> {
  const double: BitvavoDouble = await startBitvavo();
  const { id } = double.orders.place({
    ...{ market: 'BTC-EUR', side: 'buy', type: 'limit', amount: '0.1', price: '30000', clientId: undefined },
  });
  const priceOf = (moment: number) => String(31_000 + moment);
  return {
    ...{ id: 'bitvavo', double, keys: bitvavoKeys, before: 'GET /v2/order' },
    write: (moment) => [
      'modifyorder',
      { id: `BTC-EUR,${id}`, type: 'buy', price: priceOf(moment), amount: '0.1' },
    ],
    arrived: (moment) =>
      double.sent('PUT /v2/order').filter(({ body }) => body.includes(`"${priceOf(moment)}"`)).length,
  };
}

/** A market order of Hyperliquid: the best price is read first. */
async function startOrdering(): Promise<Venue> {
  const double = await startHyperliquid();
  const amountOf = (moment: number) => (0.001 + moment / 100_000).toFixed(5);
  return {
    ...{ id: 'hyperliquid', double, keys: hyperliquidKeys, before: 'POST /info' },
    write: (moment) => [
      'trade',
      { symbol: 'BTC_USDC.swap', type: 'buy', price: '-1', amount: amountOf(moment) },
    ],
    arrived: (moment) =>
      double
        .sent('POST /exchange')
        .filter(({ body }) => body.includes(`"${amountOf(moment).replace(/0+$/, '')}"`)).length,
  };
}

test.concurrent.each([
  ['bitvavo', startAmending],
  ['hyperliquid', startOrdering],
])(
  '%s through ccxt: nothing is sent after FMZ was told that nothing was, whenever the process is stopped',
  async (_name, start) => {
    const venue = await start();
    const other = await startBitvavo();
    const served = await startServe([
      ...['--timeout', String(TIMEOUT)],
      ...['--base-url', `${venue.id}=${venue.double.url}`],
      ...['--base-url', `ccxt/bitvavo=${other.url}`],
    ]);
    const ask = async (id: string, method: string, params: object, keys: object) => {
      const body = JSON.stringify({ access_key: '', secret_key: '', ...keys, method, params });
      return Object(await (await fetch(`${served.url}/${id}`, { method: 'POST', body })).json());
    };
    const bench: StopBench = {
      served,
      timeout: TIMEOUT,
      askOther() {
        other.fault({ match: 'GET /v2/ticker/24h', kind: 'slow', ms: TIMEOUT });
        return ask('ccxt/bitvavo', 'ticker', { symbol: 'BTC_EUR' }, {});
      },
      order(moment, delay) {
        venue.double.fault({ match: venue.before, kind: 'slow', ms: delay });
        return ask(venue.id, ...venue.write(moment), venue.keys);
      },
      arrived: venue.arrived,
    };
    // Reads what all of them need.
    await expect.poll(() => ask('ccxt/bitvavo', 'ticker', { symbol: 'BTC_EUR' }, {})).toHaveProperty('data');
    await expect.poll(() => ask(venue.id, ...venue.write(MOMENTS), venue.keys)).toHaveProperty('data');
    const told = await stopAround(bench, MOMENTS);
    const unsent = told.filter(({ error = '' }) => /nothing was (changed|sent)/.test(error));
    await Promise.all([venue.double.close(), other.close()]);
    expect(unsent).not.toEqual([]);
    expectTruth(bench, told);
  },
  300_000,
);
