import { describe, expect, test } from 'vitest';
import { CheckContext } from '../../src/check/CheckContext.js';
import { findSymbol } from '../../src/check/findSymbol.js';
import { RawHttpClient } from '../../src/check/RawHttpClient.js';
import { runCases } from '../../src/check/runCases.js';
import { type BrokerTraits, brokerKeys } from './Broker.js';
import { checkBroker, failures, noKeys, openBroker, outcomes, type Tamper } from './checkBroker.js';
import { startFaulty } from './startFaulty.js';

test('a stock broker has no defect', async () => {
  const report = await checkBroker({ filled: true });
  expect(failures(report)).toEqual([]);
  expect(report.warning).toBeUndefined();
  expect(report.broker.orders.filter(({ status }) => status === 'pending')).toEqual([]);
  expect(outcomes(report)).toMatchObject({
    'positions.shape': 'ok',
    'symbols.another': 'ok',
    'cancel.cancels': 'ok',
    'cancel.at-once': 'ok',
    'cancel.filled': 'ok',
    'cancel.unknown': 'ok',
  });
});

describe('the symbol is one of the exchange itself', () => {
  test.each<[BrokerTraits, string, string]>([
    [{}, 'AAPL_USD', 'ACME_USD'],
    [{ idle: ['AAPL_USD'] }, 'ACME_USD', 'MSFT_USD'],
    [{ symbols: ['TATA_INR', 'ARAMCO_INR'] }, 'ARAMCO_INR', 'TATA_INR'],
    [{ symbols: ['AUD_NZD', 'EUR_USD', 'GBP_USD'] }, 'EUR_USD', 'GBP_USD'],
    [{ keyed: true }, 'AAPL_USD', 'ACME_USD'],
    // An account of dollars cannot order what is paid in coins.
    [{ symbols: ['BTC_USDT', 'AAPL_USD'] }, 'AAPL_USD', 'BTC_USDT'],
  ])('%j: %s, and %s beside it', async (traits, symbol, other) => {
    const report = await checkBroker(traits, { only: ['ticker.symbol', 'symbols.another'], trade: false });
    expect(failures(report)).toEqual([]);
    expect(report.symbol).toBe(symbol);
    expect(outcomes(report)).toEqual({ 'ticker.symbol': 'ok', 'symbols.another': 'ok' });
    const { http } = await openBroker(traits);
    const context = new CheckContext({ http, symbol, keys: brokerKeys, trade: false });
    expect(await context.symbols.other()).toBe(other);
  });

  test('an exchange of one symbol has no other', async () => {
    const report = await checkBroker({ symbols: ['ACME_USD'] }, { only: ['symbols.another'] });
    expect(outcomes(report)).toEqual({ 'symbols.another': 'GetMarkets lists no other symbol' });
  });
});

describe('where GetMarkets tells no symbols', () => {
  const late = 'GetMarkets: the list of markets did not load in time';
  const chosen = async (error: string, symbols: readonly string[]) => {
    const tamper: Tamper = ({ method }, answer) => (method === 'markets' ? { error } : answer);
    const { http } = await openBroker({ symbols }, tamper);
    return findSymbol(http, brokerKeys);
  };

  test.each<[string, string[], object]>([
    [late, ['AAPL_USD'], { symbol: undefined, untold: late }],
    ['Broker: no answer within 9 s', ['AAPL_USD'], { symbol: undefined, untold: expect.any(String) }],
    [late, ['BTC_USDT'], { symbol: 'BTC_USDT', untold: late }],
    ['500 internal', ['AAPL_USD'], { symbol: 'BTC_USDT', untold: '500 internal' }],
    ['Broker does not support GetMarkets', ['AAPL_USD'], { symbol: 'BTC_USDT' }],
  ])('"%s", with %j', async (error, symbols, expected) => {
    expect(await chosen(error, symbols)).toEqual(expected);
  });

  test('an answer that does not come is such a reason', async () => {
    const plugin = await startFaulty(({ method }) =>
      method === 'markets' ? new Promise(() => undefined) : { error: 'no such symbol' },
    );
    const http = new RawHttpClient(plugin.url, 300);
    expect(await findSymbol(http, noKeys)).toEqual({
      symbol: undefined,
      untold: 'no answer within 300 ms',
    });
    plugin.close();
  });
});

