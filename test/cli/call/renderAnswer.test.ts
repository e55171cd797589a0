import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../src/cli/call/renderAnswer.js';
import type { MethodName } from '../../../src/protocol/methods.js';
import { formatTime } from '../../../src/protocol/time.js';

const plain = new Chalk({ level: 0 });
const render = (name: MethodName, data: unknown) => renderAnswer(name, JSON.stringify(data), plain);
const lines = (name: MethodName, data: unknown) => {
  const { text, defect } = render(name, data);
  expect(defect).toBeUndefined();
  return text.split('\n');
};
const time = 1_700_000_000_000;
const clock = formatTime(time);
const order = {
  id: 'LTC-USDT,9007199254740993',
  symbol: 'LTC_USDT',
  amount: 1e-7,
  price: 72.5,
  deal_amount: 0,
  avg_price: 0,
  type: 'sell',
  status: 'pending',
};

describe('renderAnswer', () => {
  it('shows the order book with the best prices in its middle', () => {
    const asks = [
      [1000.5, 0.1],
      [1001, 0.2],
    ];
    const bids = [
      [1000, 3],
      [999.5, 0.25],
    ];
    expect(lines('depth', { time, asks, bids })).toEqual([
      'side   price  amount  total',
      'ask   1001      0.2    0.3',
      'ask   1000.5    0.1    0.1',
      'bid   1000      3      3',
      'bid    999.5    0.25   3.25',
      `${clock}, spread 0.5`,
    ]);
    expect(lines('depth', { time, asks: [], bids: [] })).toEqual(['no orders in the book']);
  });

  it('shows trades and bars with local times', () => {
    expect(lines('trades', [{ id: '7', time, price: 10.25, amount: 5, type: 'buy' }])).toEqual([
      `${'time'.padEnd(clock.length)}  type  price  amount  id`,
      `${clock}  buy   10.25       5  7`,
    ]);
    expect(lines('records', [[time / 1000, 1, 2, 0.5, 1.5, 100]])[1]).toBe(
      `${clock}     1     2  0.5    1.5     100`,
    );
  });

  it('keeps wide names in line', () => {
    const rows = [
      { currency: '人民币', free: '1', frozen: '20.123' },
      { currency: 'USDT', free: '1000.5', frozen: '0' },
    ];
    expect(lines('accounts', rows)).toEqual([
      'currency    free  frozen',
      '人民币       1    20.123',
      'USDT      1000.5   0',
    ]);
  });

  it('writes small numbers out and leaves empty columns out', () => {
    expect(lines('orders', [order])).toEqual([
      'id                         symbol    type  price     amount  deal_amount  avg_price  status',
      'LTC-USDT,9007199254740993  LTC_USDT  sell   72.5  0.0000001            0          0  pending',
    ]);
  });

  it('shows one order as fields', () => {
    expect(lines('order', { ...order, amount: 1.25, time })).toEqual([
      'id           LTC-USDT,9007199254740993',
      `time         ${clock}`,
      'symbol       LTC_USDT',
      'type         sell',
      'price        72.5',
      'amount        1.25',
      'deal_amount   0',
      'avg_price     0',
      'status       pending',
    ]);
  });

  it.each<[MethodName, unknown, string]>([
    ['trades', [], 'no trades'],
    ['orders', [], 'no open orders'],
    ['historyorders', [], 'no past orders'],
    ['accounts', [], 'no balances'],
    ['positions', [], 'no open positions'],
    ['fundings', [], 'no funding rates'],
    ['markets', {}, 'no markets'],
    ['cancel', true, 'done'],
    ['trade', { id: 'A,1' }, 'id  A,1'],
  ])('%s of %j', (name, data, text) => {
    expect(lines(name, data)).toEqual([text]);
  });

  it('shows markets, positions and funding rates', () => {
    const market = {
      symbol: 'BTC_USD.swap',
      base_asset: 'BTC',
      quote_asset: 'USD',
      ct_val: 100,
      ct_val_ccy: 'USD',
    };
    expect(lines('markets', { 'BTC_USD.swap': market })[0]).toBe(
      'symbol        base  quote  ct_val  ct_val_ccy',
    );
    const position = {
      symbol: 'BTC_USDT.swap',
      type: 'short',
      amount: 3,
      frozen_amount: 0,
      price: 1000,
      profit: -1.5,
      margin: 10,
      margin_level: 10,
      contract_type: 'swap',
    };
    expect(lines('positions', [position])[1]).toMatch(/^BTC_USDT\.swap {2}short .* -1\.5 .* swap$/);
    const funding = { symbol: 'BTC_USDT.swap', rate: -0.0001, time, interval: 28_800_000 };
    expect(lines('fundings', [funding])[1]).toBe(`BTC_USDT.swap  -0.0001  ${clock.padEnd(15)}  8 h`);
  });

  it('colors sides and nothing else', () => {
    const colors = new Chalk({ level: 1 });
    const { text } = renderAnswer('orders', JSON.stringify([order]), colors);
    expect(text).toContain(colors.red('sell'));
    expect(text).not.toContain('\u001B[32m');
  });

  it('shows data that breaks the protocol as JSON and says where', () => {
    const { text, defect } = renderAnswer('orders', '[{"id":9007199254740993}]', plain);
    expect(text).toBe('[\n  {\n    "id": 9007199254740993\n  }\n]');
    expect(defect).toMatch(/^data\.0\.id /);
    expect(render('cancel', false).defect).toBeDefined();
    expect(render('ticker', null).defect).toBeDefined();
  });

  it('keeps control characters of an exchange off the terminal', () => {
    const [, row] = lines('accounts', [{ currency: 'A\u001B[2J\nB', free: '1', frozen: '0' }]);
    expect(row).toBe('A [2J B      1       0');
  });
});
