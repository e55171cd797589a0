import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasEnded } from '../../../src/exchanges/paper/wrapped/rules.js';
import { HOUR, MINUTE } from './openPaper.js';
import { openWrapped } from './openWrapped.js';

const SWAP = 'BTC_USDT.swap';
const COIN = 'BTC_USD.swap';

afterEach(() => {
  vi.useRealTimers();
});

describe('a linear contract', () => {
  it('is bought on margin: fee and margin in the quote currency', async () => {
    const { trade, call, balances } = openWrapped();
    const order = await trade(SWAP, 'buy', -1, 4);
    expect(order).toMatchObject({
      ...{ id: expect.stringMatching(/^BTC-USDT-SWAP,\d+$/), symbol: SWAP, type: 'buy', offset: 'open' },
      ...{ contract_type: 'swap', amount: 4, deal_amount: 4, avg_price: 50_001, status: 'filled' },
    });
    expect(await call('positions')).toEqual([
      {
        ...{ symbol: SWAP, type: 'long', amount: 4, frozen_amount: 0, price: 50_001, profit: -0.04 },
        ...{ margin: 200.004, margin_level: 10, contract_type: 'swap' },
      },
    ]);
    expect((await balances()).USDT).toEqual(['9798.99598', '200.004']);
  });

  it('is closed at a profit or a loss, in part or whole', async () => {
    const { trade, call, balances, script, answer } = openWrapped();
    await trade(SWAP, 'buy', -1, 4);
    script.prices[SWAP] = 51_000;
    expect(await call('positions')).toMatchObject([{ profit: 39.96 }]);
    const half = await trade(SWAP, 'closebuy', -1, 2);
    expect(half).toMatchObject({ type: 'sell', offset: 'close', avg_price: 50_999, status: 'filled' });
    expect(await call('positions')).toMatchObject([{ amount: 2, price: 50_001, margin: 100.002 }]);
    script.prices[SWAP] = 49_000;
    await trade(SWAP, 'closebuy', 48_000, 2);
    expect(await call('positions')).toEqual([]);
    // 2 x 0.01 x (50999 - 50001) and 2 x 0.01 x (48999 - 50001), less 0.05 % of all that was traded.
    const fees = 0.0005 * 0.01 * (4 * 50_001 + 2 * 50_999 + 2 * 48_999);
    const { data, raw } = await answer('accounts');
    expect(data.find(({ currency }) => currency === 'USDT')).toMatchObject({ frozen: '0' });
    expect(Number((await balances()).USDT?.[0])).toBeCloseTo(10_000 + 19.96 - 20.04 - fees, 9);
    expect(raw).toEqual([
      {
        ...{ currency: 'USDT', realised_profit: '-0.08', unrealised_profit: '0', funding: '0', insured: '0' },
        ...{ fees: '2', equity: '9997.92' },
      },
    ]);
  });

  it('has long and short positions side by side', async () => {
    const { trade, call } = openWrapped();
    await trade(SWAP, 'buy', -1, 4);
    await trade(SWAP, 'sell', -1, '1.5');
    expect(await call('positions', { symbol: 'USDT.swap' })).toMatchObject([
      { type: 'long', amount: 4, price: 50_001 },
      { type: 'short', amount: 1.5, price: 49_999, profit: -0.015 },
    ]);
    expect(await call('positions', { symbol: 'USD.swap' })).toEqual([]);
    expect(await call('positions', { symbol: 'USDT.futures' })).toEqual([]);
    await trade(SWAP, 'closesell', -1, '1.5');
    expect(await call('positions', { symbol: SWAP })).toMatchObject([{ type: 'long' }]);
  });

  it('rests as a limit order that holds margin, and is the maker when it fills', async () => {
    const { trade, call, balances, script } = openWrapped();
    const { id } = await trade(SWAP, 'sell', 52_000, 2);
    // A tenth of 1040 and the highest fee.
    expect((await balances()).USDT).toEqual(['9895.48', '104.52']);
    expect(await call('orders', { symbol: 'USDT.swap' })).toMatchObject([{ id, status: 'pending' }]);
    script.now += 60_000;
    script.minute(SWAP, { close: 50_000, high: 52_001, volume: 1000 });
    expect(await call('order', { id })).toMatchObject({ status: 'filled', avg_price: 52_000 });
    expect((await balances()).USDT).toEqual(['9895.792', '104']);
    expect(await call('positions')).toMatchObject([{ type: 'short', profit: 40 }]);
  });

  it('is closed by orders that wait, up to what there is', async () => {
    const { trade, call } = openWrapped();
    await trade(SWAP, 'buy', -1, 4);
    const { id } = await trade(SWAP, 'closebuy', 55_000, 3);
    expect(await call('positions')).toMatchObject([{ amount: 4, frozen_amount: 3 }]);
    await expect(
      call('trade', { symbol: SWAP, type: 'closebuy', price: -1, amount: 2 }),
    ).rejects.toMatchObject({
      code: 'POSITION_TOO_SMALL',
      message: 'the long position in BTC_USDT.swap has 1 contracts to close, not 2',
      hint: 'open orders close 3 already',
    });
    await expect(call('modifyorder', { id, symbol: SWAP, amount: 5 })).rejects.toMatchObject({
      code: 'POSITION_TOO_SMALL',
    });
    await call('modifyorder', { id, symbol: SWAP, type: 'closebuy', price: 49_000, amount: 4 });
    expect(await call('positions')).toEqual([]);
    expect(await call('order', { id })).toMatchObject({
      status: 'filled',
      avg_price: 49_999,
      deal_amount: 4,
    });
  });
});

