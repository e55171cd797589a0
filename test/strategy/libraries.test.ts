import { expect, test } from 'vitest';
import { readStandardLibraries } from '../../src/cli/run/standardLibraries.js';
import type { StrategyOptions } from '../support/startStrategy.js';
import { useStrategies } from '../support/useStrategies.js';

const { runHere } = useStrategies();

const run = async (source: string, options: Partial<StrategyOptions> = {}) =>
  runHere(source, {
    settings: { libraries: await readStandardLibraries() },
    ...options,
  });

test('lines, bars, flags and levels go into one chart, beside what the strategy calls by the same names', async () => {
  const { events, end } = await run(`
    var chart = 'mine', config = 1, known;
    function add() { throw 'mine' }
    function main() {
      $.PlotRecords([{ Time: 1, Open: 1, High: 3, Low: 1, Close: 2 }, { Time: 2, Open: 2, High: 2, Low: 2, Close: 2 }], 'BTC');
      $.PlotRecords([{ Time: 1, Open: 1, High: 3, Low: 1, Close: 2 }, { Time: 2, Open: 2, High: 4, Low: 2, Close: 4 }], 'BTC');
      $.PlotLine('ma', 5, 1);
      $.PlotLine('ma', 6, 1);
      $.PlotLine('other', 7, 1);
      $.PlotFlag(2, 'bought', 'B', 'flag', 'red');
      $.PlotHLine(3, 'stop');
      $.PlotHLine(4, 'stop', 'blue');
      $.PlotTitle('now', 'BTC');
      return [chart, $.GetCfg().yAxis.plotLines.length, $.GetCfg().series.length];
    }`);
  expect(end).toMatchObject({ reason: 'returned', value: ['mine', 1, 4] });
  const drawn = events.flatMap((event) => (event.kind === 'chart' ? [[event.action, event.data]] : []));
  expect(drawn[0]).toMatchObject([
    'create',
    { __isStock: true, series: [{ id: 'primary', type: 'candlestick', name: 'BTC' }] },
  ]);
  expect(drawn.filter(([action]) => action === 'add').map(([, data]) => data)).toEqual([
    [0, [1, 1, 3, 1, 2]],
    [0, [2, 2, 2, 2, 2]],
    [0, [2, 2, 4, 2, 4], -1],
    [1, [1, 5]],
    [1, [1, 6], -1],
    [2, [1, 7]],
    [3, { x: 2, text: 'bought', title: 'B', shape: 'flag', color: 'red' }],
  ]);
  expect(drawn.at(-1)).toMatchObject([
    'update',
    {
      title: { text: 'BTC' },
      subtitle: { text: 'now' },
      yAxis: { plotLines: [{ value: 4, color: 'blue', label: { text: 'stop' } }] },
      series: [{}, { name: 'ma', type: 'line' }, { name: 'other' }, { type: 'flags', onSeries: 'primary' }],
    },
  ]);
});

test('amounts are bought and sold at what the book asks, and cut to the step of the exchange', async () => {
  const { end, events } = await run(
    `function main() {
       var before = $.GetAccount();
       var bought = $.Buy(0.0123456789), other = $.Buy(exchanges[1], 0.5), none = $.Sell(0.00000001);
       var held = exchange.GetAccount().Stocks - before.Stocks;
       var sold = $.Sell(0.01);
       return {
         bought: [bought.amount, bought.price > 0, Math.abs(held / 0.012345 - 1) < 0.01],
         sold: [sold.amount, sold.price <= bought.price * 1.1],
         other: [other.amount, exchanges[1].GetAccount(exchanges[1]).Stocks > 10],
         none: none, open: exchange.GetOrders().length,
       };
     }`,
    { exchanges: [{}, { currency: 'ETH_USDT' }] },
  );
  expect(end).toMatchObject({
    value: {
      bought: [0.012345, true, true],
      sold: [0.01, true],
      other: [0.5, true],
      none: null,
      open: 0,
    },
  });
  expect(events.filter((event) => event.kind === 'log' && event.level === 'error')).toEqual([]);
});

test('an order that is refused is placed once, and told by the line of the strategy', async () => {
  const { end, lines, events } = await run('function main() {\n  return $.Buy(1e6);\n}');
  expect(end).toMatchObject({ reason: 'returned', value: null });
  expect(lines()).toEqual([expect.stringMatching(/^error: Paper Buy: INSUFFICIENT_BALANCE/)]);
  expect(events.find((event) => event.kind === 'log')).toMatchObject({ place: 'strategy.js:2:12' });
});

test('open orders are canceled, all or of one type', async () => {
  const { end } = await run(`function main() {
    var price = Math.floor(exchange.GetTicker().Buy * 0.5);
    exchange.Buy(price, 0.01);
    exchange.Sell(price * 4, 0.01);
    return [$.CancelPendingOrders(exchange, ORDER_TYPE_BUY), exchange.GetOrders()[0].Type, $.CancelPendingOrders(), $.CancelPendingOrders(),
      $.GetAccount(exchange, true).FrozenStocks];
  }`);
  expect(end).toMatchObject({ value: [true, 1, true, false, 0] });
});

test('a cross is counted in bars, and a library has the last word', async () => {
  const own = { file: 'own.js', source: '$.Buy = function () { return "own" }' };
  const { end } = await run(
    `function main() {
       var closes = [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 7, 9, 11, 12];
       exchange.GetRecords = function () { return closes.map(function (close) { return { Close: close } }) };
       return [$.Cross(3, 9), $.Cross(9, 3), $.Buy()];
     }`,
    { settings: { libraries: [...(await readStandardLibraries()), own] } },
  );
  expect(end).toMatchObject({ value: [2, -2, 'own'] });
});
