import { describe, expect, test } from 'vitest';
import { type BybitDouble, defaultAccount, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import type { FaultKind } from '../../doubles/exchange/Fault.js';
import { type Envelope, type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

const keys: Keys = { access_key: defaultAccount.accessKey, secret_key: defaultAccount.secret };

interface Bench {
  bybit: BybitDouble;
  call(method: string, params: object, headers?: Record<string, string>): Promise<Envelope>;
}

/** A method that writes: what is there before it, the call itself, and whether it was carried out. */
interface Write {
  path: string;
  prepare(bench: Bench): Promise<object>;
  method: string;
  carriedOut(bench: Bench): Promise<boolean> | boolean;
}

const limitOrder = { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' };
const placeFirst = async ({ call }: Bench) => Object((await call('trade', limitOrder)).data);

const writes = {
  trade: {
    path: '/v5/order/create',
    prepare: async () => limitOrder,
    method: 'trade',
    carriedOut: ({ bybit }) => bybit.orders().length === 1,
  },
  cancel: {
    path: '/v5/order/cancel',
    prepare: placeFirst,
    method: 'cancel',
    carriedOut: ({ bybit }) => bybit.orders()[0]?.orderStatus === 'Cancelled',
  },
  modifyorder: {
    path: '/v5/order/amend',
    prepare: async (bench) => ({ ...(await placeFirst(bench)), price: '999', amount: '-1' }),
    method: 'modifyorder',
    carriedOut: ({ bybit }) => bybit.orders()[0]?.price === '999',
  },
  setmarginlevel: {
    path: '/v5/position/set-leverage',
    prepare: async () => ({ symbol: 'BTC_USDT.swap', margin_level: '7' }),
    method: 'setmarginlevel',
    async carriedOut({ call }) {
      const query = { category: 'linear', symbol: 'BTCUSDT' };
      const { data } = await call('__api_/v5/position/list', query, { 'Http-Method': 'GET' });
      return Object(data).result.list[0].leverage === '7';
    },
  },
} satisfies Record<string, Write>;

/** What FMZ is told, always in accordance with what happened: `unknown` where it cannot be known. */
type Told = 'done' | 'not done' | 'unknown';

const answer = (retCode: number, retMsg: string) => ({
  ...{ retCode, retMsg, result: {}, retExtInfo: {}, time: Date.now() },
});
const busy = answer(10429, 'System level frequency protection');
const down = answer(10016, 'Server error.');
const timeout = answer(10000, 'Server Timeout');
const spotTimeout = answer(170007, 'Timeout waiting for response from backend server.');
const used = answer(170141, 'Duplicate clientOrderId.');
const html = '<html><head><title>502 Bad Gateway</title></head></html>';

// Every signed request has a window: once it has passed, what is not to be seen will not come.
const faults: [fault: string, kind: FaultKind, told: Told][] = [
  ['reset before the request was read', { kind: 'reset-before' }, 'not done'],
  ['reset after it was carried out', { kind: 'reset-after' }, 'done'],
  ['reset in the middle of the answer', { kind: 'half-body' }, 'done'],
  ['answered too late', { kind: 'slow', ms: 5000 }, 'done'],
  ['arrives too late', { kind: 'slow', ms: 5000, late: true }, 'not done'],
  ['silence, carried out', { kind: 'never', carriedOut: true }, 'done'],
  ['silence, not carried out', { kind: 'never' }, 'not done'],
  ['429, not carried out', { kind: 'status', status: 429, body: busy }, 'not done'],
  ['429, carried out', { kind: 'status-after', status: 429, body: busy }, 'done'],
  ['500, not carried out', { kind: 'status', status: 500, body: down }, 'not done'],
  ['500, carried out', { kind: 'status-after', status: 500, body: down }, 'done'],
  ['502 HTML, not carried out', { kind: 'html', status: 502 }, 'not done'],
  ['502 HTML, carried out', { kind: 'status-after', status: 502, body: html }, 'done'],
  ['10000, not carried out', { kind: 'json', body: timeout }, 'not done'],
  ['10000, carried out', { kind: 'status-after', status: 200, body: timeout }, 'done'],
  ['170007, not carried out', { kind: 'json', body: spotTimeout }, 'not done'],
  ['170007, carried out', { kind: 'status-after', status: 200, body: spotTimeout }, 'done'],
  ['broken JSON', { kind: 'broken-json' }, 'done'],
  ['duplicate id, of this very order', { kind: 'status-after', status: 200, body: used }, 'done'],
  ['duplicate id, of no order', { kind: 'json', body: used }, 'not done'],
];

const messages: Record<Told, RegExp> = {
  done: /^$/,
  'not done': /: not carried out: .*; there is no /,
  unknown: /: outcome unknown: .* may have been carried out: (ask GetOrder for|cancel it again|set it again)/,
};

async function withBench(write: Write, run: (bench: Bench, params: object) => Promise<void>): Promise<void> {
  const bybit = await startBybitDouble();
  const plugin: Plugin = await startPlugin({ baseUrls: { Bybit: bybit.url }, timeout: 3000 });
  const bench: Bench = {
    bybit,
    call: (method, params, headers) => plugin.call('Bybit', method, params, keys, headers),
  };
  try {
    await run(bench, await write.prepare(bench));
  } finally {
    await plugin.stop();
    await bybit.close().catch(() => undefined);
  }
}

const table = faults.flatMap(([fault, kind, told]) =>
  Object.values(writes).map((write) => ({ fault, kind, write, name: write.method, told })),
);

describe('what FMZ is told, and what happened', () => {
  test.concurrent.each(table)('$fault: $name is $told', async ({ kind, write, told }) => {
    await withBench(write, async (bench, params) => {
      bench.bybit.fault({ match: `POST ${write.path}`, ...kind });
      const started = Date.now();
      const { data, error } = await bench.call(write.method, params);
      expect(Date.now() - started).toBeLessThan(3200);
      expect(error ?? '').toMatch(messages[told]);
      expect(data === undefined).toBe(told !== 'done');
      expect(await write.carriedOut(bench)).toBe(told === 'done');
      expect(bench.bybit.orders().length).toBeLessThanOrEqual(1);
      const first = bench.bybit.requests.filter(
        ({ method, path }) => method === 'POST' && path === write.path,
      );
      expect(first).toHaveLength(1);
    });
  });

  test.concurrent.each(Object.values(writes))('nobody listens: $method never left', async (write) => {
    await withBench(write, async (bench, params) => {
      await bench.bybit.close();
      expect((await bench.call(write.method, params)).error).toMatch(
        /refused the connection \(ECONNREFUSED\)/,
      );
      expect(bench.bybit.orders().length).toBe(
        write.method === 'trade' || write.method === 'setmarginlevel' ? 0 : 1,
      );
    });
  });
});

describe('what is read before a write fails: nothing was changed, and that is said', () => {
  const opening = { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '1' };
  const reads = [
    ['GET /v5/position/list', 'trade', opening],
    ['GET /v5/position/list', 'trade', { ...opening, type: 'closebuy' }],
    ['GET /v5/market/instruments-info', 'trade', limitOrder],
    ['GET /v5/market/instruments-info', 'setmarginlevel', { symbol: 'BTC_USDT.swap', margin_level: '7' }],
  ] as const;
  const kinds: FaultKind[] = [
    { kind: 'html' },
    { kind: 'reset-before' },
    { kind: 'never' },
    { kind: 'status', status: 429, body: busy },
  ];

  test.concurrent.each(
    reads.flatMap(([match, method, params]) => kinds.map((kind) => ({ match, method, params, kind }))),
  )('$match $kind.kind: $method', async ({ match, method, params, kind }) => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      bybit.fault({ match, times: 9, ...kind });
      const { error } = await call(method, params);
      expect(error).toMatch(/nothing was changed, it failed before that$/);
      expect(error).not.toMatch(/outcome unknown/);
      expect(bybit.requests.filter((request) => request.method === 'POST')).toEqual([]);
    });
  });
});

