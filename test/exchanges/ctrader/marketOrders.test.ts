import { expect, test } from 'vitest';
import { startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { withCtrader } from './withCtrader.js';

const order = { symbol: 'EUR_USD.swap', type: 'buy', price: '-1', amount: '1000' };
const start = () => startCtraderDouble({ habits: { fills: 'withNextPrice' } });

test.concurrent('an order at the market is answered with its fill, which comes a moment later', async () => {
  await withCtrader(start, {}, async ({ acceptor, call, ok, sent }) => {
    const placing = call('trade', order);
    while ((await acceptor.count('D')) === 0) await ok('positions');
    await acceptor.price('1', '1.0849', '1.0852');
    const { data, raw } = await placing;
    const [clientId] = await sent('D');
    expect(data).toEqual({ id: `EURUSD,${clientId}` });
    expect(String(Array.isArray(raw) ? raw.at(-1) : raw)).toContain('|150=F|');
    expect(await ok('order', data ?? {})).toMatchObject({ status: 'filled', avg_price: 1.0852 });
  });
});

test.concurrent('one that is not filled in time is answered with its id all the same', async () => {
  await withCtrader(start, { timeout: 12_000 }, async ({ acceptor, ok, sent }) => {
    const { id } = await ok('trade', order);
    const [clientId] = await sent('D');
    expect(id).toBe(`EURUSD,${clientId}`);
    expect(await ok('order', { id })).toMatchObject({ status: 'pending', deal_amount: 0 });
    await acceptor.price('1', '1.0849', '1.0852');
    expect(await ok('order', { id })).toMatchObject({ status: 'filled', deal_amount: 1000 });
    expect(await acceptor.count('D')).toBe(1);
  });
});
