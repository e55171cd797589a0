import { describe, expect, test } from 'vitest';
import type { BybitDouble, BybitDoubleOptions } from '../../doubles/bybit/startBybitDouble.js';
import { type Bench, withBench } from '../native/createBench.js';
import { describeWrites } from '../native/describeWrites.js';
import { toldAs } from '../native/toldAs.js';
import { limitOrder } from '../native/writesOf.js';
import { bybit } from './bybit.js';

const { refusal, paths } = bybit;
const swap = { symbol: 'BTC_USDT.swap' };
const down = refusal(10016, 'Server error.');
const lookups = ['GET /v5/order/realtime', 'GET /v5/order/history'];

describeWrites(bybit, {
  words: { filled: 'Filled', canceled: 'Cancelled' },
  async leverageOf({ io }) {
    const query = { category: 'linear', symbol: 'BTCUSDT' };
    return Object((await io('GET', '/v5/position/list', query)).data).result.list[0].leverage;
  },
  // Every signed request has a window: once it has passed, what is not to be seen will not come.
  expiring: ['trade', 'cancel', 'modifyorder', 'setmarginlevel'],
  busy: refusal(10429, 'System level frequency protection'),
  down,
  used: refusal(170141, 'Duplicate clientOrderId.'),
  timeouts: [
    ['10000', 200, refusal(10000, 'Server Timeout')],
    ['170007', 200, refusal(170007, 'Timeout waiting for response from backend server.')],
  ],
  reads: [
    ['GET /v5/position/list', 'trade', { ...swap, type: 'buy', price: '-1', amount: '1' }],
    ['GET /v5/position/list', 'trade', { ...swap, type: 'closebuy', price: '-1', amount: '1' }],
    ['GET /v5/market/instruments-info', 'trade', limitOrder],
    ['GET /v5/market/instruments-info', 'setmarginlevel', { ...swap, margin_level: '7' }],
  ],
  lookups,
  nothing: bybit.rows([]),
  silent: { kind: 'html' },
  indecisive: [
    ['10016 with 200', 200, down],
    ['10014', 200, refusal(10014, 'Invalid duplicate request.')],
    ['170035', 200, refusal(170035, 'Submitted to the system for processing!')],
    ['no code', 200, { retMsg: 'OK', result: {} }],
    ['no order id', 200, { ...refusal(0, 'OK'), result: { orderId: '', orderLinkId: '' } }],
    ['no result', 200, { ...refusal(0, 'OK'), result: null }],
  ],
  refusals: [
    ['money', { ...limitOrder, amount: '50' }, /^170131 /],
    ['contracts', { ...limitOrder, ...swap, amount: '500' }, /^110007 /],
  ],
  burst: {
    start: { enforceLimits: true, altcoins: false },
    params: { ...limitOrder, ...swap, price: '55000', amount: '0.001' },
    count: 35,
    time: 'x-bapi-timestamp',
  },
});

/** In ms: the deadline of what is told only then. */
const WAITED_OUT = 8000;
const run = (test: (bench: Bench<BybitDouble, BybitDoubleOptions>) => Promise<void>, timeout = 30_000) =>
  withBench(bybit, { timeout }, test);

test.concurrent('a look that shows orders of others is no trace, and no proof', async () => {
  await run(async ({ double, ok, refused }) => {
    await ok('trade', limitOrder);
    const [other] = double.orders();
    const row = { ...other, orderType: 'Limit', orderStatus: 'New', cumExecQty: '0', createdTime: '1' };
    double.fault({ match: `POST ${paths.trade}`, kind: 'reset-before' });
    for (const match of lookups) double.fault({ match, kind: 'json', times: 99, body: bybit.rows([row]) });
    expect(await refused('trade', limitOrder)).toMatch(toldAs.unknown);
  }, WAITED_OUT);
});

test.each([
  ['one order was accepted', [0, 170131], undefined],
  ['all were refused', [170131, 170131], /^170131 refused \(not enough money/],
  ['all were refused but for one that timed out', [170131, 170007], /^outcome unknown: 170007 refused/],
])('a batch through IO: %s', async (_what, codes, message) => {
  await run(async ({ double, io }) => {
    const list = codes.map((code) => ({ code, msg: code === 0 ? 'OK' : 'refused' }));
    const body = { ...refusal(0, 'OK'), result: { list: [] }, retExtInfo: { list } };
    double.fault({ match: 'POST /v5/order/create-batch', kind: 'json', body });
    const { data, error } = await io('POST', '/v5/order/create-batch', { category: 'spot', request: [] });
    if (message) expect(error).toMatch(message);
    else expect(data).toEqual(body);
    expect(double.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

describe('what can be known without waiting, of Bybit', () => {
  test.each([
    [
      10006,
      'Too many visits. Exceeded the API Rate Limit.',
      /10006 .*\(too many requests: call less often\)/,
    ],
    [110079, 'The order is processing and can not be operated, please try again later', /110079 /],
  ])('%d is a refusal', async (code, text, message) => {
    await run(async ({ double, ok, refused }) => {
      const params = await ok('trade', limitOrder);
      double.fault({ match: `POST ${paths.cancel}`, kind: 'json', body: refusal(code, text) });
      expect(await refused('cancel', params)).toMatch(message);
    });
  });

  test.each([20_000, 60_000, -3_600_000])("the window lies on Bybit's clock, %d ms off", async (offset) => {
    await run(async ({ double, ok }) => {
      double.clockOffset = offset;
      const begun = Date.now();
      await ok('trade', limitOrder);
      const headers = double.requests.at(-1)?.headers;
      const sent = Number(headers?.['x-bapi-timestamp']) - offset;
      const ended = Date.now();
      // The clock was measured meanwhile.
      expect(sent).toBeGreaterThanOrEqual(begun - (ended - begun));
      expect(sent).toBeLessThanOrEqual(ended + (ended - begun));
      expect(Number(headers?.['x-bapi-recv-window'])).toBeLessThanOrEqual(2000);
      expect(double.orders()).toHaveLength(1);
    });
  });
});
