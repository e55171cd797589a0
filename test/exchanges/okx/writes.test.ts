import { describe, expect, test } from 'vitest';
import type { FaultKind } from '../../doubles/exchange/Fault.js';
import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { type Envelope, type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

const keys: Keys = {
  access_key: defaultAccount.accessKey,
  secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
};

interface Bench {
  okx: OkxDouble;
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
    path: '/api/v5/trade/order',
    prepare: async () => limitOrder,
    method: 'trade',
    carriedOut: ({ okx }) => okx.orders().length === 1,
  },
  cancel: {
    path: '/api/v5/trade/cancel-order',
    prepare: placeFirst,
    method: 'cancel',
    carriedOut: ({ okx }) => okx.orders()[0]?.state === 'canceled',
  },
  modifyorder: {
    path: '/api/v5/trade/amend-order',
    prepare: async (bench) => ({ ...(await placeFirst(bench)), price: '999', amount: '-1' }),
    method: 'modifyorder',
    carriedOut: ({ okx }) => okx.orders()[0]?.px === '999',
  },
  setmarginlevel: {
    path: '/api/v5/account/set-leverage',
    prepare: async () => ({ symbol: 'BTC_USDT.swap', margin_level: '7' }),
    method: 'setmarginlevel',
    async carriedOut({ call }) {
      const query = { instId: 'BTC-USDT-SWAP', mgnMode: 'cross' };
      const { data } = await call('__api_/api/v5/account/leverage-info', query, { 'Http-Method': 'GET' });
      return Object(data).data[0].lever === '7';
    },
  },
} satisfies Record<string, Write>;

/** What FMZ is told, always in accordance with what happened: `unknown` where it cannot be known. */
type Told = 'done' | 'not done' | 'unknown';

const busy = { code: '50011', msg: 'Too Many Requests' };
const down = { code: '50026', msg: 'System error' };
const timeout = { code: '50004', msg: 'API endpoint request timeout', data: [] };
const used = {
  code: '1',
  msg: '',
  data: [{ sCode: '51016', sMsg: 'Client order ID already exists', ordId: '', clOrdId: '' }],
};
const html = '<html><head><title>502 Bad Gateway</title></head></html>';

// A cancellation and a leverage carry no expiry: while they are not to be seen they may still be on their way.
const faults: [
  fault: string,
  kind: FaultKind,
  trade: Told,
  cancel: Told,
  modifyorder: Told,
  setmarginlevel: Told,
][] = [
  [
    'reset before the request was read',
    { kind: 'reset-before' },
    'not done',
    'unknown',
    'not done',
    'unknown',
  ],
  ['reset after it was carried out', { kind: 'reset-after' }, 'done', 'done', 'done', 'done'],
  ['reset in the middle of the answer', { kind: 'half-body' }, 'done', 'done', 'done', 'done'],
  ['answered too late', { kind: 'slow', ms: 5000 }, 'done', 'done', 'done', 'done'],
  ['arrives too late', { kind: 'slow', ms: 5000, late: true }, 'not done', 'unknown', 'not done', 'unknown'],
  ['silence, carried out', { kind: 'never', carriedOut: true }, 'done', 'done', 'done', 'done'],
  ['silence, not carried out', { kind: 'never' }, 'not done', 'unknown', 'not done', 'unknown'],
  [
    '429, not carried out',
    { kind: 'status', status: 429, body: busy },
    'not done',
    'unknown',
    'not done',
    'unknown',
  ],
  ['429, carried out', { kind: 'status-after', status: 429, body: busy }, 'done', 'done', 'done', 'done'],
  [
    '500, not carried out',
    { kind: 'status', status: 500, body: down },
    'not done',
    'unknown',
    'not done',
    'unknown',
  ],
  ['500, carried out', { kind: 'status-after', status: 500, body: down }, 'done', 'done', 'done', 'done'],
  ['502 HTML, not carried out', { kind: 'html', status: 502 }, 'not done', 'unknown', 'not done', 'unknown'],
  [
    '502 HTML, carried out',
    { kind: 'status-after', status: 502, body: html },
    'done',
    'done',
    'done',
    'done',
  ],
  [
    '50004, not carried out',
    { kind: 'status', status: 400, body: timeout },
    'not done',
    'unknown',
    'not done',
    'unknown',
  ],
  [
    '50004, carried out',
    { kind: 'status-after', status: 400, body: timeout },
    'done',
    'done',
    'done',
    'done',
  ],
  ['broken JSON', { kind: 'broken-json' }, 'done', 'done', 'done', 'done'],
  [
    'duplicate id, of this very order',
    { kind: 'status-after', status: 200, body: used },
    'done',
    'done',
    'done',
    'done',
  ],
  ['duplicate id, of no order', { kind: 'json', body: used }, 'not done', 'unknown', 'not done', 'unknown'],
];