test("an exchange's own word of what it does not take is a failure, and no method that the plugin lacks", async () => {
  const refused = { error: '380=3 Unsupported Message Type' };
  const report = await checkBroker(
    {},
    { only: ['ticker'], tamper: ({ method }, answer) => (method === 'ticker' ? refused : answer) },
  );
  expect(failures(report)).toContainEqual(
    'ticker.shape: an error instead of data: 380=3 Unsupported Message Type',
  );
});

test('an answer that only says that none came in time does not refuse an unknown order', async () => {
  const late = { error: 'the trade line at 127.0.0.1:1 gave no answer in time' };
  let placed = '';
  const report = await checkBroker(
    {},
    {
      only: ['cancel.unknown'],
      tamper({ method, params }, answer) {
        if (method === 'trade' && 'data' in answer) placed = JSON.stringify(answer.data);
        return method === 'order' && !placed.includes(`"${String(params.id)}"`) ? late : answer;
      },
    },
  );
  expect(failures(report)).toEqual([
    expect.stringMatching(/^cancel.unknown: .* only says that none came in time$/),
  ]);
});

describe('prices for accounts only', () => {
  test('are no defect, with keys and without any', async () => {
    const report = await checkBroker({ keyed: true });
    expect(failures(report)).toEqual([]);
    expect(outcomes(report)).toMatchObject({
      'envelope.no-keys': 'this exchange shows its prices to accounts only',
      'envelope.no-nonce': 'ok',
      'ticker.shape': 'ok',
    });
    const without = await checkBroker({ keyed: true }, { keys: noKeys, trade: false });
    expect(failures(without)).toEqual([]);
    const needs = 'needs keys: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY';
    expect(outcomes(without)).toMatchObject({ 'ticker.shape': needs, 'accounts.shape': needs });
  });

  test('where an adapter says so, each case that needs them says how to give keys', async () => {
    const { http } = await openBroker({ keyed: true });
    const report = await runCases({
      ...{ http, symbol: 'AAPL_USD', keys: noKeys, trade: false, publicData: false },
      wanted: ({ group }) =>
        ['transport', 'depth', 'ticker', 'markets', 'symbols', 'concurrency'].includes(group),
      conceal: (text) => text,
    });
    expect(failures(report)).toEqual([]);
    const reasons = report.cases.flatMap(({ reason }) => reason ?? []);
    expect(reasons.length).toBeGreaterThan(20);
    expect(new Set(reasons.filter((reason) => !/150 ms/.test(reason)))).toEqual(
      new Set(['needs keys: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY']),
    );
  });

  test('where an adapter says that everybody is told them, they are none', async () => {
    const { http } = await openBroker({ keyed: true });
    const report = await runCases({
      ...{ http, symbol: 'AAPL_USD', keys: brokerKeys, trade: false, publicData: true },
      wanted: ({ id }) => id === 'envelope.no-keys',
      conceal: (text) => text,
    });
    expect(failures(report)).toEqual([
      'envelope.no-keys: an error instead of data: 401 request is not authorized',
    ]);
  });

  test('a plugin that refuses empty keys alone is told so', async () => {
    const report = await checkBroker(
      {},
      {
        only: ['envelope'],
        tamper: ({ text }, answer) => (text.includes('"access_key":""') ? { error: 'no key' } : answer),
      },
    );
    expect(failures(report)).toEqual(['envelope.empty-keys: an error instead of data: no key']);
  });
});

