import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { findNewSyntax } from './findNewSyntax.js';
import {
  connectExchange,
  type Exchanged,
  libraryFile,
  runStrategy,
  type StrategyExchange,
} from './runStrategy.js';
import { answering, serve, stopPrograms } from './startProgram.js';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const source = readFileSync(libraryFile, 'utf8');
const emptyFolder = mkdtempSync(join(tmpdir(), 'fmzproto-'));

afterAll(() => {
  stopPrograms();
  rmSync(emptyFolder, { recursive: true });
});

describe('the file', () => {
  it('is an ES5 script', () => {
    expect(findNewSyntax(source)).toEqual([]);
    expect(source).not.toMatch(/^\s*['"]use strict/m);
  });

  it.each(['const a = 1', 'a => a', '`a`', '[...a]', 'f(a,)', 'a?.b', 'a ** b', 'function f(a = 1) {}'])(
    'would not be one with %s',
    (script) => expect(findNewSyntax(script)).not.toEqual([]),
  );

  it('adds its functions to $ and leaves nothing else behind', () => {
    expect(runStrategy(answering(null)).functions).toEqual([
      'GetPositions',
      'SetMarginLevel',
      'GetFundings',
      'GetMarkets',
      'GetTickers',
      'ModifyOrder',
    ]);
  });

  it('says how it is used in both languages', () => {
    const header = source.slice(0, source.indexOf('(function'));
    for (const name of runStrategy(answering(null)).functions) {
      expect(header.split(`  $.${name}(e`)).toHaveLength(3);
    }
  });
});

describe('over the wire', () => {
  const record: Exchanged[] = [];
  let url = '';
  let exchange: StrategyExchange = answering(null);
  let strategy = runStrategy(exchange);

  beforeAll(async () => {
    url = await serve('--exchanges', path('exchanges'), '--default', 'Fixed');
  });
  beforeEach(() => {
    record.length = 0;
    exchange = connectExchange({ url, name: 'Fixed', keys: { access_key: 'a', secret_key: 's' }, record });
    strategy = runStrategy(exchange);
  });

  test('GetPositions', () => {
    const [long, short] = [
      {
        MarginLevel: 10,
        Amount: 3,
        FrozenAmount: 1,
        Price: 60000.5,
        Profit: -1.25,
        Type: 0,
        ContractType: 'swap',
        Margin: 180.0015,
        Symbol: 'BTC_USDT.swap',
        Info: expect.objectContaining({ symbol: 'BTC_USDT.swap', type: 'long' }),
      },
      {
        MarginLevel: 2.5,
        Amount: 20,
        FrozenAmount: 0,
        Price: 2500,
        Profit: 1.5e-7,
        Type: 1,
        ContractType: 'quarter',
        Margin: 0.008,
        Symbol: 'ETH_USD.quarter',
        Info: expect.objectContaining({ symbol: 'ETH_USD.quarter', type: 'short' }),
      },
    ];
    expect(strategy.call('GetPositions', exchange)).toEqual([long, short]);
    expect(strategy.call('GetPositions', exchange, 'BTC_USDT.swap')).toEqual([long]);
    expect(strategy.call('GetPositions', exchange, 'XRP_USDT.swap')).toEqual([]);
    expect(record).toMatchObject([
      { verb: 'GET', path: '/fmz/positions', query: '' },
      { verb: 'GET', path: '/fmz/positions', query: 'symbol=BTC_USDT.swap' },
      { verb: 'GET', path: '/fmz/positions', query: 'symbol=XRP_USDT.swap' },
    ]);
  });

  test('SetMarginLevel', () => {
    expect(strategy.call('SetMarginLevel', exchange, 'BTC_USDT.swap', 20)).toBe(true);
    expect(strategy.call('GetPositions', exchange, 'BTC_USDT.swap')).toMatchObject([{ MarginLevel: 20 }]);
    expect(strategy.call('SetMarginLevel', exchange, 'BTC_USDT.swap', 126)).toBeNull();
    expect(record.at(-1)).toEqual({
      verb: 'POST',
      path: '/fmz/setmarginlevel',
      query: 'symbol=BTC_USDT.swap&margin_level=126',
      answer: '{"error":"the leverage is 125 at most"}',
    });
    expect(strategy.call('SetMarginLevel', exchange, 'BTC_USDT.swap', 10)).toBe(true);
  });

  test('GetFundings', () => {
    const funding = {
      Symbol: 'ETH_USDT.swap',
      Interval: 28800000,
      Time: 1731052800000,
      Rate: -0.0000125,
      Info: expect.objectContaining({ symbol: 'ETH_USDT.swap' }),
    };
    expect(strategy.call('GetFundings', exchange, 'ETH_USDT.swap')).toEqual([funding]);
    expect(strategy.call('GetFundings', exchange, 'USDT.swap')).toMatchObject([{ Symbol: 'BTC_USDT.swap' }]);
    expect(strategy.call('GetFundings', exchange)).toMatchObject([{ Symbol: 'BTC_USDT.swap' }]);
  });

  test('GetMarkets', () => {
    expect(strategy.call('GetMarkets', exchange)).toEqual({
      LTC_USDT: {
        Symbol: 'LTC_USDT',
        BaseAsset: 'LTC',
        QuoteAsset: 'USDT',
        TickSize: 0.01,
        AmountSize: 0.000001,
        PricePrecision: 2,
        AmountPrecision: 6,
        MinQty: 0.001,
        MaxQty: 100000,
        MinNotional: 1,
        MaxNotional: 1000000,
        Info: expect.objectContaining({ symbol: 'LTC_USDT' }),
      },
      'BTC_USDT.swap': {
        Symbol: 'BTC_USDT.swap',
        BaseAsset: 'BTC',
        QuoteAsset: 'USDT',
        TickSize: 0.1,
        CtVal: 0.01,
        CtValCcy: 'BTC',
        Info: expect.objectContaining({ symbol: 'BTC_USDT.swap' }),
      },
    });
  });

  test('GetTickers', () => {
    expect(strategy.call('GetTickers', exchange)).toEqual([
      {
        Info: expect.objectContaining({ last: '80.15' }),
        High: 82,
        Low: 79.5,
        Sell: 80.2,
        Buy: 80.1,
        Last: 80.15,
        Volume: 1234.5,
        OpenInterest: 0,
        Symbol: 'LTC_USDT',
        Time: 1731028903911,
        Open: 79.9,
      },
    ]);
  });

  test('ModifyOrder', () => {
    const placed = exchange.IO(
      'api',
      'POST',
      '/fmz/trade',
      'symbol=BTC_USDT.swap&type=buy&price=60000&amount=2',
    );
    const { id } = Object(placed);
    const order = () => exchange.IO('api', 'GET', '/fmz/order', `id=${id}`);
    expect(strategy.call('ModifyOrder', exchange, id, 'buy', 59000.5, -1)).toBe(id);
    expect(record.at(-1)).toMatchObject({
      verb: 'POST',
      path: '/fmz/modifyorder',
      query: 'id=BTC_USDT.swap,2896576259728695296&type=buy&price=59000.5&amount=-1',
    });
    expect(order()).toMatchObject({ price: 59000.5, amount: 2 });
    expect(strategy.call('ModifyOrder', exchange, id, 'buy', -1, 1e-7)).toBe(id);
    expect(order()).toMatchObject({ price: 59000.5, amount: 1e-7 });
    expect(strategy.call('ModifyOrder', exchange, 'BTC_USDT.swap,1', 'buy', 59000, 1)).toBeNull();
    expect(strategy.call('ModifyOrder', exchange, id, 'buy', Number.NaN, 1)).toBeNull();
    expect(order()).toMatchObject({ price: 59000.5, amount: 1e-7 });
  });

  test('every way in which an answer may be handed over gives the same', () => {
    const { id } = Object(
      exchange.IO('api', 'POST', '/fmz/trade', 'symbol=BTC_USDT.swap&type=buy&price=60000&amount=2'),
    );
    const calls = [
      ['GetPositions', undefined],
      ['SetMarginLevel', 'BTC_USDT.swap', 10],
      ['GetFundings', undefined],
      ['GetMarkets', undefined],
      ['GetTickers', undefined],
      ['ModifyOrder', id, 'buy', 59000, 1],
    ] as const;
    for (const [name, ...args] of calls) {
      const expected = strategy.call(name, ...args);
      expect(expected, name).not.toBeNull();
      const text = record.at(-1)?.answer ?? '';
      const envelope = Object(JSON.parse(text));
      for (const answer of [envelope, text, envelope.data, JSON.stringify(envelope.data)]) {
        expect(runStrategy(answering(answer)).call(name, ...args), name).toEqual(expected);
      }
    }
  });

  test('an exchange that the plugin does not have is null', () => {
    const keys = { access_key: 'a', secret_key: 's' };
    const nowhere = connectExchange({ url, name: 'Nowhere', keys, record });
    expect(strategy.call('GetTickers', nowhere)).toBeNull();
    expect(record.at(-1)?.answer).toMatch(/^\{"error":"/);
    expect(strategy.logs).toEqual([]);
  });
});

describe('which exchange is asked', () => {
  it('the one that is named, else the global one', () => {
    const [first, second] = [answering([]), answering([])];
    const strategy = runStrategy(first);
    strategy.call('GetPositions', second, 'BTC_USDT.swap');
    expect([first.asked, second.asked]).toEqual([[], ['api GET /fmz/positions?symbol=BTC_USDT.swap']]);
    strategy.call('GetPositions');
    strategy.call('GetPositions', null, 'ETH_USDT.swap');
    strategy.call('GetPositions', undefined, 'USDT.swap');
    strategy.call('GetPositions', 'USD.futures');
    strategy.call('SetMarginLevel', 'BTC_USDT.swap', 5);
    strategy.call('ModifyOrder', 'BTC-USDT-SWAP,1', 'closebuy', 1.5, 2);
    expect(first.asked).toEqual([
      'api GET /fmz/positions?',
      'api GET /fmz/positions?symbol=ETH_USDT.swap',
      'api GET /fmz/positions?symbol=USDT.swap',
      'api GET /fmz/positions?symbol=USD.futures',
      'api POST /fmz/setmarginlevel?symbol=BTC_USDT.swap&margin_level=5',
      'api POST /fmz/modifyorder?id=BTC-USDT-SWAP,1&type=closebuy&price=1.5&amount=2',
    ]);
    expect(second.asked).toHaveLength(1);
  });

  it('params are encoded', () => {
    const exchange = answering(null);
    runStrategy(exchange).call('GetPositions', exchange, 'A&B=C D+%é');
    expect(exchange.asked).toEqual(['api GET /fmz/positions?symbol=A%26B%3DC%20D%2B%25%C3%A9']);
  });
});

describe('what writes guesses nothing', () => {
  it.each([
    ['SetMarginLevel', [undefined, 'BTC_USDT.swap', 10], 'the exchange'],
    ['SetMarginLevel', [answering(true), 'BTC_USDT.swap'], 'margin_level'],
    ['ModifyOrder', [null, 'BTC_USDT.swap,1', 'buy', 1, 1], 'the exchange'],
    ['ModifyOrder', [answering({ id: '1' }), 'BTC_USDT.swap,1', 'buy', undefined, ''], 'price, amount'],
  ])('$.%s %j', (name, args, missing) => {
    const strategy = runStrategy(answering({ id: '1' }));
    expect(strategy.call(name, ...args)).toBeNull();
    expect(strategy.logs).toEqual([
      `fmzproto /fmz/${name.toLowerCase()}: ${missing} missing, nothing was sent`,
    ]);
  });
});

/** What a function cannot do without. */
function argumentsOf(name: string): unknown[] {
  if (name === 'SetMarginLevel') return ['BTC_USDT.swap', 10];
  return name === 'ModifyOrder' ? ['BTC_USDT.swap,1', 'buy', 1, 1] : [];
}

describe('what is no answer is null', () => {
  const functions = runStrategy(answering(null)).functions;

  it.each(functions)('$.%s of null, which the docker has explained already', (name) => {
    for (const nothing of [null, undefined, '']) {
      const exchange = answering(nothing);
      const strategy = runStrategy(exchange);
      expect(strategy.call(name, exchange, ...argumentsOf(name))).toBeNull();
      expect(strategy.logs).toEqual([]);
    }
  });

  it.each(functions)('$.%s of an error that is handed over whole: logged', (name) => {
    const error = 'OKX GetTicker: 51001 Instrument ID does not exist';
    for (const answer of [{ error }, JSON.stringify({ error }), { error, data: true }]) {
      const exchange = answering(answer);
      const strategy = runStrategy(exchange);
      expect(strategy.call(name, exchange, ...argumentsOf(name))).toBeNull();
      expect(strategy.logs).toEqual([
        expect.stringMatching(/^fmzproto \/fmz\/[a-z]+: OKX GetTicker: 51001 /),
      ]);
    }
  });

  it.each(functions)('$.%s of something else: logged', (name) => {
    const html = '<html>502</html>';
    for (const answer of [html, false, 7, { code: '0', data: [{ ordId: 5 }], msg: '' }, [null], { a: 1 }]) {
      const exchange = answering(answer);
      const strategy = runStrategy(exchange);
      expect(strategy.call(name, exchange, ...argumentsOf(name)), JSON.stringify(answer)).toBeNull();
      expect(strategy.logs).toHaveLength(1);
    }
  });

  it.each([
    [{ type: 'net' }, /type is neither long nor short/],
    [{ amount: '' }, /amount is not a number/],
    [{ amount: null }, /amount is not a number/],
    [{ profit: 'NaN' }, /profit is not a number/],
    [{ symbol: undefined }, /symbol is not a text/],
  ])('a position with %j', (wrong, reason) => {
    const position = {
      symbol: 'BTC_USDT.swap',
      type: 'long',
      amount: 3,
      frozen_amount: 1,
      price: 60000.5,
      profit: 0,
      margin: 180,
      margin_level: 10,
      contract_type: 'swap',
    };
    expect(runStrategy(answering([position])).call('GetPositions')).toHaveLength(1);
    const strategy = runStrategy(answering([position, { ...position, ...wrong }]));
    expect(strategy.call('GetPositions')).toBeNull();
    expect(strategy.logs).toEqual([expect.stringMatching(reason)]);
  });
});
