import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from './openPaper.js';
import { openWrapped } from './openWrapped.js';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** Five levels of 0.01 BTC from 50,001 up, and as many from 49,999 down. */
function open(stateFile?: string) {
  const paper = openWrapped({ stateFile });
  opened.push(paper);
  paper.script.levelAmount = 0.01;
  return paper;
}

describe('time in force', () => {
  it.each([
    [
      'ioc takes what there is, and the rest is canceled',
      'buy;timeInForce=ioc',
      50_002,
      '0.05',
      0.02,
      'partial-canceled',
    ],
    ['ioc without anything to take is canceled', 'buy;timeInForce=ioc', 50_000, '0.05', 0, 'canceled'],
    ['ioc that gets all is filled', 'sell;timeInForce=ioc', 49_998, '0.02', 0.02, 'filled'],
    ['fok takes all of it', 'buy;timeInForce=fok', 50_002, '0.02', 0.02, 'filled'],
    ['fok takes nothing where it is not all', 'buy;timeInForce=fok', 50_002, '0.02001', 0, 'canceled'],
    ['gtc waits with its rest', 'buy;timeInForce=gtc', 50_001, '0.05', 0.01, 'partial-filled'],
  ])('%s', async (_what, type, price, amount, filled, status) => {
    const { trade, call, balances } = open();
    expect(await trade('BTC_USDT', type, price, amount)).toMatchObject({ deal_amount: filled, status });
    const over = status !== 'partial-filled';
    expect(await call('orders')).toHaveLength(over ? 0 : 1);
    if (over) for (const [, frozen] of Object.values(await balances())) expect(frozen).toBe('0');
  });

  it('fok of contracts holds no margin for what it does not get', async () => {
    const { trade, call, balances } = open();
    const order = await trade('BTC_USDT.swap', 'buy;timeInForce=fok', 50_003, '1');
    expect(order).toMatchObject({ deal_amount: 0, status: 'canceled' });
    expect(await call('positions')).toEqual([]);
    expect((await balances()).USDT).toEqual(['10000', '0']);
  });
});

describe('postOnly', () => {
  it('waits, as a maker', async () => {
    const { trade, call, script } = open();
    const { id, status } = await trade('BTC_USDT', 'buy;postOnly=true', 50_000, '0.01');
    expect(status).toBe('pending');
    script.now = Math.ceil(script.now / MINUTE) * MINUTE;
    script.minute('BTC_USDT', { low: 49_000, close: 49_500 });
    expect(await call('order', { id })).toMatchObject({ status: 'filled', avg_price: 50_000 });
  });

  it.each(['buy', 'sell'])('that would trade is refused, and nothing changes: %s', async (side) => {
    const { call, balances } = open();
    const before = await balances();
    const price = side === 'buy' ? 50_001 : 49_999;
    const order = { symbol: 'BTC_USDT', type: `${side};postOnly=true`, price, amount: '0.01' };
    await expect(call('trade', order)).rejects.toMatchObject({
      code: 'POST_ONLY_WOULD_TAKE',
      message: `at ${price} the order would trade at once: the best price of the other side is ${price}`,
    });
    expect(await balances()).toEqual(before);
    expect(await call('orders')).toEqual([]);
    expect(await call('historyorders')).toEqual([]);
  });

  it('stays so when the order is changed, also after a restart', async () => {
    const stateFile = join(await mkdtemp(join(tmpdir(), 'fmzproto-options-')), 'paper.json');
    const first = open(stateFile);
    const { id } = await first.trade('BTC_USDT', 'buy;postOnly=true', 49_000, '0.01');
    await first.close();
    opened.length = 0;
    const { call } = open(stateFile);
    await expect(call('modifyorder', { id, price: 50_001 })).rejects.toMatchObject({
      code: 'POST_ONLY_WOULD_TAKE',
    });
    expect(await call('order', { id })).toMatchObject({ price: 49_000, status: 'pending' });
    await call('modifyorder', { id, price: 50_000 });
    expect(await call('order', { id })).toMatchObject({ price: 50_000, status: 'pending' });
  });
});

describe('reduceOnly', () => {
  it('is what a closing order does', async () => {
    const { trade, call, script } = open();
    script.levelAmount = 10;
    await trade('BTC_USDT.swap', 'sell', -1, '0.1');
    await trade('BTC_USDT.swap', 'closesell;reduceOnly=true', -1, '0.1');
    expect(await call('positions')).toEqual([]);
  });

  it.each([
    ['BTC_USDT.swap', 'type buy with reduceOnly opens a position in an account of Paper', 'use closesell'],
    ['BTC_USDT', 'reduceOnly is for contracts', 'BTC_USDT has no position'],
  ])('on %s is refused', async (symbol, ...messages) => {
    const { call } = open();
    const order = { symbol, type: 'buy;reduceOnly=true', price: 40_000, amount: '0.1' };
    for (const message of messages) await expect(call('trade', order)).rejects.toThrow(message);
    expect(await call('orders')).toEqual([]);
  });
});

it('other options are refused by name', async () => {
  const { call } = open();
  const order = { symbol: 'BTC_USDT', type: 'buy;extendedHours=true', price: 40_000, amount: '0.1' };
  await expect(call('trade', order)).rejects.toThrow(
    'Paper/Scripted does not take extendedHours: CreateOrder takes timeInForce (gtc, ioc, fok), postOnly, reduceOnly',
  );
});
