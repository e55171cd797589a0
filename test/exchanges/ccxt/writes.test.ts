import { describe, expect, test, vi } from 'vitest';
import { knownIds } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import type { MethodName } from '../../../src/protocol/methods.js';
import { describeWrite } from './describeWrite.js';
import { putOffline, UNREACHABLE } from './offlineExchange.js';
import { spotOrder, swapOrder } from './offlineOrders.js';
import { openOffline, type Signed } from './signWrites.js';

const reachable = knownIds.filter((id) => !Object.hasOwn(UNREACHABLE, id));

/** Calls of FMZ's, by a name for people. */
type Calls = Readonly<Record<string, readonly [MethodName, object]>>;

const spot = { symbol: 'BTC_USDT' };
const SPOT: Calls = {
  'limit buy': ['trade', { ...spot, type: 'buy', price: '12345.6', amount: '0.0123' }],
  'market sell': ['trade', { ...spot, type: 'sell', price: '-1', amount: '0.0123' }],
  'market buy': ['trade', { ...spot, type: 'buy', price: '-1', amount: '123.45' }],
  cancel: ['cancel', { id: 'BTC/USDT,12345678901234567' }],
  change: [
    'modifyorder',
    { id: 'BTC/USDT,12345678901234567', type: 'buy', price: '12345.6', amount: '0.0456' },
  ],
};
const swap = { symbol: 'BTC_USDT.swap' };
const SWAP: Calls = {
  'limit buy': ['trade', { ...swap, type: 'buy', price: '12345.6', amount: '37' }],
  'limit sell': ['trade', { ...swap, type: 'sell', price: '12345.6', amount: '37' }],
  'limit closebuy': ['trade', { ...swap, type: 'closebuy', price: '12345.6', amount: '37' }],
  'limit closesell': ['trade', { ...swap, type: 'closesell', price: '12345.6', amount: '37' }],
  'market sell': ['trade', { ...swap, type: 'sell', price: '-1', amount: '37' }],
  'market closebuy': ['trade', { ...swap, type: 'closebuy', price: '-1', amount: '37' }],
  cancel: ['cancel', { id: 'BTC/USDT:USDT,12345678901234567' }],
  change: [
    'modifyorder',
    { id: 'BTC/USDT:USDT,12345678901234567', type: 'sell', price: '12345.6', amount: '46' },
  ],
  leverage: ['setmarginlevel', { ...swap, margin_level: '5' }],
};
const pick = (calls: Calls, names: readonly string[]): Calls =>
  Object.fromEntries(Object.entries(calls).filter(([name]) => names.includes(name)));
const HEDGED = pick(SWAP, ['limit buy', 'limit sell', 'limit closebuy', 'limit closesell', 'leverage']);

/** What each of the calls sends; of what it is refused for, the reason. */
async function signAll(
  id: string,
  kind: 'spot' | 'swap',
  calls: Calls,
  options: { hedged: boolean; order: object },
): Promise<Record<string, string>> {
  const shots: Record<string, Signed>[] = [];
  // Hyperliquid's prices have five digits at most.
  const price = id === 'hyperliquid' ? { price: '12346' } : {};
  for (const now of [1_795_000_000_000, 1_795_100_000_123]) {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const exchange = await openOffline(id, kind, options);
    const shot: Record<string, Signed> = {};
    for (const [name, [method, params]] of Object.entries(calls)) {
      const limit = Object(params).price === '12345.6';
      shot[name] = await exchange.call(method, { ...params, ...(limit && price) });
    }
    await exchange.close();
    vi.useRealTimers();
    shots.push(shot);
  }
  const [first = {}, second = {}] = shots;
  return Object.fromEntries(
    Object.keys(calls).map((name) => [name, describeBoth(first[name], second[name])]),
  );
}

function describeBoth(one: Signed | undefined, two: Signed | undefined): string {
  const lines = (one?.sent ?? []).flatMap((request, index) => {
    const again = two?.sent[index];
    return again ? [describeWrite(request, again)] : [];
  });
  return [...lines, ...(one?.error ? [`refused: ${one.error}`] : [])].join('\n    ');
}