const messages: Record<Told, RegExp> = {
  done: /^$/,
  'not done': /: not carried out: .*; there is no /,
  unknown: /: outcome unknown: .* may have been carried out: (ask GetOrder for|cancel it again|set it again)/,
};

async function withBench(write: Write, run: (bench: Bench, params: object) => Promise<void>): Promise<void> {
  const okx = await startOkxDouble({ accounts: [{ ...defaultAccount, acctLv: '2' }] });
  const plugin: Plugin = await startPlugin({ baseUrls: { OKX: okx.url }, timeout: 3000 });
  const bench: Bench = {
    okx,
    call: (method, params, headers) => plugin.call('OKX', method, params, keys, headers),
  };
  try {
    await run(bench, await write.prepare(bench));
  } finally {
    await plugin.stop();
    await okx.close().catch(() => undefined);
  }
}

const table = faults.flatMap(([fault, kind, ...told]) =>
  Object.values(writes).map((write, column) => ({
    fault,
    kind,
    write,
    name: write.method,
    told: told[column] ?? 'done',
  })),
);

describe('what FMZ is told, and what happened', () => {
  test.concurrent.each(table)('$fault: $name is $told', async ({ kind, write, told }) => {
    await withBench(write, async (bench, params) => {
      bench.okx.fault({ match: `POST ${write.path}`, ...kind });
      const started = Date.now();
      const { data, error } = await bench.call(write.method, params);
      expect(Date.now() - started).toBeLessThan(3200);
      expect(error ?? '').toMatch(messages[told]);
      expect(data === undefined).toBe(told !== 'done');
      expect(await write.carriedOut(bench)).toBe(told === 'done');
      expect(bench.okx.orders().length).toBeLessThanOrEqual(1);
      const first = bench.okx.requests.filter(({ method, path }) => method === 'POST' && path === write.path);
      // Isolated leverage follows cross leverage once that is known to be set.
      expect(first.length).toBe(write.method === 'setmarginlevel' && told === 'done' ? 2 : 1);
    });
  });

  test.concurrent.each(Object.values(writes))('nobody listens: $method never left', async (write) => {
    await withBench(write, async (bench, params) => {
      await bench.okx.close();
      expect((await bench.call(write.method, params)).error).toMatch(
        /refused the connection \(ECONNREFUSED\)/,
      );
      expect(bench.okx.orders().length).toBe(
        write.method === 'trade' || write.method === 'setmarginlevel' ? 0 : 1,
      );
    });
  });
});

describe('what is read before a write fails: nothing was changed, and that is said', () => {
  const closing = { symbol: 'BTC_USDT.swap', type: 'closebuy', price: '-1', amount: '1' };
  const leverage = { symbol: 'BTC_USDT.swap', margin_level: '7' };
  const reads = [
    ['GET /api/v5/account/positions', 'trade', closing],
    ['GET /api/v5/account/config', 'trade', limitOrder],
    ['GET /api/v5/account/config', 'setmarginlevel', leverage],
    ['GET /api/v5/public/instruments', 'trade', limitOrder],
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
    await withBench(writes.trade, async ({ okx, call }) => {
      okx.fault({ match, times: 9, ...kind });
      const { error } = await call(method, params);
      expect(error).toMatch(/nothing was changed, it failed before that$/);
      expect(error).not.toMatch(/outcome unknown/);
      expect(okx.requests.filter((request) => request.method === 'POST')).toEqual([]);
    });
  });
});

