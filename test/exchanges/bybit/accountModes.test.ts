import { describe, expect, test } from 'vitest';
import { useBench } from '../native/createBench.js';
import { bybit, richAccount } from './bybit.js';

const bench = useBench(bybit, { options: richAccount() });
const { call, ok, refused, asked } = bench;
const placed = () => bench.posted(bybit.paths.trade);
const swap = { symbol: 'BTC_USDT.swap' };

test.each([false, true])(
  'a leverage is set again without a fuss, with both sides apart: %s',
  async (hedge) => {
    await bench.open(richAccount({ hedge }));
    const params = { ...swap, margin_level: '12.5' };
    await ok('setmarginlevel', params);
    expect(await call('setmarginlevel', params)).toMatchObject({ data: true, raw: { retCode: 110043 } });
  },
);

describe('modes', () => {
  const order = { ...swap, type: 'buy', price: '-1', amount: '0.1' };

  test('whether sides are apart is read once for each contract, and anew after it was changed', async () => {
    await ok('trade', order);
    await ok('trade', { ...order, type: 'sell', amount: '0.2' });
    await ok('trade', { ...order, symbol: 'ETH_USDT.swap' });
    expect(asked('/v5/position/list').map(({ query }) => query)).toEqual([
      'category=linear&symbol=BTCUSDT&limit=200',
      'category=linear&symbol=ETHUSDT&limit=200',
    ]);
    await ok('trade', { ...order, type: 'closesell' });
    const [account] = bench.double.accounts;
    if (account) account.hedge = true;
    await ok('trade', order);
    expect(placed().map(({ positionIdx }) => positionIdx)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  test('a refusal that has another reason is told as it is', async () => {
    const body = bybit.refusal(10001, 'Qty invalid');
    bench.double.fault({ match: 'POST /v5/order/create', kind: 'json', body });
    expect(await refused('trade', order)).toBe('10001 Qty invalid');
    expect(placed()).toHaveLength(1);
  });

  test('portfolio margin has no leverage', async () => {
    await bench.open(richAccount({ marginMode: 'PORTFOLIO_MARGIN' }));
    expect(await refused('setmarginlevel', { ...swap, margin_level: '5' })).toMatch(
      /^110038 .*\(not possible in this margin mode/,
    );
    await ok('trade', order);
    expect(await ok('positions', swap)).toMatchObject([{ margin_level: 0, amount: 0.1 }]);
  });
});