describe.concurrent('a look at Bybit that says little', () => {
  const nothing = { ...answer(0, 'OK'), result: { list: [], nextPageCursor: '', category: 'spot' } };
  const LISTS = ['GET /v5/order/realtime', 'GET /v5/order/history'];

  test('an order that is on the lists a moment late is found', async () => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      bybit.fault({ match: 'POST /v5/order/create', kind: 'reset-after' });
      for (const match of LISTS) bybit.fault({ match, kind: 'json', times: 2, body: nothing });
      expect((await call('trade', limitOrder)).data).toEqual({
        id: `spot:BTCUSDT,${bybit.orders()[0]?.orderId}`,
      });
    });
  });

  test('lists that do not answer leave an order unknown, and its own id finds and cancels it', async () => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      bybit.fault({ match: 'POST /v5/order/create', kind: 'reset-after' });
      for (const match of LISTS) bybit.fault({ match, kind: 'html', times: 99 });
      const { error } = await call('trade', limitOrder);
      expect(error).toMatch(messages.unknown);
      const [id] = /spot:BTCUSDT,fmz[0-9a-f]{28}/.exec(error ?? '') ?? [];
      bybit.clearFaults();
      expect(Object((await call('order', { id })).data)).toMatchObject({
        id: `spot:BTCUSDT,${bybit.orders()[0]?.orderId}`,
      });
      expect((await call('cancel', { id })).data).toBe(true);
    });
  });

  test('a look that shows orders of others is no trace, and no proof', async () => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      await call('trade', limitOrder);
      const [other] = bybit.orders();
      const row = { ...other, orderType: 'Limit', orderStatus: 'New', cumExecQty: '0', createdTime: '1' };
      bybit.fault({ match: 'POST /v5/order/create', kind: 'reset-before' });
      for (const match of LISTS) {
        bybit.fault({ match, kind: 'json', times: 99, body: { ...nothing, result: { list: [row] } } });
      }
      expect((await call('trade', limitOrder)).error).toMatch(messages.unknown);
    });
  });

  test.each(['cancel', 'modifyorder'] as const)(
    '%s of an order that is not to be found is unknown',
    async (method) => {
      await withBench(writes[method], async ({ bybit, call }, params) => {
        bybit.fault({ match: `POST ${writes[method].path}`, kind: 'reset-before' });
        for (const match of LISTS) bybit.fault({ match, kind: 'json', times: 99, body: nothing });
        expect((await call(method, params)).error).toMatch(messages.unknown);
      });
    },
  );
});