describe.concurrent('a look at the exchange that says little', () => {
  test('one look that lags behind is no proof', async () => {
    await withBench(writes.trade, async ({ okx, call }) => {
      okx.fault({ match: 'POST /api/v5/trade/order', kind: 'reset-after' });
      okx.fault({
        match: 'GET /api/v5/trade/order',
        kind: 'json',
        times: 2,
        body: { code: '51603', msg: 'Order does not exist', data: [] },
      });
      expect((await call('trade', limitOrder)).data).toEqual({ id: `BTC-USDT,${okx.orders()[0]?.ordId}` });
    });
  });

  test('an empty answer is none', async () => {
    await withBench(writes.trade, async ({ okx, call }) => {
      okx.fault({ match: 'POST /api/v5/trade/order', kind: 'reset-after' });
      okx.fault({
        match: 'GET /api/v5/trade/order',
        kind: 'json',
        times: 99,
        body: { code: '0', msg: '', data: [] },
      });
      const { error } = await call('trade', limitOrder);
      expect(error).toMatch(messages.unknown);
      const [id] = /BTC-USDT,fmz[0-9a-f]{28}/.exec(error ?? '') ?? [];
      okx.clearFaults();
      expect(Object((await call('order', { id })).data)).toMatchObject({
        id: `BTC-USDT,${okx.orders()[0]?.ordId}`,
      });
      expect((await call('cancel', { id })).data).toBe(true);
    });
  });

  test.each([
    ['an order that is not to be found', 'cancel', { code: '51603', msg: 'Order does not exist', data: [] }],
    [
      'an order that is not to be found',
      'modifyorder',
      { code: '51603', msg: 'Order does not exist', data: [] },
    ],
  ] as const)('%s leaves %s unknown', async (_what, method, body) => {
    await withBench(writes[method], async ({ okx, call }, params) => {
      okx.fault({ match: `POST ${writes[method].path}`, kind: 'reset-before' });
      okx.fault({ match: 'GET /api/v5/trade/order', kind: 'json', times: 99, body });
      expect((await call(method, params)).error).toMatch(messages.unknown);
    });
  });
});

describe('answers that are no verdict although they look like one', () => {
  test.concurrent.each([
    ['50026 with 200', 200, { code: '50026', msg: 'System error', data: [] }],
    ['50013 with 200', 200, { code: '50013', msg: 'busy', data: [] }],
    ['408', 408, { code: '408', msg: 'Request Timeout' }],
    ['499', 499, { code: '499', msg: 'client closed' }],
    [
      'a row that was accepted under code 1',
      200,
      { code: '1', msg: '', data: [{ sCode: '0', sMsg: '', ordId: '1' }] },
    ],
    ['no code', 200, { code: '', msg: '' }],
    ['no order id', 200, { code: '0', msg: '', data: [{ sCode: '0', sMsg: '', ordId: '' }] }],
  ])('%s: the order is looked up', async (_what, status, body) => {
    await withBench(writes.trade, async ({ okx, call }) => {
      okx.fault({ match: 'POST /api/v5/trade/order', kind: 'status-after', status, body });
      expect(await call('trade', limitOrder)).toMatchObject({
        data: { id: `BTC-USDT,${okx.orders()[0]?.ordId}` },
      });
    });
  });
});

