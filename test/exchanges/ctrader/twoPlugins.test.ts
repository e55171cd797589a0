import { expect, test } from 'vitest';
import { type CtraderDoubleOptions, startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { startPlugin } from '../../support/startPlugin.js';
import { resting } from './withCtrader.js';

/** Two plugins that have the keys of one account, each as a function that calls it. */
async function startTwo(options: CtraderDoubleOptions) {
  const double = await startCtraderDouble(options);
  const baseUrls = { CTrader: double.trade, 'CTrader.quote': double.quote };
  const plugins = await Promise.all([startPlugin({ baseUrls }), startPlugin({ baseUrls })]);
  const [first, second] = plugins.map(
    (plugin) => (method: string, params?: object) => plugin.call('CTrader', method, params, double.keys),
  );
  if (!first || !second) throw new Error('there are two');
  const stop = async () => {
    await Promise.all(plugins.map((plugin) => plugin.stop()));
    await double.close();
  };
  return { double, first, second, stop };
}

test('where a broker lets both in, neither takes the reports of the other for its own', async () => {
  const { double, first, second, stop } = await startTwo({ second: 'both' });
  const calls = Array.from({ length: 40 }, (_, at) => {
    const call = at % 2 ? first : second;
    return call('trade', { ...resting, amount: String(1000 * (at + 1)) });
  });
  const ids = (await Promise.all(calls)).map(({ data }) => Object(data).id);
  const orders = double
    .state()
    .orders.map(({ clientId, quantity }) => [`EURUSD,${clientId}`, quantity.toNumber()]);
  const amountOf = new Map<unknown, unknown>(orders.map(([id, amount]) => [id, amount]));
  expect(ids.map((id) => amountOf.get(id))).toEqual(ids.map((_, at) => 1000 * (at + 1)));
  const logons = (await double.received()).filter(({ line, type }) => line === 'trade' && type === 'A');
  expect(logons).toHaveLength(2);
  await stop();
});

test('where a broker lets one in, the other is told so, and does not disturb it', async () => {
  const { double, first, second, stop } = await startTwo({ second: 'refused' });
  expect((await first('orders')).error).toBeUndefined();
  expect((await second('orders')).error).toMatch(
    /^the trade line at .* refused the Logon: .*session is open already.*nothing was sent$/,
  );
  expect((await first('trade', resting)).error).toBeUndefined();
  expect(await double.count('A')).toBe(2);
  await stop();
});

test('two that log each other out do not do so without end', async () => {
  const { double, first, second, stop } = await startTwo({ second: 'takesOver' });
  const began = performance.now();
  let answered = 0;
  for (let asked = 0; asked < 120; asked += 1) {
    const { data } = await (asked % 2 ? first : second)('orders');
    if (data !== undefined) answered += 1;
  }
  // Each may log on 20 times, and once every 10 s from then on.
  const most = 2 * (20 + Math.floor((performance.now() - began) / 10_000));
  expect(await double.count('A')).toBeLessThanOrEqual(most);
  expect(answered).toBeGreaterThan(0);
  await stop();
});
