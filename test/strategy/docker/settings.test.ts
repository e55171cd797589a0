import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { type StartedDocker, startDocker } from '../../support/startDocker.js';

let started: StartedDocker;

beforeEach(async () => {
  started = await startDocker();
});

afterEach(() => started.close());

test('what a strategy sets holds for what it asks later', async () => {
  expect(
    await started.values([
      ['GetName'],
      ['GetLabel'],
      ['GetPeriod'],
      ['GetCurrency'],
      ['SetCurrency', 'ETH_BTC'],
      ['GetCurrency'],
      ['GetBaseCurrency'],
      ['GetQuoteCurrency'],
      ['IO', 'currency', 'LTC_USDT'],
      ['GetCurrency'],
      ['GetContractType'],
      ['SetContractType', 'swap'],
      ['GetContractType'],
      ['GetRate'],
      ['IO', 'rate', 2],
      ['GetRate'],
      ['SetBase', 'https://example.com'],
      ['GetBase'],
      ['SetData', 'test', [[1, 2]]],
      ['GetData', 'test'],
      ['GetData', 'other', 0, 5],
      ['GetMeta', 'AccessKey'],
    ]),
  ).toEqual([
    ...['OKX', 'mine', 300, 'BTC_USDT', undefined, 'ETH_BTC', 'ETH', 'BTC', true, 'LTC_USDT', ''],
    ...[
      { InstrumentID: 'swap', instrument: 'swap', Symbol: 'LTC_USDT.swap' },
      'swap',
      1,
      true,
      2,
      undefined,
      'https://example.com',
    ],
    ...[7, { Time: 1, Data: 2 }, { Time: 5, Data: null }, ''],
  ]);
  await started.docker.call('GetTicker', []);
  await started.docker.call('GetPositions', []);
  await started.docker.call('GetPosition', []);
  await started.docker.call('GetFundings', []);
  await started.docker.call('SetContractType', ['quarter']);
  await started.docker.call('GetPositions', []);
  await started.docker.call('SetMaxBarLen', [20]);
  await started.docker.call('GetRecords', []);
  const asked = started.sent().filter(({ method }) => method !== 'markets');
  expect(asked.map(({ params }) => params)).toEqual([
    { symbol: 'LTC_USDT.swap' },
    { symbol: 'USDT.swap' },
    { symbol: 'LTC_USDT.swap' },
    { symbol: 'USDT.swap' },
    { symbol: 'USDT.futures' },
    { symbol: 'LTC_USDT.quarter', period: '5', limit: '20' },
  ]);
});

test('a contract type has the code that the exchange lists it by, which is asked for once', async () => {
  const listed = { 'BTC_USDT.swap': { symbol: 'BTC-USDT-SWAP' }, 'ETH_USDT.swap': {} };
  const here = await startDocker(({ method }) => (method === 'markets' ? { data: listed } : { error: 'no' }));
  const swap = { InstrumentID: 'BTC-USDT-SWAP', instrument: 'BTC-USDT-SWAP', Symbol: 'BTC_USDT.swap' };
  expect(
    await here.values([
      ['SetContractType', 'swap'],
      ['SetContractType', 'swap'],
      ['SetCurrency', 'ETH_USDT'],
      ['SetContractType', 'swap'],
      ['SetCurrency', 'BTC_USDT'],
      ['SetContractType', 'swap'],
    ]),
  ).toEqual([
    ...[swap, swap, undefined],
    ...[{ InstrumentID: 'swap', instrument: 'swap', Symbol: 'ETH_USDT.swap' }, undefined, swap],
  ]);
  expect(here.sent().map(({ method }) => method)).toEqual(['markets']);
  await here.close();
});

describe('futures', () => {
  test.each([
    ['buy', 'Buy', 'buy'],
    ['closesell', 'Buy', 'closesell'],
    ['sell', 'Sell', 'sell'],
    ['closebuy', 'Sell', 'closebuy'],
  ])('direction %s goes with %s', async (direction, fn, type) => {
    await started.docker.call('SetContractType', ['swap']);
    await started.docker.call('SetDirection', [direction]);
    await started.docker.call(fn, [1, 2]);
    expect(started.sent().filter(({ method }) => method !== 'markets')).toEqual([
      { method: 'trade', params: { symbol: 'BTC_USDT.swap', type, price: '1', amount: '2' } },
    ]);
    const other = fn === 'Buy' ? 'Sell' : 'Buy';
    expect(await started.docker.call(other, [1, 2])).toEqual({
      value: null,
      error: `direction is ${direction}, invalid order type ${other}`,
    });
  });
});

