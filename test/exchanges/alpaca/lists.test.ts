import { describe, expect, test } from 'vitest';
import { liveAccount } from '../../doubles/alpaca/startAlpacaDouble.js';
import { useAlpacaPlugin } from './useAlpacaPlugin.js';

const { ok, seen, double, open } = useAlpacaPlugin();
const stock = { symbol: 'AAPL_USD', type: 'buy', price: '20', amount: '1' };
type Listed = { id: string; symbol: string; time: number; status: string };
const lists = () => seen().filter((target) => target.startsWith('GET /v2/orders?'));

/** Seeds orders without asking the double one by one: so many ms apart, many of one moment where that is 0. */
async function seed(count: number, apart: number, change: object = {}): Promise<string[]> {
  const { id } = await ok('trade', stock);
  const [order] = double().orders();
  if (!order) throw new Error(`there is no order ${id}`);
  order.submittedAt -= count * apart;
  const { orders } = double().state();
  for (let index = 1; index < count; index += 1) {
    const digits = String(index).padStart(12, '0');
    orders.push({
      ...order,
      ...{ id: `00000000-0000-4000-a000-${digits}`, client_order_id: `c${index}`, pending: undefined },
      ...{ status: 'new', submittedAt: order.submittedAt + index * apart },
      ...change,
    });
  }
  return orders.map((one) => `AAPL,${one.id}`);
}

describe('open orders', () => {
  test.each([0, 10])('are all of 1100 that were placed %i ms apart', async (apart) => {
    const ids = await seed(1100, apart);
    const rows: Listed[] = await ok('orders');
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids));
    expect(rows).toHaveLength(1100);
    expect(rows.map(({ time }) => time)).toEqual(rows.map(({ time }) => time).sort((a, b) => a - b));
    expect(lists()[0]).toMatch(/status=open&direction=desc&nested=false&limit=500/);
  });
});

describe('done orders', () => {
  const done = { status: 'filled', filled_qty: '1', filled_avg_price: '20' };

  test('are the latest, or from a time on the oldest', async () => {
    const ids = await seed(1100, 10, done);
    const latest: Listed[] = await ok('historyorders', { limit: 700 });
    expect(latest.map(({ id }) => id)).toEqual(ids.slice(-700));
    const since = latest[0]?.time;
    const oldest: Listed[] = await ok('historyorders', { since, limit: 600 });
    expect(oldest.map(({ id }) => id)).toEqual(ids.slice(-700, -100));
    expect(lists().filter((target) => target.includes('after='))).toHaveLength(1);
  });

  test('of one moment are all there', async () => {
    const ids = await seed(700, 0, done);
    const first = double().orders()[1]?.submittedAt;
    const rows: Listed[] = await ok('historyorders', { since: first, limit: 1000 });
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids.slice(1)));
  });

  test('are those of a symbol', async () => {
    await seed(20, 10, done);
    const coins = { symbol: 'ETH/USD', asset_class: 'crypto' as const };
    const [, , order] = double().orders();
    if (order) Object.assign(order, coins);
    expect(await ok('historyorders', { symbol: 'ETH_USD' })).toMatchObject([{ symbol: 'ETH_USD' }]);
    expect(await ok('historyorders', { symbol: 'AAPL_USD' })).toHaveLength(18);
  });
});

describe('what is owned', () => {
  test('is cash, shares and coins, less what orders hold', async () => {
    await ok('trade', { ...stock, type: 'sell', price: '300', amount: '5' });
    await ok('trade', { symbol: 'BTC_USD.crypto', type: 'sell', price: '99000', amount: '0.1' });
    await ok('trade', { ...stock, symbol: 'MSFT_USD', amount: '100' });
    const rows = await ok('accounts');
    expect(rows).toEqual([
      { currency: 'USD', free: '98000', frozen: '2000' },
      { currency: 'AAPL', free: '15', frozen: '5' },
      { currency: 'BRK.B', free: '1.5', frozen: '0' },
      { currency: 'BTC.crypto', free: '0.4', frozen: '0.1' },
    ]);
    expect(await ok('assets')).toEqual(rows);
  });

  test('of an ETF and a coin of one name is told apart', async () => {
    await open({ accounts: [{ ...liveAccount, holdings: { BTC: '3', BTCUSD: '0.5', ETHUSD: '2' } }] });
    const rows: { currency: string; free: string }[] = await ok('accounts');
    expect(rows.map(({ currency, free }) => `${free} ${currency}`)).toEqual([
      ...['100000 USD', '3 BTC.stock', '0.5 BTC.crypto', '2 ETH'],
    ]);
  });

  test('is a position where it is a stock, short ones as well', async () => {
    await open({ accounts: [{ ...liveAccount, holdings: { AAPL: '20', MSFT: '-3', BTCUSD: '1' } }] });
    const rows = await ok('positions');
    expect(rows).toMatchObject([
      { symbol: 'AAPL_USD', type: 'long', amount: 20, price: 230, profit: 0 },
      { symbol: 'MSFT_USD', type: 'short', amount: 3 },
    ]);
    expect(await ok('positions', { symbol: 'MSFT_USD' })).toHaveLength(1);
    expect(await ok('positions', { symbol: 'SPY_USD' })).toEqual([]);
    const owned: { currency: string }[] = await ok('accounts');
    expect(owned.map(({ currency }) => currency)).toEqual(['USD', 'AAPL', 'BTC.crypto']);
  });
});