describe('answers that are no verdict although they look like one', () => {
  test.concurrent.each([
    ['10016 with 200', 200, down],
    ['10014', 200, answer(10014, 'Invalid duplicate request.')],
    ['170035', 200, answer(170035, 'Submitted to the system for processing!')],
    ['408', 408, answer(408, 'Request Timeout')],
    ['499', 499, answer(499, 'client closed')],
    ['no code', 200, { retMsg: 'OK', result: {} }],
    ['no order id', 200, { ...answer(0, 'OK'), result: { orderId: '', orderLinkId: '' } }],
    ['no result', 200, { ...answer(0, 'OK'), result: null }],
  ])('%s: the order is looked up', async (_what, status, body) => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      bybit.fault({ match: 'POST /v5/order/create', kind: 'status-after', status, body });
      expect(await call('trade', limitOrder)).toMatchObject({
        data: { id: `spot:BTCUSDT,${bybit.orders()[0]?.orderId}` },
      });
    });
  });

  test.each([
    ['one order was accepted', [0, 170131], undefined],
    ['all were refused', [170131, 170131], /^Bybit IO: 170131 refused \(not enough money/],
    [
      'all were refused but for one that timed out',
      [170131, 170007],
      /^Bybit IO: outcome unknown: 170007 refused/,
    ],
  ])('a batch through IO: %s', async (_what, codes, message) => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      const list = codes.map((code) => ({ code, msg: code === 0 ? 'OK' : 'refused' }));
      const body = { ...answer(0, 'OK'), result: { list: [] }, retExtInfo: { list } };
      bybit.fault({ match: 'POST /v5/order/create-batch', kind: 'json', body });
      const path = '__api_/v5/order/create-batch';
      const { data, error } = await call(path, { category: 'spot', request: [] }, { 'Http-Method': 'POST' });
      if (message) expect(error).toMatch(message);
      else expect(data).toEqual(body);
      expect(bybit.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    });
  });
});