describe('precision', () => {
  const market = {
    symbol: 'BTC_USDT',
    base_asset: 'BTC',
    quote_asset: 'USDT',
    tick_size: 0.5,
    amount_size: 0.001,
  };

  const startAuto = async () => {
    await started.close();
    started = await startDocker(
      ({ method }) => ({ data: method === 'markets' ? { BTC_USDT: market } : { id: '1' } }),
      { precision: 'auto' },
    );
  };

  test.each<[string, unknown[], object]>([
    ['Buy', [100.74, 0.12349], { price: '100.5', amount: '0.123' }],
    ['Sell', [-1, 0.12349], { price: '-1', amount: '0.123' }],
    ['Buy', [-1, 50.123456], { price: '-1', amount: '50.123456' }],
    ['Buy', [100.5, 0.123], { price: '100.5', amount: '0.123' }],
  ])('auto cuts %s(%j) to the steps of the exchange', async (fn, args, params) => {
    await startAuto();
    await started.docker.call(fn, args);
    await started.docker.call(fn, args);
    expect(started.sent().map(({ method }) => method)).toEqual(['markets', 'trade', 'trade']);
    expect(started.plugin.requests[1]?.params).toMatchObject(params);
  });

  test.each<[unknown[], string]>([
    [[0.3, 1], 'the price 0.3 is less than the step 0.5 that it is cut to'],
    [[100, 0.0009], 'the amount 0.0009 is less than the step 0.001 that it is cut to'],
  ])('Sell(%j), of which nothing would be left, is refused', async (args, error) => {
    await startAuto();
    expect(await started.docker.call('Sell', args)).toEqual({ value: null, error });
    expect(started.sent().map(({ method }) => method)).toEqual(['markets']);
  });

  test('auto leaves an order as it is where the plugin has no list', async () => {
    await started.close();
    started = await startDocker(undefined, { precision: 'auto' });
    await started.docker.call('Buy', [100.74, 0.12349]);
    expect(started.plugin.requests.at(-1)?.params).toMatchObject({ price: '100.74', amount: '0.12349' });
  });

  test('SetPrecision cuts toward zero', async () => {
    await started.docker.call('SetPrecision', [1, 2]);
    await started.docker.call('Buy', [100.79, 0.999]);
    expect(started.plugin.requests[0]?.params).toMatchObject({ price: '100.7', amount: '0.99' });
  });

  test('a rate is taken out of prices of orders', async () => {
    await started.docker.call('SetRate', [6.5]);
    await started.docker.call('Buy', [650, 1]);
    expect(started.plugin.requests[0]?.params).toMatchObject({ price: '100', amount: '1' });
  });
});

describe("signatures with the exchange's own key", () => {
  test('HMAC and Encode know it, and a strategy does not', async () => {
    const value = createHmac('sha256', 'secret').update('data').digest('hex');
    expect(await started.docker.call('HMAC', ['hmac_sha256', 'hex', 'data', '{{secretkey}}'])).toEqual({
      value,
    });
    expect(
      await started.docker.call('Encode', ['sha256', 'string', 'hex', 'data', 'string', '{{secretkey}}']),
    ).toEqual({ value });
    expect(await started.docker.call('HMAC', ['hmac_sha256', 'hex', 'data', 'secret'])).toEqual({ value });
    expect(await started.docker.call('Encode', ['raw', 'string', 'string', '{{secretkey}}'])).toEqual({
      value: '{{secretkey}}',
    });
  });
});

describe('where the perpetual stands in for contracts that an exchange lacks', () => {
  const position = { symbol: 'BTC_USDT.swap', type: 'long', amount: 1, price: 2, contract_type: 'swap' };

  async function trade(perpetualFor: 'none' | 'words' | 'all', contract: string) {
    const here = await startDocker(() => ({ data: [position] }), { perpetualFor });
    const [set, again, , positions] = await here.values([
      ['SetContractType', contract],
      ['SetContractType', contract],
      ['GetContractType'],
      ['GetPosition'],
    ]);
    const params = here.sent().find(({ method }) => method !== 'markets')?.params;
    const notes = here.events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));
    await here.close();
    expect(again).toEqual(set);
    return { set, positions, params, notes };
  }

  it('the strategy finds its own name in what it gets, and the user is told once', async () => {
    expect(await trade('words', 'quarter')).toMatchObject({
      set: { InstrumentID: 'quarter', instrument: 'quarter', Symbol: 'BTC_USDT.swap' },
      params: { symbol: 'BTC_USDT.swap' },
      positions: [{ Symbol: 'BTC_USDT.swap', ContractType: 'quarter' }],
      notes: ['OKX has no quarter: BTC_USDT.swap is traded in its place'],
    });
  });

  it.each([
    ['none', 'quarter', 'BTC_USDT.quarter', 'swap', 0],
    ['words', 'BTC-USDT-261225', 'BTC_USDT.BTC-USDT-261225', 'swap', 0],
    ['words', 'swap', 'BTC_USDT.swap', 'swap', 0],
    ['all', 'XBTUSD', 'BTC_USDT.swap', 'XBTUSD', 1],
  ] as const)('for %s: %s is %s', async (perpetualFor, contract, symbol, name, notes) => {
    const { params, positions, ...told } = await trade(perpetualFor, contract);
    expect(params).toEqual({ symbol });
    expect(positions).toMatchObject([{ ContractType: name }]);
    expect(told.notes).toHaveLength(notes);
  });
});

test('a market that is not listed is looked for once more', async () => {
  const row = { symbol: 'BTC_USDT', tick_size: '0.5' };
  let lists = 0;
  const here = await startDocker(() => {
    lists += 1;
    return { data: lists < 2 ? { ETH_USDT: row } : { ETH_USDT: row, BTC_USDT: row } };
  });
  expect(await here.values([['GetMinPrice'], ['GetMinPrice']])).toEqual([0.5, 0.5]);
  await here.values([['SetCurrency', 'LTC_USDT']]);
  expect(await here.values([['GetMinPrice'], ['GetMinPrice']])).toEqual([0, 0]);
  expect(lists).toBe(3);
  await here.close();
});
