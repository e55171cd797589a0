import { describe, expect, test } from 'vitest';
import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import type { OkxDouble, OkxDoubleOptions } from '../../doubles/okx/startOkxDouble.js';
import { type Bench, withBench } from '../native/createBench.js';
import { describeWrites } from '../native/describeWrites.js';
import { toldAs } from '../native/toldAs.js';
import { limitOrder } from '../native/writesOf.js';
import { okx } from './okx.js';

const swap = { symbol: 'BTC_USDT.swap' };

describeWrites(okx, {
  words: { filled: 'filled', canceled: 'canceled' },
  async leverageOf({ io }) {
    const query = { instId: 'BTC-USDT-SWAP', mgnMode: 'cross' };
    return Object((await io('GET', '/api/v5/account/leverage-info', query)).data).data[0].lever;
  },
  // Isolated leverage follows cross leverage once that is known to be set.
  leveragePosts: 2,
  // A cancellation and a leverage carry no expiry: while they are not to be seen they may still be on their way.
  expiring: ['trade', 'modifyorder'],
  busy: { code: '50011', msg: 'Too Many Requests' },
  down: { code: '50026', msg: 'System error' },
  used: {
    code: '1',
    msg: '',
    data: [{ sCode: '51016', sMsg: 'Client order ID already exists', ordId: '', clOrdId: '' }],
  },
  timeouts: [['50004', 400, okx.refusal(50004, 'API endpoint request timeout')]],
  reads: [
    ['GET /api/v5/account/positions', 'trade', { ...swap, type: 'closebuy', price: '-1', amount: '1' }],
    ['GET /api/v5/account/config', 'trade', limitOrder],
    ['GET /api/v5/account/config', 'setmarginlevel', { ...swap, margin_level: '7' }],
    ['GET /api/v5/public/instruments', 'trade', limitOrder],
  ],
  lookups: ['GET /api/v5/trade/order'],
  nothing: okx.refusal(51603, 'Order does not exist'),
  silent: { kind: 'json', body: okx.rows([]) },
  indecisive: [
    ['50026 with 200', 200, okx.refusal(50026, 'System error')],
    ['50013 with 200', 200, okx.refusal(50013, 'busy')],
    [
      'a row that was accepted under code 1',
      200,
      { code: '1', msg: '', data: [{ sCode: '0', sMsg: '', ordId: '1' }] },
    ],
    ['no code', 200, { code: '', msg: '' }],
    ['no order id', 200, okx.rows([{ sCode: '0', sMsg: '', ordId: '' }])],
  ],
  refusals: [['money', { ...limitOrder, amount: '500' }, /^51008 /]],
  burst: {
    start: { accounts: [{ ...defaultAccount, balances: { USDT: '1000000' } }] },
    params: { ...limitOrder, amount: '0.001' },
    count: 150,
    time: 'exptime',
  },
});

/** In ms: the deadline of what is told only then. */
const WAITED_OUT = 8000;
const run = (test: (bench: Bench<OkxDouble, OkxDoubleOptions>) => Promise<void>, timeout = 30_000) =>
  withBench(okx, { timeout, options: okx.contracts }, test);

describe.concurrent('a look that shows another order is no trace, and no proof', () => {
  test.each(['trade', 'modifyorder', 'cancel'] as const)('of %s', async (method) => {
    await run(async ({ double, ok, refused }) => {
      const id = await ok('trade', limitOrder);
      const params = { trade: limitOrder, cancel: id, modifyorder: { ...id, price: '77', amount: '-1' } }[
        method
      ];
      const [own] = double.orders();
      const other = { ...own, ordId: '999', clOrdId: '', state: 'canceled', px: '77' };
      double.fault({ match: `POST ${okx.paths[method]}`, kind: 'reset-before' });
      double.fault({ match: 'GET /api/v5/trade/order', kind: 'json', times: 99, body: okx.rows([other]) });
      expect(await refused(method, params)).toMatch(toldAs.unknown);
    }, WAITED_OUT);
  });
});

describe('what can be known without waiting, of OKX', () => {
  test("the expiry is on the exchange's clock", async () => {
    await run(async ({ double, ok }) => {
      double.clockOffset = 20_000;
      const begun = Date.now();
      await ok('trade', limitOrder);
      const expiry = Number(double.requests.at(-1)?.headers.exptime) - double.clockOffset;
      const ended = Date.now();
      expect(expiry).toBeGreaterThan(begun);
      // Orders may be two seconds under way; the clock was measured meanwhile.
      expect(expiry).toBeLessThanOrEqual(ended + 2000 + (ended - begun));
    });
  });

  test('a wrong clock: refused, measured, and placed once', async () => {
    await run(async ({ double, ok }) => {
      double.clockOffset = 60_000;
      await ok('trade', limitOrder);
      expect(double.orders()).toHaveLength(1);
    });
  });

  test.concurrent('a cancellation that OKX does not confirm is no success', async () => {
    await run(async ({ double, ok, refused }) => {
      const params = await ok('trade', limitOrder);
      double.fault({ match: `POST ${okx.paths.cancel}`, kind: 'json', body: okx.rows([]) });
      expect(await refused('cancel', params)).toMatch(/^outcome unknown: /);
    }, WAITED_OUT);
  });

  test('a leverage that was set in part says so', async () => {
    await run(async ({ double, refused }) => {
      const match = `POST ${okx.paths.setmarginlevel}`;
      const body = okx.refusal(59102, 'Leverage exceeds the maximum limit');
      double.fault({ match, kind: 'slow', ms: 0 });
      double.fault({ match, kind: 'json', body });
      expect(await refused('setmarginlevel', { ...swap, margin_level: '7' })).toBe(
        '59102 Leverage exceeds the maximum limit; cross leverage is 7 now, but not all of it',
      );
    });
  });
});