describe('an inverse contract', () => {
  it('is margined in coins, and worth fewer of them the higher the price', async () => {
    const { trade, call, balances, script } = openWrapped();
    await trade(COIN, 'buy', -1, 10);
    const [position] = await call('positions');
    expect(position).toMatchObject({ type: 'long', amount: 10, price: 50_001, margin_level: 10 });
    expect(position?.margin).toBeCloseTo(1000 / 50_001 / 10, 12);
    expect((await balances()).USDT).toEqual(['10000', '0']);
    script.prices[COIN] = 60_000;
    expect((await call('positions'))[0]?.profit).toBeCloseTo(1000 / 50_001 - 1000 / 60_000, 11);
    await trade(COIN, 'closebuy', -1, 10);
    const fees = 0.0005 * (1000 / 50_001 + 1000 / 59_999);
    const { BTC } = await balances();
    expect(BTC?.[1]).toBe('0');
    expect(Number(BTC?.[0])).toBeCloseTo(1 + 1000 / 50_001 - 1000 / 59_999 - fees, 10);
    expect(BTC?.[0]).toMatch(/^1\.\d{1,12}$/);
  });

  it('gains as a short when the price falls', async () => {
    const { trade, call, script } = openWrapped();
    await trade(COIN, 'sell', -1, 10);
    script.prices[COIN] = 40_000;
    expect((await call('positions', { symbol: 'USD.swap' }))[0]?.profit).toBeCloseTo(
      1000 / 40_000 - 1000 / 49_999,
      11,
    );
  });
});

describe('leverage', () => {
  it('is set for a contract, and margins follow', async () => {
    const { trade, call, balances } = openWrapped();
    await trade(SWAP, 'buy', -1, 4);
    await trade(SWAP, 'buy', 40_000, 1);
    expect(await call('setmarginlevel', { symbol: SWAP, margin_level: 20 })).toBe(true);
    expect(await call('positions')).toMatchObject([{ margin: 100.002, margin_level: 20 }]);
    expect((await balances()).USDT?.[1]).toBe(String(100.002 + 20 + 0.2));
    await expect(call('setmarginlevel', { symbol: 'BTC_USDT', margin_level: 5 })).rejects.toThrow(
      'BTC_USDT is a spot symbol: name a contract, like BTC_USDT.swap',
    );
    await expect(call('setmarginlevel', { symbol: 'USDT.swap', margin_level: 5 })).rejects.toThrow(
      /is a range/,
    );
  });

  it.each(['0.5', 126, '1000'])('%s is out of range', async (margin_level) => {
    const { call } = openWrapped();
    await expect(call('setmarginlevel', { symbol: SWAP, margin_level })).rejects.toMatchObject({
      code: 'LEVERAGE_RANGE',
      message: `the leverage of BTC_USDT.swap is from 1 to 125, not ${margin_level}`,
    });
  });

  it('cannot be lowered where the margin is not there', async () => {
    const { call, trade, balances } = openWrapped({ balances: { USDT: '600' } });
    await trade(SWAP, 'buy', -1, 10);
    const before = await balances();
    await expect(call('setmarginlevel', { symbol: SWAP, margin_level: 5 })).rejects.toMatchObject({
      code: 'INSUFFICIENT_BALANCE',
    });
    expect(await balances()).toEqual(before);
    expect(await call('positions')).toMatchObject([{ margin_level: 10 }]);
  });

  it('leaves no more to be opened than losses leave', async () => {
    const { call, trade, script } = openWrapped({ balances: { USDT: '1200' } });
    await trade(SWAP, 'buy', -1, 10);
    script.prices[SWAP] = 45_000;
    await expect(trade(SWAP, 'buy', -1, 5)).rejects.toMatchObject({ code: 'INSUFFICIENT_BALANCE' });
    await expect(trade('BTC_USDT', 'buy', -1, 250)).rejects.toMatchObject({ code: 'INSUFFICIENT_BALANCE' });
    expect(await call('positions')).toHaveLength(1);
  });
});

