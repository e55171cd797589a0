import { describe, expect, test } from 'vitest';
import { binanceKeys, startBinanceusdm } from '../../doubles/ccxt/binanceusdm.js';
import { useCcxt } from './useCcxt.js';

const { double, call } = useCcxt('binanceusdm', startBinanceusdm, binanceKeys);
const NAMES = { BTC: 'BTC_USDT.swap' };

/** Has the exchange tell a list once, with some fields of its first row changed: `undefined` leaves a field out. */
function tell(
  match: string,
  rows: readonly object[],
  change: object,
  wrap = (list: object[]): object => list,
) {
  const [first = {}, ...rest] = rows;
  double().fault({ match, kind: 'json', times: 3, body: wrap([{ ...first, ...change }, ...rest]) });
}

describe('a position that ccxt passes over', () => {
  const held = (fields: object = {}) => ({
    symbol: 'BTCUSDT',
    positionSide: 'LONG',
    positionAmt: '0.500',
    entryPrice: '49000.0',
    markPrice: '50000',
    unRealizedProfit: '500',
    liquidationPrice: '0',
    isolatedMargin: '0',
    isolatedWallet: '0',
    notional: '25000',
    initialMargin: '1250',
    maintMargin: '100',
    ...fields,
  });
  const rows = [held(), held({ positionSide: 'SHORT', positionAmt: '-0.2', notional: '-10000' })];

  test.each([
    [{ entryPrice: null }, 'of BTCUSDT with positionAmt 0.500: its entryPrice is null'],
    [{ entryPrice: '' }, 'of BTCUSDT with positionAmt 0.500: its entryPrice is ""'],
    [{ entryPrice: undefined }, 'of BTCUSDT with positionAmt 0.500'],
    [{ entryPrice: '-3' }, 'of BTCUSDT with positionAmt 0.500: its entryPrice is "-3"'],
    [{ symbol: null, entryPrice: '' }, 'without a symbol with positionAmt 0.500: its symbol is null'],
  ])('is named: %o', async (change, line) => {
    for (const symbol of [NAMES.BTC, 'USDT.swap', undefined]) {
      tell('GET /fapi/v3/positionRisk', rows, change);
      const { data, error } = await call('positions', symbol === undefined ? {} : { symbol });
      double().clearFaults();
      expect(data).toBeUndefined();
      expect(error).toContain(`ccxt leaves out a position ${line}`);
    }
  });

  test.each([{ symbol: null }, { symbol: '' }, { symbol: undefined }])(
    'for having no symbol is an error: %o',
    async (change) => {
      for (const symbol of [NAMES.BTC, 'USDT.swap']) {
        tell('GET /fapi/v3/positionRisk', rows, change);
        const { data, error } = await call('positions', { symbol });
        double().clearFaults();
        expect(data).toBeUndefined();
        expect(error).toContain('without a symbol');
      }
    },
  );

  test('of another contract does not fail the answer about this one', async () => {
    tell('GET /fapi/v3/positionRisk', [held({ symbol: 'ETHUSDT' }), ...rows], { entryPrice: null });
    const { data, error } = await call('positions', { symbol: NAMES.BTC });
    double().clearFaults();
    expect(error).toBeUndefined();
    expect(data).toHaveLength(2);
  });

  test('of no size is none', async () => {
    tell('GET /fapi/v3/positionRisk', rows, { positionAmt: '0.000', entryPrice: '0.0' });
    const { data } = await call('positions', { symbol: NAMES.BTC });
    double().clearFaults();
    expect(data).toMatchObject([{ type: 'short', amount: 0.2 }]);
  });

  test.each([
    ['1e999', 'entryPrice'],
    ['abc', 'unRealizedProfit'],
  ])('a figure that cannot be read is named: %s', async (value, field) => {
    tell('GET /fapi/v3/positionRisk', rows, { [field]: value });
    const { data, error } = await call('positions', { symbol: NAMES.BTC });
    double().clearFaults();
    expect(data).toBeUndefined();
    expect(error?.toLowerCase()).toContain(field.toLowerCase().replace('profit', ''));
    expect(error).toContain(value);
  });
});