/** Of which the amount of a changed order is what it is to have been in all; `swap` where that is so of contracts only. */
const IN_PLACE: Readonly<Record<string, readonly string[]>> = {
  spot: [
    'bitvavo',
    'bybit',
    'bybiteu',
    'bybitid',
    'coinbase',
    'deribit',
    'gate',
    'gateeu',
    'kraken',
    'myokx',
    'okx',
    'okxus',
  ],
  swap: [
    'binance',
    'binancecoinm',
    'binanceusdm',
    'bybit',
    'bybitid',
    'coinbase',
    'deribit',
    'gate',
    'myokx',
    'okx',
  ],
};
/** Which cancel an order that is changed, and place another one of what is not filled yet. */
const REPLACED: Readonly<Record<string, readonly string[]>> = {
  spot: ['binance', 'binanceus', 'bingx', 'derive', 'foxbit', 'hyperliquid', 'poloniex', 'upbit'],
  swap: ['bingx', 'derive', 'extended', 'hyperliquid'],
};
/** Which are told amounts and prices as multiples of a small one. */
const SCALED = ['phemex'];

const holds = (line: string, figure: string) =>
  new RegExp(`[=-]${figure.replace('.', '\\.')}(\\s|$)`).test(line);
const isRefused = (line: string) => line.startsWith('refused: ');

describe.each(reachable)('%s', (id) => {
  test('writes', async () => {
    const { has } = new (await putOffline(id, 'spot', spotOrder))({});
    const sections: Record<string, Record<string, string>> = {};
    if (has.spot) {
      const spot = await signAll(id, 'spot', SPOT, { hedged: false, order: spotOrder });
      checkOrder(spot['limit buy'], '0.0123', '12345.6');
      checkOrder(spot['market sell'], '0.0123');
      checkOrder(spot['market buy'], '123.45');
      const partly = { ...spotOrder, filled: '0.02', remaining: '0.03' };
      const { change = '' } = await signAll(id, 'spot', pick(SPOT, ['change']), {
        hedged: false,
        order: partly,
      });
      checkChange('spot', change, '0.0456', '0.0256');
      Object.assign(sections, { spot, 'spot, filled in part': { change } });
    }
    if (has.swap || has.future) {
      const swap = await signAll(id, 'swap', SWAP, { hedged: false, order: swapOrder });
      checkClosing(swap);
      checkOrder(swap['limit buy'], '37', '12345.6');
      checkOrder(swap['market sell'], '37');
      checkOrder(swap['market closebuy'], '37');
      const partly = { ...swapOrder, filled: '20', remaining: '30', reduceOnly: true };
      const { change = '' } = await signAll(id, 'swap', pick(SWAP, ['change']), {
        hedged: false,
        order: partly,
      });
      checkChange('swap', change, '46', '26');
      const hedged = await signAll(id, 'swap', HEDGED, { hedged: true, order: swapOrder });
      checkClosing(hedged);
      Object.assign(sections, {
        swap,
        'swap, closing, filled in part': { change },
        'swap, hedge mode': hedged,
      });
    }
    const text = Object.entries(sections).map(([name, lines]) => {
      const calls = Object.entries(lines).map(([call, line]) => `  ${call}\n    ${line}\n`);
      return `${name}\n${calls.join('')}`;
    });
    await expect(text.join('\n')).toMatchFileSnapshot(`../../fixtures/ccxt/writes/${id}.txt`);
  });

  /** The figures are sent digit by digit, or nothing is. */
  function checkOrder(line = '', ...figures: string[]): void {
    expect(line).not.toMatch(/=-?\d+(\.\d+)?e[+-]?\d|=(undefined|NaN|null)\b/i);
    if (isRefused(line) || SCALED.includes(id)) return;
    for (const figure of figures)
      expect(
        holds(line, figure) || (id === 'hyperliquid' && holds(line, '12346')),
        `${figure} in ${line}`,
      ).toBe(true);
  }

  /** What is to close a position is not what would open one. */
  function checkClosing(lines: Record<string, string>): void {
    const {
      'limit buy': buy,
      'limit sell': sell,
      'limit closebuy': long = '',
      'limit closesell': short = '',
    } = lines;
    if (!isRefused(long)) expect(long).not.toBe(sell);
    if (!isRefused(short)) expect(short).not.toBe(buy);
    expect(isRefused(long)).toBe(isRefused(short));
  }

  function checkChange(kind: 'spot' | 'swap', line: string, all: string, left: string): void {
    if (IN_PLACE[kind]?.includes(id)) expect(holds(line, all), line).toBe(true);
    else if (REPLACED[kind]?.includes(id)) expect(holds(line, left), line).toBe(true);
    else expect(line).toMatch(/^refused: /);
  }
});
