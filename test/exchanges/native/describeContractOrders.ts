import { BigNumber } from 'bignumber.js';
import { beforeEach, expect, test } from 'vitest';
import type { Bench } from './createBench.js';
import type { ContractOrderFacts } from './FuturesFacts.js';

const swap = { symbol: 'BTC_USDT.swap' };

/** Positions that are opened and closed, on an account that keeps both sides apart or does not. */
export function describeContractOrders(bench: Bench, facts: ContractOrderFacts, hedge: boolean): void {
  const { exchange, ok, refused, posted } = bench;
  const { paths } = exchange;
  const placed = () => posted(paths.trade);
  const units = (count: number) => BigNumber(facts.unit).times(count).toFixed();
  const market = (type: string, amount: string, symbol = 'BTC_USDT.swap') =>
    ok('trade', { symbol, type, price: '-1', amount });

  beforeEach(() => facts.open(hedge));

  test('open a long, close half, close the rest', async () => {
    const { id } = await market('buy', units(3));
    expect(id).toMatch(facts.id);
    expect(placed()[0]).toEqual(facts.opening(hedge));
    const amount = Number(units(3));
    expect(await ok('order', { id })).toMatchObject({
      ...{ ...swap, type: 'buy', offset: 'open', contract_type: 'swap' },
      ...{ amount, deal_amount: amount, price: 0, status: 'filled' },
    });
    expect(await ok('positions', swap)).toEqual([
      {
        ...{ ...swap, type: 'long', amount, frozen_amount: 0, contract_type: 'swap' },
        price: expect.any(Number),
        profit: expect.any(Number),
        margin: expect.any(Number),
        margin_level: expect.any(Number),
      },
    ]);
    const closing = await market('closebuy', units(1.5));
    expect(placed()[1]).toMatchObject(facts.closing(hedge));
    expect(await ok('order', closing)).toMatchObject({ type: 'sell', offset: 'close' });
    expect(await ok('positions', swap)).toMatchObject([{ amount: Number(units(1.5)), type: 'long' }]);
    await market('closebuy', units(1.5));
    expect(await ok('positions', swap)).toEqual([]);
    expect(await ok('positions')).toEqual([]);
  });

  test('a short in coin margin beside a long in USDC', async () => {
    const { coin, usdc } = facts;
    await market('sell', coin.amount, 'BTC_USD.swap');
    expect(placed()[0]).toMatchObject(coin.body(hedge));
    await market('buy', usdc.amount, 'BTC_USDC.swap');
    expect(placed()[1]).toMatchObject(usdc.body(hedge));
    expect(await ok('positions', { symbol: 'USD.swap' })).toMatchObject([
      { symbol: 'BTC_USD.swap', type: 'short', amount: Number(coin.amount) },
    ]);
    expect(await ok('positions', { symbol: 'USDT.swap' })).toEqual([]);
    const symbols = (await ok('positions')).map(({ symbol }: { symbol: string }) => symbol);
    expect(symbols.sort()).toEqual(['BTC_USD.swap', 'BTC_USDC.swap']);
    await market('closesell', coin.amount, 'BTC_USD.swap');
    expect(await ok('positions', { symbol: 'BTC_USD.swap' })).toEqual([]);
  });

  test('a dated contract is found again by its word, in orders and in history', async () => {
    const dated = { symbol: 'BTC_USDT.quarter' };
    const { id } = await ok('trade', { ...dated, type: 'buy', price: '50000', amount: units(1) });
    expect(await ok('orders', dated)).toMatchObject([
      { ...dated, id, contract_type: 'quarter', status: 'pending', offset: 'open' },
    ]);
    expect(await ok('orders', { symbol: 'USDT.futures' })).toHaveLength(1);
    expect(await ok('orders', { symbol: 'USDT.swap' })).toEqual([]);
    expect(await ok('orders')).toHaveLength(1);
    expect(await ok('modifyorder', { ...dated, id, price: '50001', amount: units(2) })).toEqual({ id });
    expect(await ok('order', { id })).toMatchObject({ price: 50001, amount: Number(units(2)) });
    expect(await ok('modifyorder', { id, price: '-1', amount: units(3) })).toEqual({ id });
    expect(await ok('order', { id })).toMatchObject({ price: 50001, amount: Number(units(3)) });
    expect(posted(paths.modifyorder).at(-1)).toEqual(facts.amending(id.split(',')[1]));
    expect(await ok('cancel', { id })).toEqual(Object(true));
    expect(await ok('historyorders', dated)).toMatchObject([{ id, status: 'canceled' }]);
    expect(await ok('historyorders')).toMatchObject([{ id }]);
  });

  test('leverage is set for all kinds of margin, and for both sides', async () => {
    const { level, bodies } = facts.leverage;
    expect(await ok('setmarginlevel', { ...swap, margin_level: level })).toEqual(Object(true));
    expect(posted(paths.setmarginlevel)).toEqual(bodies(hedge));
    await market('buy', units(1));
    expect(await ok('positions', swap)).toMatchObject([{ margin_level: Number(level) }]);
  });

  const nothing = (side: string) => new RegExp(`there is no ${side} position in BTC_USDT\\.swap to close`);
  test.each<readonly [object, RegExp]>([
    [{ type: 'closebuy', price: '-1', amount: '1' }, nothing('long')],
    [{ type: 'closesell', price: '-1', amount: '1' }, nothing('short')],
    [{ price: '60000', amount: '1' }, /type is missing/],
    ...facts.offSteps,
  ])('%j places nothing', async (params, message) => {
    expect(await refused('trade', { ...swap, ...params })).toMatch(message);
    expect(placed()).toEqual([]);
  });

  test('closing more than there is places nothing', async () => {
    await market('buy', units(1));
    const tooMuch = { ...swap, type: 'closebuy', price: '-1', amount: units(2) };
    expect(await refused('trade', tooMuch)).toMatch(facts.tooMuch);
    expect(placed()).toHaveLength(1);
  });
}