describe('an open order', () => {
  const order = {
    orderId: 777,
    symbol: 'BTCUSDT',
    status: 'NEW',
    clientOrderId: 'web',
    price: '30000',
    avgPrice: '0.00',
    origQty: '0.01',
    executedQty: '0',
    cumQuote: '0',
    timeInForce: 'GTC',
    type: 'LIMIT',
    side: 'BUY',
    positionSide: 'LONG',
    stopPrice: '0',
    time: 1_795_000_000_000,
    updateTime: 1_795_000_000_000,
  };
  const read = async (change: object) => {
    tell('GET /fapi/v1/openOrders', [order], change);
    const answer = await call('orders', { symbol: NAMES.BTC });
    double().clearFaults();
    return answer;
  };

  test.each([{ origQty: null }, { origQty: '' }, { origQty: undefined }, { origQty: { a: 1 } }])(
    'without an amount is named: %o',
    async (change) => {
      const { data, error } = await read(change);
      expect(data).toBeUndefined();
      expect(error).toContain('order 777 of BTC_USDT.swap is: its amount cannot be read');
    },
  );

  test.each([{ price: null }, { price: '' }, { price: undefined }, { price: '0' }])(
    'with a limit and no price is named: %o',
    async (change) => {
      const { data, error } = await read(change);
      expect(data).toBeUndefined();
      expect(error).toContain('the price of limit order 777 of BTC_USDT.swap');
    },
  );

  test.each([
    ['origQty', '1e999'],
    ['price', '1e999'],
    ['origQty', 'abc'],
    ['executedQty', 'abc'],
    ['price', 'abc'],
  ])('with a figure that cannot be read is named, with it: %s %s', async (field, value) => {
    const { data, error } = await read({ [field]: value });
    expect(data).toBeUndefined();
    expect(error).toContain('777');
    expect(error).not.toContain('BigInt');
  });

  test.each(['0.01', '0.02'])('is open though %s of 0.01 is filled', async (executedQty) => {
    const { data } = await read({ executedQty, avgPrice: '30000', cumQuote: '300' });
    expect(data).toMatchObject([
      { id: 'BTCUSDT,777', deal_amount: Number(executedQty), status: 'partial-filled' },
    ]);
  });
});

describe('a balance', () => {
  const asset = {
    asset: 'USDT',
    walletBalance: '10000',
    marginBalance: '10000',
    initialMargin: '100',
    availableBalance: '9900',
  };
  const read = async (change: object) => {
    tell('GET /fapi/v3/account', [asset, { ...asset, asset: 'USDC' }], change, (assets) => ({
      assets,
      positions: [],
    }));
    const answer = await call('accounts');
    double().clearFaults();
    return answer;
  };

  test.each([{ asset: null }, { asset: '' }, { asset: undefined }])(
    'of no currency is an error: %o',
    async (change) => {
      const { data, error } = await read(change);
      expect(data).toBeUndefined();
      expect(error).toContain('a balance without its asset');
    },
  );

  test.each([
    ['initialMargin', 'words'],
    ['availableBalance', 'abc'],
    ['marginBalance', 'abc'],
    ['marginBalance', '1e999'],
  ])('that cannot be read is named: %s %s', async (field, value) => {
    const { data, error } = await read({ [field]: value });
    expect(data).toBeUndefined();
    expect(error).toContain('USDT');
    expect(error).toContain(`"${value}"`);
    expect(error).not.toContain('BigInt');
  });

  test('of nothing needs no currency', async () => {
    const none = {
      asset: null,
      walletBalance: '0',
      marginBalance: '0',
      initialMargin: '0',
      availableBalance: '0',
    };
    expect((await read(none)).data).toMatchObject([{ currency: 'USDC' }]);
  });
});