describe('what can be known without waiting', () => {
  test.each([
    ['money', { ...limitOrder, amount: '50' }, /^Bybit CreateOrder: 170131 /],
    ['contracts', { ...limitOrder, symbol: 'BTC_USDT.swap', amount: '500' }, /^Bybit CreateOrder: 110007 /],
  ])('a refusal for want of %s is told at once', async (_what, params, message) => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      const started = Date.now();
      expect((await call('trade', params)).error).toMatch(message);
      expect(Date.now() - started).toBeLessThan(500);
      expect(bybit.orders()).toEqual([]);
    });
  });

  test.each([
    [
      10006,
      'Too many visits. Exceeded the API Rate Limit.',
      /10006 .*\(too many requests: call less often\)/,
    ],
    [110079, 'The order is processing and can not be operated, please try again later', /110079 /],
  ])('%d is a refusal', async (code, text, message) => {
    await withBench(writes.cancel, async ({ bybit, call }, params) => {
      bybit.fault({ match: `POST ${writes.cancel.path}`, kind: 'json', body: answer(code, text) });
      expect((await call('cancel', params)).error).toMatch(message);
    });
  });

  test('a cancellation of an order that was filled meanwhile is a failure', async () => {
    await withBench(writes.cancel, async (bench, params) => {
      bench.bybit.fault({ match: `POST ${writes.cancel.path}`, kind: 'reset-before' });
      bench.bybit.fill(bench.bybit.orders()[0]?.orderId ?? '');
      expect((await bench.call('cancel', params)).error).toMatch(
        /^Bybit CancelOrder: the order is Filled already/,
      );
    });
  });

  test.concurrent("while Bybit's clock is not known, not finding an order proves nothing", async () => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      bybit.fault({ match: 'GET /v5/market/time', kind: 'status', status: 500, times: 9, body: down });
      bybit.fault({ match: 'POST /v5/order/create', kind: 'reset-before' });
      expect((await call('trade', limitOrder)).error).toMatch(messages.unknown);
    });
  });

  test.each([20_000, 60_000, -3_600_000])("the window lies on Bybit's clock, %d ms off", async (offset) => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      bybit.clockOffset = offset;
      expect((await call('trade', limitOrder)).error).toBeUndefined();
      const headers = bybit.requests.at(-1)?.headers;
      const sent = Number(headers?.['x-bapi-timestamp']);
      expect(Math.abs(sent - Date.now() - offset)).toBeLessThan(500);
      expect(Number(headers?.['x-bapi-recv-window'])).toBeLessThanOrEqual(2000);
      expect(bybit.orders()).toHaveLength(1);
    });
  });

  test("a window that had passed on Bybit's clock: measured, and placed once", async () => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      await call('trade', limitOrder);
      bybit.clockOffset = 10_000;
      expect((await call('trade', limitOrder)).error).toBeUndefined();
      expect(bybit.orders()).toHaveLength(2);
    });
  });

  test('a silent clock costs one order a moment, and the next one nothing', async () => {
    await withBench(writes.trade, async ({ bybit, call }) => {
      bybit.fault({ match: 'GET /v5/market/time', kind: 'never', times: 99 });
      expect((await call('trade', limitOrder)).error).toBeUndefined();
      const started = Date.now();
      expect((await call('trade', limitOrder)).error).toBeUndefined();
      expect(Date.now() - started).toBeLessThan(500);
    });
  });

  test.concurrent('a burst is paced, not refused', async () => {
    const bybit = await startBybitDouble({ enforceLimits: true });
    const plugin = await startPlugin({ baseUrls: { Bybit: bybit.url }, timeout: 10_000 });
    const small = { ...limitOrder, symbol: 'BTC_USDT.swap', price: '55000', amount: '0.001' };
    const answers = await Promise.all(
      Array.from({ length: 35 }, () => plugin.call('Bybit', 'trade', small, keys)),
    );
    await plugin.stop();
    await bybit.close();
    expect(answers.flatMap(({ error }) => error ?? [])).toEqual([]);
    expect(bybit.orders()).toHaveLength(35);
  });
});