describe('funding', () => {
  it('is paid at each settlement, with the rate that was announced for it', async () => {
    const { call, trade, balances, script } = openWrapped();
    // It is 10:20; settlements are at 16:00 and 24:00.
    script.fundings[SWAP] = { rate: 0.001, interval: 8 * HOUR };
    await trade(SWAP, 'buy', -1, 4);
    const before = Number((await balances()).USDT?.[0]);
    script.now += 5 * HOUR;
    expect(Number((await balances()).USDT?.[0])).toBe(before);
    script.fundings[SWAP] = { rate: -0.002, interval: 8 * HOUR };
    script.now += HOUR;
    expect(Number((await balances()).USDT?.[0])).toBeCloseTo(before - 0.04 * 50_000 * 0.001, 9);
    expect(Number((await balances()).USDT?.[0])).toBeCloseTo(before - 2, 9);
    script.now += 16 * HOUR;
    expect(Number((await balances()).USDT?.[0])).toBeCloseTo(before - 2 + 8, 9);
    expect(await call('positions')).toHaveLength(1);
  });

  it('is received by the other side, and not paid by who was not there', async () => {
    const { trade, answer, script } = openWrapped();
    script.fundings[COIN] = { rate: 0.001, interval: 8 * HOUR };
    script.now += 5.5 * HOUR;
    await trade(COIN, 'sell', -1, 10);
    const funding = async () => Object(await answer('accounts')).raw[0].funding;
    script.now += HOUR;
    expect(await funding()).toBe('0.00002');
    await trade(COIN, 'closesell', -1, 10);
    script.now += 24 * HOUR;
    expect(await funding()).toBe('0.00002');
  });
});

describe('liquidation', () => {
  it('closes all positions of a margin currency, and cancels its orders, at the price that was passed', async () => {
    const { call, trade, balances, script, answer } = openWrapped({ balances: { USDT: '600', BTC: '1' } });
    await trade(SWAP, 'buy', -1, 10);
    const waiting = await trade('BTC_USDT', 'buy', 10_000, '0.001');
    const other = await trade(COIN, 'buy', -1, 10);
    script.now += 60_000;
    script.minute(SWAP, { close: 49_000, low: 45_000 });
    expect(await call('positions', { symbol: SWAP })).toHaveLength(1);
    // Nobody looks while it falls and comes back.
    script.minute(SWAP, { close: 49_000, low: 44_200 });
    expect(await call('positions')).toMatchObject([{ symbol: other.symbol }]);
    expect((await call('order', waiting)).status).toBe('canceled');
    const { data, raw } = await answer('historyorders', { symbol: SWAP });
    expect(data.at(-1)).toMatchObject({ type: 'sell', offset: 'close', avg_price: 44_200, status: 'filled' });
    expect(raw).toEqual([{ id: data.at(-1)?.id, reason: 'liquidation' }]);
    const left = 600 - 0.1 * (50_001 - 44_200) - 0.0005 * 0.1 * (50_001 + 44_200);
    expect(Number((await balances()).USDT?.[0])).toBeCloseTo(left, 6);
    expect((await balances()).USDT?.[1]).toBe('0');
  });

  it('asks for no more than there is', async () => {
    const { trade, balances, script, answer } = openWrapped({ balances: { USDT: '600' } });
    await trade(SWAP, 'sell', -1, 10);
    script.prices[SWAP] = 90_000;
    expect((await balances()).USDT).toEqual(['0', '0']);
    expect(Object((await answer('accounts')).raw)[0]).toMatchObject({
      equity: '0',
      realised_profit: '-4000.1',
    });
    await expect(trade(SWAP, 'buy', -1, 1)).rejects.toMatchObject({ code: 'INSUFFICIENT_BALANCE' });
  });

  it('is not needed for a loss to end at what there is: closing into an empty book costs no more', async () => {
    const { trade, balances, script, answer } = openWrapped({ balances: { USDT: '0.05' } });
    script.prices[SWAP] = 10;
    await trade(SWAP, 'buy', -1, 4);
    script.levelAmount = 1;
    expect(await trade(SWAP, 'closebuy', -1, 4)).toMatchObject({ status: 'filled', avg_price: 7.5 });
    expect((await balances()).USDT).toEqual(['0', '0']);
    expect(Object((await answer('accounts')).raw)[0]).toMatchObject({
      ...{ realised_profit: '-0.14', fees: '0.00037', insured: '0.09037', equity: '0' },
    });
  });

  it('does not count what was before a position', async () => {
    const { call, trade, script } = openWrapped({ balances: { USDT: '600' } });
    await trade(SWAP, 'buy', -1, 10);
    script.minute(SWAP, { close: 50_000, low: 1000 });
    expect(await call('positions')).toHaveLength(1);
  });
});

