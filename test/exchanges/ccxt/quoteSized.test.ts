import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTelling, type Telling } from './startTelling.js';

const OPENED = 1_795_000_000;
const change = (kind: string) => ({
  id: kind === 'spot' ? 'BTC_USDT' : 'BTC_USDT_PERP',
  altname: 'BTCUSDT',
});

describe('gate', () => {
  let gate: Telling;
  beforeAll(async () => {
    gate = await startTelling('gate', { change });
  });
  afterAll(() => gate?.close());

  const order = {
    text: 't-fmz123456',
    currency_pair: 'BTC_USDT',
    create_time: `${OPENED}`,
    create_time_ms: OPENED * 1000,
    update_time: `${OPENED}`,
    update_time_ms: OPENED * 1000,
    account: 'spot',
    iceberg: '0',
    time_in_force: 'gtc',
    fee: '0',
    fee_currency: 'BTC',
    gt_fee: '0',
    rebated_fee: '0',
  };
  const limit = {
    ...order,
    id: '1852454421',
    status: 'open',
    type: 'limit',
    side: 'buy',
    amount: '0.001',
    price: '65000',
    left: '0.001',
    filled_amount: '0',
    fill_price: '0',
    filled_total: '0',
    finish_as: 'open',
  };
  const market = {
    ...order,
    id: '1852454420',
    type: 'market',
    side: 'buy',
    price: '0',
    time_in_force: 'ioc',
  };
  const unfilled = {
    ...market,
    status: 'open',
    amount: '100',
    left: '100',
    avg_deal_price: '0',
    fill_price: '0',
    filled_total: '0',
    finish_as: 'open',
  };
  const filled = {
    ...market,
    status: 'closed',
    amount: '100',
    left: '0.0005',
    filled_amount: '0.001',
    avg_deal_price: '99999.5',
    fill_price: '99.9995',
    filled_total: '99.9995',
    finish_as: 'filled',
  };
  const one = (answer: object) => gate.call('order', { id: 'BTC_USDT,1852454420' }, () => answer);

  test('a market buy of which nothing is filled yet has no amount', async () => {
    const { data } = await one(unfilled);
    expect(data).toMatchObject({ amount: 0, deal_amount: 0, price: 0, avg_price: 0, status: 'pending' });
  });

  test('a market buy of which nothing is filled yet does not hide the other open orders', async () => {
    const orders = await gate.call('orders', { symbol: 'BTC_USDT' }, ({ path }) =>
      path.endsWith('/open_orders')
        ? [{ currency_pair: 'BTC_USDT', total: 2, orders: [unfilled, limit] }]
        : [unfilled, limit],
    );
    expect(orders.data).toMatchObject([
      { id: 'BTC_USDT,1852454420', amount: 0, deal_amount: 0 },
      { id: 'BTC_USDT,1852454421', amount: 0.001, price: 65_000 },
    ]);
    const canceled = { ...unfilled, status: 'cancelled', finish_as: 'cancelled' };
    const done = await gate.call('historyorders', { symbol: 'BTC_USDT' }, () => [
      canceled,
      { ...limit, status: 'closed', left: '0', finish_as: 'filled' },
    ]);
    expect(done.data).toMatchObject([
      { id: 'BTC_USDT,1852454420', amount: 0, deal_amount: 0, status: 'canceled' },
      { id: 'BTC_USDT,1852454421', amount: 0.001, deal_amount: 0.001, status: 'filled' },
    ]);
  });

  test.each(['spot', 'unified', 'margin', 'cross_margin', 'portfolio'])(
    'the amount of a market buy of the %s account is what it bought',
    async (account) => {
      const told = { amount: 0.001, deal_amount: 0.001, avg_price: 99_999.5, price: 0, status: 'filled' };
      expect((await one({ ...filled, account })).data).toMatchObject(told);
      const { filled_amount, ...older } = filled;
      expect((await one({ ...older, account })).data).toMatchObject(told);
    },
  );

  test('what sells at market price is told in base currency', async () => {
    const sold = {
      ...filled,
      side: 'sell',
      amount: '0.001',
      left: '0',
    };
    for (const account of ['spot', 'margin'])
      expect((await one({ ...sold, account })).data).toMatchObject({ amount: 0.001, deal_amount: 0.001 });
  });
});

describe('kraken', () => {
  let kraken: Telling;
  beforeAll(async () => {
    kraken = await startTelling('kraken', {
      kinds: ['spot'],
      change: () => ({ id: 'XBTUSDT', altname: 'XBTUSDT' }),
    });
  });
  afterAll(() => kraken?.close());

  const row = (fields: object, type = 'buy') => ({
    refid: null,
    userref: null,
    status: 'closed',
    reason: null,
    opentm: OPENED + 0.5,
    closetm: OPENED + 1,
    starttm: 0,
    expiretm: 0,
    descr: {
      pair: 'XBTUSDT',
      type,
      ordertype: 'market',
      price: '0',
      price2: '0',
      leverage: 'none',
      order: `${type} 60.00000000 XBTUSDT @ market`,
      close: '',
    },
    vol: '60.00000000',
    vol_exec: '0.00119975',
    cost: '60.00000',
    fee: '0.15600',
    price: '50010.4',
    stopprice: '0.00000',
    limitprice: '0.00000',
    misc: '',
    oflags: 'fciq,viqc',
    ...fields,
  });
  const told = async (fields: object, type?: string) => {
    const { data } = await kraken.call('order', { id: 'XBTUSDT,OQCLML-BW3P3-BUCMWZ' }, () => ({
      error: [],
      result: { 'OQCLML-BW3P3-BUCMWZ': row(fields, type) },
    }));
    return data;
  };

  test('the amount of an order of quote currency is what it bought', async () => {
    const bought = {
      amount: 0.00119975,
      deal_amount: 0.00119975,
      avg_price: 50_010.4,
      price: 0,
      status: 'filled',
    };
    expect(await told({})).toMatchObject(bought);
    const { data } = await kraken.call('historyorders', { symbol: 'BTC_USDT' }, () => ({
      error: [],
      result: { closed: { 'OQCLML-BW3P3-BUCMWZ': row({}) }, count: 1 },
    }));
    expect(data).toMatchObject([{ id: 'XBTUSDT,OQCLML-BW3P3-BUCMWZ', ...bought }]);
  });

  test('of quote currency, either way', async () => {
    expect(await told({}, 'sell')).toMatchObject({ amount: 0.00119975, type: 'sell' });
    expect(await told({ status: 'open', vol_exec: '0', cost: '0', price: '0' })).toMatchObject({
      amount: 0,
      deal_amount: 0,
      status: 'pending',
    });
  });

  test('of base currency', async () => {
    expect(await told({ vol: '0.5', vol_exec: '0.5', oflags: 'fciq' })).toMatchObject({ amount: 0.5 });
  });
});