describe('what can be known without waiting', () => {
  test('a refusal is told at once', async () => {
    await withBench(writes.trade, async ({ okx, call }) => {
      const started = Date.now();
      expect((await call('trade', { ...limitOrder, amount: '500' })).error).toMatch(
        /^OKX CreateOrder: 51008 /,
      );
      expect(Date.now() - started).toBeLessThan(500);
      expect(okx.orders()).toEqual([]);
    });
  });

  test('a cancellation of an order that was filled meanwhile is a failure', async () => {
    await withBench(writes.cancel, async (bench, params) => {
      bench.okx.fault({ match: `POST ${writes.cancel.path}`, kind: 'reset-before' });
      bench.okx.fill(bench.okx.orders()[0]?.ordId ?? '');
      expect((await bench.call('cancel', params)).error).toMatch(
        /^OKX CancelOrder: the order is filled already/,
      );
    });
  });

  test.concurrent("while the exchange's clock is not known, not finding an order proves nothing", async () => {
    await withBench(writes.trade, async ({ okx, call }) => {
      okx.fault({ match: 'GET /api/v5/public/time', kind: 'status', status: 500, times: 9, body: down });
      okx.fault({ match: 'POST /api/v5/trade/order', kind: 'reset-before' });
      expect((await call('trade', limitOrder)).error).toMatch(messages.unknown);
    });
  });

  test("the expiry is on the exchange's clock", async () => {
    await withBench(writes.trade, async ({ okx, call }) => {
      okx.clockOffset = 20_000;
      expect((await call('trade', limitOrder)).error).toBeUndefined();
      const expiry = Number(okx.requests.at(-1)?.headers.exptime);
      expect(expiry - Date.now() - 20_000).toBeGreaterThan(0);
      expect(expiry - Date.now() - 20_000).toBeLessThan(2100);
    });
  });

  test('a wrong clock: refused, measured, and placed once', async () => {
    await withBench(writes.trade, async ({ okx, call }) => {
      okx.clockOffset = 60_000;
      expect((await call('trade', limitOrder)).error).toBeUndefined();
      expect(okx.orders()).toHaveLength(1);
    });
  });

  test.concurrent('a cancellation that OKX does not confirm is no success', async () => {
    await withBench(writes.cancel, async (bench, params) => {
      bench.okx.fault({
        match: `POST ${writes.cancel.path}`,
        kind: 'json',
        body: { code: '0', msg: '', data: [] },
      });
      expect((await bench.call('cancel', params)).error).toMatch(/^OKX CancelOrder: outcome unknown: /);
    });
  });

  test('a leverage that was set in part says so', async () => {
    await withBench(writes.setmarginlevel, async (bench, params) => {
      const refusal = { code: '59102', msg: 'Leverage exceeds the maximum limit', data: [] };
      bench.okx.fault({ match: `POST ${writes.setmarginlevel.path}`, kind: 'slow', ms: 0 });
      bench.okx.fault({ match: `POST ${writes.setmarginlevel.path}`, kind: 'json', body: refusal });
      expect((await bench.call('setmarginlevel', params)).error).toBe(
        'OKX SetMarginLevel: 59102 Leverage exceeds the maximum limit; cross leverage is 7 now, but not all of it',
      );
    });
  });

  test("an expiry that had passed on OKX's clock: measured, and placed once", async () => {
    await withBench(writes.trade, async ({ okx, call }) => {
      await call('trade', limitOrder);
      okx.clockOffset = 10_000;
      expect((await call('trade', limitOrder)).error).toBeUndefined();
      expect(okx.orders()).toHaveLength(2);
    });
  });

  test('a silent clock costs one order a moment, and the next one nothing', async () => {
    await withBench(writes.trade, async ({ okx, call }) => {
      okx.fault({ match: 'GET /api/v5/public/time', kind: 'never', times: 99 });
      expect((await call('trade', limitOrder)).error).toBeUndefined();
      const started = Date.now();
      expect((await call('trade', limitOrder)).error).toBeUndefined();
      expect(Date.now() - started).toBeLessThan(500);
    });
  });

  test.concurrent('a burst is paced, not refused', async () => {
    const okx = await startOkxDouble({ accounts: [{ ...defaultAccount, balances: { USDT: '1000000' } }] });
    const plugin = await startPlugin({ baseUrls: { OKX: okx.url }, timeout: 10_000 });
    const small = { ...limitOrder, amount: '0.001' };
    const answers = await Promise.all(
      Array.from({ length: 150 }, () => plugin.call('OKX', 'trade', small, keys)),
    );
    await plugin.stop();
    await okx.close();
    expect(answers.flatMap(({ error }) => error ?? [])).toEqual([]);
    expect(okx.orders()).toHaveLength(150);
  });
});