describe('money that waits in an order', () => {
  /** 9000 USDT wait, and what is left is in a long position of a bitcoin at 100x. */
  async function openBoth() {
    const wrapped = openWrapped({ balances: { USDT: '10000' } });
    wrapped.script.levelAmount = 1000;
    const { id } = await wrapped.trade('BTC_USDT', 'buy', 40_000, '0.225');
    await wrapped.call('setmarginlevel', { symbol: SWAP, margin_level: 100 });
    await wrapped.trade(SWAP, 'buy', -1, 100);
    return { ...wrapped, id };
  }

  it('pays a loss: the order is canceled', async () => {
    const { call, trade, balances, script, answer, id } = await openBoth();
    script.prices[SWAP] = 44_900;
    expect((await call('order', { id })).status).toBe('pending');
    await trade(SWAP, 'closebuy', -1, '99.9');
    expect((await call('order', { id })).status).toBe('canceled');
    script.now += MINUTE;
    script.minute('BTC_USDT', { close: 39_000 });
    expect(await balances()).not.toHaveProperty('BTC');
    await trade(SWAP, 'closebuy', -1, '0.1');
    const left = 10_000 - 5102 - 0.0005 * (50_001 + 44_899);
    expect(Number((await balances()).USDT?.[0])).toBeCloseTo(left, 9);
    expect(Object((await answer('accounts')).raw)[0].insured).toBe('0');
  });

  it('pays funding: as few of the newest orders as will do are canceled', async () => {
    const { call, trade, script } = openWrapped({ balances: { USDT: '10000' } });
    script.fundings[SWAP] = { rate: 0.01, interval: 8 * HOUR };
    await trade(SWAP, 'buy', -1, 10);
    const orders: { id: string }[] = [];
    for (const amount of ['0.1', '0.1', '0.0374'])
      orders.push(await trade('BTC_USDT', 'buy', 40_000, amount));
    const statuses = () => Promise.all(orders.map(async ({ id }) => (await call('order', { id })).status));
    // Close to nothing is free.
    expect(await statuses()).toEqual(['pending', 'pending', 'pending']);
    script.now += 6 * HOUR;
    expect(await statuses()).toEqual(['pending', 'pending', 'canceled']);
  });

  it('is not spent where a position that is losing needs it', async () => {
    const { call, balances, script, id } = await openBoth();
    script.prices[SWAP] = 44_900;
    await expect(call('modifyorder', { id, price: 50_001, amount: '0.17' })).rejects.toMatchObject({
      code: 'INSUFFICIENT_BALANCE',
    });
    script.now += MINUTE;
    script.minute('BTC_USDT', { close: 39_000 });
    expect((await call('order', { id })).status).toBe('canceled');
    expect(await balances()).not.toHaveProperty('BTC');
    expect(await call('positions')).toHaveLength(1);
  });

  it('is not spent in the minute in which the position is lost', async () => {
    const { call, balances, script, answer, id } = await openBoth();
    script.now += MINUTE;
    const start = Math.floor(script.now / MINUTE) * MINUTE;
    script.bars.set(`BTC_USDT ${start}`, { high: 39_000, low: 39_000, close: 39_000, volume: 100 });
    script.minute(SWAP, { close: 42_000 });
    expect((await call('order', { id })).status).toBe('canceled');
    expect(await balances()).not.toHaveProperty('BTC');
    expect(Object((await answer('accounts')).raw)[0].insured).toBe('0');
  });
});

