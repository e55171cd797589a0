import v8 from 'node:v8';
import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Data, Params } from '../../src/protocol/methods.js';
import { AnswerCache } from '../../src/runtime/AnswerCache.js';
import { type AnswerOrder, answerOrders } from '../../src/runtime/answerOrders.js';

const symbol = { name: 'BTC_USDT', base: 'BTC', quote: 'USDT' };
const START = 1_790_000_000_000;

/** A cache, and how it answers with what is known now. */
function open<P, T>(order: AnswerOrder<P, T>) {
  const cache = new AnswerCache(order);
  let version = {};
  return {
    cache,
    push: (params: P, data: T) => {
      version = {};
      return cache.make(params, knownOf(version, data), (answer) => answer)?.data;
    },
    repeat: (params: P, data: T) => cache.make(params, knownOf(version, data), (answer) => answer),
  };
}

const knownOf = <T>(version: object, data: T) => ({
  versions: [version],
  age: 0,
  read: () => ({ data, raw: {} }),
});

const ticker = (time: number, last = '3'): Data<'ticker'> => ({
  ...{ symbol: 'BTC_USDT', buy: '1', sell: '2', high: '4', low: '1', open: '1', last, vol: '9' },
  time: `${START + time}`,
});
const depth = (time: number, ...asks: [number, number][]): Data<'depth'> => ({
  ...{ time: START + time, asks, bids: [[1, 1]] },
});
const trade = (time: number): Data<'trades'>[number] => ({
  ...{ id: `${time}`, time: START + time, price: 1, amount: 1, type: 'buy' },
});

describe('what is known', () => {
  it('is no answer where it says otherwise than a later one', () => {
    const { cache, push } = open(answerOrders.ticker);
    expect(push({ symbol }, ticker(0))).toEqual(ticker(0));
    cache.learn({ symbol }, ticker(100, '3.5'));
    expect(push({ symbol }, ticker(50))).toBeUndefined();
    expect(push({ symbol }, ticker(100, '3.4'))).toEqual(ticker(100, '3.4'));
    expect(push({ symbol }, ticker(99))).toBeUndefined();
    expect(push({ symbol: { ...symbol, name: 'ETH_USDT' } }, ticker(50))).toEqual(ticker(50));
    expect(push({ symbol: { ...symbol, written: 'btc_USDT' } }, ticker(50))).toEqual(ticker(50));
  });

  it('has the Time of a later answer that says the same, and is made once', () => {
    const { cache, push, repeat } = open(answerOrders.ticker);
    cache.learn({ symbol }, ticker(100, '3.0'));
    expect(push({ symbol }, ticker(50))).toEqual(ticker(100));
    expect(repeat({ symbol }, ticker(50))).toBe(repeat({ symbol }, ticker(50)));
    expect(push({ symbol }, ticker(101))).toEqual(ticker(101));
  });

  it('is compared as far as both books go', () => {
    const { cache, push } = open(answerOrders.depth);
    const one: Params<'depth'> = { symbol, limit: 1 };
    const two: Params<'depth'> = { symbol, limit: 2 };
    cache.learn(two, depth(100, [2, 1], [3, 1]));
    expect(push(one, depth(50, [2, 1]))).toEqual(depth(100, [2, 1]));
    cache.learn(two, depth(200, [2, 1], [3, 1]));
    expect(push(two, depth(150, [2, 1], [3, 2]))).toBeUndefined();
    expect(push(two, depth(200, [2, 1], [3, 2]))).toEqual(depth(200, [2, 1], [3, 2]));
  });

  it('lacks no trade, and nothing of a bar, that was told', () => {
    const trades = open(answerOrders.trades);
    trades.cache.learn({ symbol }, [trade(1), trade(2)]);
    expect(trades.push({ symbol }, [trade(0), trade(1)])).toBeUndefined();
    expect(trades.push({ symbol }, [trade(1), trade(2)])).toHaveLength(2);
    const bars = open(answerOrders.records);
    const params: Params<'records'> = { symbol, period: 60, limit: 1 };
    bars.cache.learn(params, [[3600, 1, 1, 1, 1, 10]]);
    expect(bars.push(params, [[3600, 1, 1, 1, 1, 9]])).toBeUndefined();
    expect(bars.push(params, [[0, 1, 1, 1, 1, 90]])).toBeUndefined();
    expect(bars.push({ ...params, period: 5 }, [[0, 1, 1, 1, 1, 90]])).toHaveLength(1);
    expect(bars.push(params, [[3600, 1, 1, 1, 1, 10]])).toHaveLength(1);
    expect(bars.push(params, [[7200, 1, 1, 1, 1, 0]])).toHaveLength(1);
  });

  it('holds no history for the sake of its last row', async () => {
    const bars = new AnswerCache(answerOrders.records);
    const trades = new AnswerCache(answerOrders.trades);
    const params: Params<'records'> = { symbol, period: 60, limit: 1 };
    const learned = (() => {
      const [history, told]: [Data<'records'>, Data<'trades'>] = [[[3600, 1, 1, 1, 1, 10]], [trade(1)]];
      bars.learn(params, history);
      trades.learn({ symbol }, told);
      return [new WeakRef(history), new WeakRef(told)];
    })();
    v8.setFlagsFromString('--expose-gc');
    const collect: unknown = vm.runInNewContext('gc');
    const held = () => {
      if (typeof collect === 'function') collect();
      return learned.filter((reference) => reference.deref()).length;
    };
    await expect.poll(held).toBe(0);
    const before = knownOf<Data<'records'>>({}, [[0, 1, 1, 1, 1, 90]]);
    expect(bars.make(params, before, (answer) => answer)).toBeUndefined();
  });
});