describe('an order is what its answer says', () => {
  test.each<[string, BrokerTraits, string[]]>([
    [
      'accepted, and refused behind the answer',
      { refusesLater: true },
      [
        'trade.too-small: CreateOrder returned AAPL,1001, and the exchange has refused it',
        'orders.lists-placed: AAPL,1000 is missing',
        'orders.once-placed: the list of AAPL_USD lacks AAPL,1000',
        'order.finds-placed: the order is not AAPL,1000, or its status is not one of pending, pre-submitted, submitting, submitted, partial-filled',
        'order.stays: CreateOrder returned AAPL,1000, and the exchange has refused it',
        'cancel.shape: an error instead of data: the order is done',
        'cancel.cancels: an error instead of data: the order is done',
        'cancel.leaves-list: an error instead of data: the order is done',
        'cancel.once-done: an error instead of data: the order is done',
        'cancel.at-once: an error instead of data: the order is done',
      ],
    ],
    [
      'unknown for a moment',
      { unseen: 1, looksAgain: false },
      ['order.at-once: an error instead of data: there is no such order'],
    ],
    ['unknown for a moment in which the plugin looks again', { unseen: 3 }, []],
    [
      'told with options that nobody looks at',
      { options: 'ignores' },
      [
        'trade.unknown-option: nosuchoption=1 was ignored',
        'trade.immediate-or-cancel: timeInForce=ioc was ignored: the order waits',
      ],
    ],
    [
      'told as open for a moment after it was canceled',
      { lingers: 3 },
      ['cancel.at-once: GetOrder still tells AAPL,1000 as open'],
    ],
    [
      'canceled, whatever it is',
      { cancelsAnything: true, filled: true },
      [
        'cancel.filled: the order AAPL,900 is filled, but the answer has data',
        'cancel.unknown: there is no order AAPL,4334, but the answer has data',
      ],
    ],
    ['told that there are no options', { options: 'refuses' }, []],
  ])('%s', async (_title, traits, expected) => {
    const report = await checkBroker(traits);
    expect(failures(report)).toEqual(expected);
    expect(report.broker.orders.filter(({ status }) => status === 'pending')).toEqual([]);
  });
});

describe('rows that are told twice', () => {
  test.each<[BrokerTraits['twice'], string[]]>([
    [{ list: 'orders', as: 'same' }, ['orders.all-once', 'orders.once-placed']],
    [{ list: 'orders', as: 'products' }, ['orders.all-once', 'orders.once-placed']],
    [{ list: 'historyorders', as: 'products' }, ['cancel.once-done']],
    [{ list: 'positions', as: 'same' }, ['positions.all-once']],
    [{ list: 'positions', as: 'products' }, ['positions.all-once']],
  ])('%j', async (twice, expected) => {
    const only = ['orders.all-once', 'orders.once-placed', 'positions.all-once', 'cancel.once-done'];
    const report = await checkBroker({ twice }, { only: [...only, 'historyorders.all-once'] });
    expect(report.cases.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual(expected);
  });

  test('and rows that are not told without a symbol', async () => {
    const report = await checkBroker({ incomplete: true });
    expect(failures(report)).toEqual([
      'orders.all: AAPL,1000 is missing',
      'orders.once-placed: the list of everything lacks AAPL,1000',
    ]);
  });
});

describe('an exchange that wants no more requests', () => {
  const checkBefore = (count: number, error: string, only?: readonly string[]) => {
    let asked = 0;
    return checkBroker(
      {},
      {
        ...(only && { only }),
        tamper: ({ text }, answer) => {
          asked += 1;
          return asked > count && !text.includes('"cancel"') ? { error } : answer;
        },
      },
    );
  };

  test.each([
    '429 Too Many Requests',
    'Broker GetTicker: broker.test was not asked: it wants no requests for 2 s more (HTTP 429)',
    '10006 rate limit exceeded',
    '请求过于频繁',
  ])('%s: the check stops, and says so once', async (error) => {
    const report = await checkBefore(60, error);
    expect(failures(report)).toEqual([]);
    expect(report.cases.length).toBeGreaterThan(10);
    expect(report.stopped).toBe(
      `the exchange wants no more requests (${error}): what is left was not checked; check again when its limit begins anew, or a part with --only`,
    );
    expect(report.broker.orders.filter(({ status }) => status === 'pending')).toEqual([]);
  });

  test.each(['symbol AAPL_USD was not found in 429 rows', 'too many requests are waiting for Broker'])(
    '%s: another error is a finding',
    async (error) => {
      const report = await checkBefore(3, error, ['depth']);
      expect(report.stopped).toBeUndefined();
      expect(failures(report)).not.toEqual([]);
    },
  );
});