describe('a contract that is not listed any more', () => {
  const DATED = 'BTC_USDT.BTC-USDT-250307';

  it('is closed at the last price seen, once its day is over', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const { call, trade, script, answer } = openWrapped();
    await trade(DATED, 'buy', -1, 4);
    const waiting = await trade(DATED, 'closebuy', 60_000, 1);
    script.prices[DATED] = 50_500;
    await call('positions');
    script.gone.add(DATED);
    vi.advanceTimersByTime(MINUTE);
    script.now = Date.UTC(2025, 2, 7, 8) - 1;
    expect(await call('positions')).toMatchObject([{ profit: 19.96 }]);
    vi.advanceTimersByTime(MINUTE);
    script.now += 1;
    expect(await call('positions')).toEqual([]);
    expect((await call('order', waiting)).status).toBe('canceled');
    const { data, raw } = await answer('historyorders');
    expect(data.at(-1)).toMatchObject({ avg_price: 50_500, status: 'filled', offset: 'close' });
    expect(raw).toEqual([{ id: data.at(-1)?.id, reason: 'delisting' }]);
  });

  it('may be back: nothing happens to its positions and orders', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const { call, trade, script } = openWrapped();
    await trade(SWAP, 'buy', -1, 4);
    const waiting = await trade(SWAP, 'closebuy', 60_000, 1);
    const spot = await trade('BTC_USDT', 'buy', 10_000, '0.1');
    script.prices[SWAP] = 50_500;
    await call('positions');
    script.gone.add(SWAP).add('BTC_USDT');
    for (let minute = 0; minute < 3; minute += 1) {
      vi.advanceTimersByTime(HOUR);
      script.now += HOUR;
      expect(await call('positions', { symbol: SWAP })).toMatchObject([{ amount: 4, profit: 19.96 }]);
    }
    expect((await call('order', waiting)).status).toBe('pending');
    expect((await call('order', spot)).status).toBe('pending');
    script.gone.clear();
    expect(await trade(SWAP, 'closebuy', -1, 3)).toMatchObject({ status: 'filled', avg_price: 50_499 });
  });

  it.each([
    ['BTC_USDT.BTC-USDT-250328', '2025-03-28T08:00Z', true],
    ['BTC_USDT.BTC-USDT-250328', '2025-03-28T07:59Z', false],
    ['BTC_USDT.BTC-USDT-20250328', '2025-03-28T08:00Z', true],
    ['BTC_USDT.BTC-USDT-20250328', '2025-03-28T07:59Z', false],
    ['BTC_USDT.BTCUSDT-28MAR25', '2025-03-28T08:00Z', true],
    ['BTC_USDT.BTCUSDT-28MAR25', '2025-03-28T07:59Z', false],
    ['BTC_USDC.BTC-6JUN25', '2025-06-06T08:00Z', true],
    ['BTC_USD.BTCUSDH25', '2025-03-28T08:00Z', true],
    ['BTC_USD.BTCUSDH25', '2025-03-28T07:59Z', false],
    ['BTC_USD.BTCUSDZ27', '2027-12-31T08:00Z', true],
    ['BTC_USD.BTCUSDZ27', '2027-12-31T07:59Z', false],
    ['BTC_USDT.BTCUSDT-31FEB25', '2099-01-01T00:00Z', false],
    ['BTC_USDT.BTCUSDT-01MAI25', '2099-01-01T00:00Z', false],
    ['BTC_USDT.BTCUSDT', '2099-01-01T00:00Z', false],
    ['BTC_USDT.BTC-USDT-SWAP', '2099-01-01T00:00Z', false],
    ['BTC_USDT.swap', '2099-01-01T00:00Z', false],
    ['BTC_USDT', '2099-01-01T00:00Z', false],
    ['BTC_USDT.BTC-USDT-251399', '2099-01-01T00:00Z', false],
    ['BTC_USDT.BTC-USDT-250328-50000-C', '2099-01-01T00:00Z', false],
  ])('%s at %s has ended: %s', (symbol, time, ended) => {
    expect(hasEnded(symbol, Date.parse(time))).toBe(ended);
  });
});
