import { describe, expect, it, test } from 'vitest';
import { balancesOf } from '../../../src/cli/run/balances.js';
import { chooseExchanges, keysOf } from '../../../src/cli/run/chooseExchanges.js';
import { readDuration, readPeriod } from '../../../src/cli/run/lengths.js';
import { needsOf, withNeeds } from '../../../src/cli/run/needsOf.js';
import { readParameters } from '../../../src/cli/run/parameters.js';
import { readHeader } from '../../../src/cli/run/readHeader.js';

const header = readHeader(`/*backtest
start: 2020-01-01 00:00:00
end: 2020-02-01 00:00:00
period: 15m
basePeriod: 1m
exchanges: [{"eid":"Futures_Binance","currency":"ETH_USDT"},{"eid":"OKX","currency":"BTC"}]
args: [["Levels",3],["Fast",true],["Title","x=1"],["Own",[1]],["Empty",null]]
*/
function main() {}`);
const nothing = readHeader('function main() {}');

describe('the header of a strategy', () => {
  it('tells bars, exchanges and parameters', () => {
    expect(header.period).toBe('15m');
    expect(header.exchanges.map(({ eid }) => eid)).toEqual(['Futures_Binance', 'OKX']);
    expect(Object.fromEntries(header.args)).toEqual({
      Levels: 3,
      Fast: true,
      Title: 'x=1',
      Own: [1],
      Empty: null,
    });
  });

  it.each(['', '/* backtest */', '/*backtest\nargs: [["a"\nexchanges: {}\n*/', '/*backtest\nargs: [1]\n*/'])(
    'says nothing where there is none, or none that can be read: %j',
    (source) => {
      expect(readHeader(source)).toEqual({ exchanges: [], args: new Map() });
    },
  );
});

describe('what the code of a strategy needs', () => {
  it.each([
    ['exchange.GetTicker()', { count: 1 }],
    ['exchanges[0].GetTicker(); exchanges[2].Buy(1, 2)', { count: 3 }],
    ['// exchanges[1]\n/* exchanges[2] */ Dial("wss://a//b"); exchanges[ 1 ]', { count: 1 }],
    ['if (exchanges.length < 2) throw "two"', { count: 2 }],
    ['if (exchanges.length !== 3) throw "three"', { count: 3 }],
    ['if (exchanges.length <= 1) throw "two"', { count: 2 }],
    ['if (exchanges.length % 2) throw "pairs"', { count: 2 }],
    ['if (exchanges.length == 2) Log("both"); exchanges[1234].Buy()', { count: 1 }],
    ["if (exchange.GetName() != 'Futures_Binance') throw 1", { count: 1, name: 'Futures_Binance' }],
    ['if (exchange.GetName() == "Futures_Binance") Log(1)', { count: 1 }],
    ["if (name.indexOf('Futures') == -1) { throw 'futures' }", { count: 1, name: 'Futures_OKCoin' }],
    ["if (name.indexOf('Futures_') < 0) Log('spot')", { count: 1 }],
    [
      'var name = e.GetName(); if (name == "Futures_Binance") { a() } else { throw "no" }',
      { count: 1, name: 'Futures_Binance' },
    ],
    [
      'n = exchanges[0].GetName(); if (n === "Futures_A") { a() } else if (n === "Futures_B") { b() } else throw 1',
      { count: 1, name: 'Futures_A' },
    ],
    ['var name = e.GetName(); if (name == "Futures_A") { a() } else { Log("spot") }', { count: 1 }],
    ['if (name == "Futures_A") { a() } else { throw "no" }', { count: 1 }],
  ])('%s', (source, needs) => {
    expect(needsOf(source)).toEqual(needs);
  });

  it('is added to what the header tells', () => {
    expect(withNeeds(nothing, { count: 2, name: 'Futures_Binance' }).exchanges).toEqual([
      { eid: 'Futures_Binance', currency: '' },
      { eid: 'Futures_Binance', currency: '' },
    ]);
    const three = withNeeds(header, { count: 3, name: 'Futures_OKCoin' }).exchanges;
    expect(three.map(({ eid }) => eid)).toEqual(['Futures_Binance', 'Futures_OKCoin', 'Futures_Binance']);
    expect(withNeeds(header, { count: 1 })).toEqual(header);
  });
});

const flags = {
  exchange: [],
  url: undefined,
  currency: [],
  name: [],
  label: [],
  period: undefined,
  precision: 'none',
} as const;

describe('the exchanges of a strategy', () => {
  it('are Paper where nothing is said', () => {
    expect(chooseExchanges(flags, nothing)).toEqual([
      {
        wire: 'Paper',
        name: 'Paper',
        label: 'Paper',
        currency: 'BTC_USDT',
        period: 60,
        precision: 'none',
        perpetualFor: 'all',
      },
    ]);
  });

  it('have what the header says, but no currency without its quote', () => {
    const [first, second] = chooseExchanges({ ...flags, exchange: ['Paper', 'OKX'] }, header);
    expect(first).toMatchObject({ name: 'Futures_Binance', currency: 'ETH_USDT', period: 900 });
    expect(second).toMatchObject({ name: 'OKX', currency: 'BTC_USDT', period: 900 });
  });

  it('are as many as the header has, where none is named, or Paper once', () => {
    expect(chooseExchanges(flags, header).map(({ wire, currency }) => [wire, currency])).toEqual([
      ['Paper', 'ETH_USDT'],
      ['Paper', 'BTC_USDT'],
    ]);
    const url = 'http://127.0.0.1:6666/OKX';
    expect(chooseExchanges({ ...flags, url }, header).map(({ wire }) => wire)).toEqual(['OKX', 'OKX']);
    const wires = (...exchange: string[]) =>
      chooseExchanges({ ...flags, exchange }, header).map(({ wire }) => wire);
    expect(wires('paper/OKX')).toEqual(['paper/OKX', 'paper/OKX']);
    expect(wires('OKX')).toEqual(['OKX']);
    expect(wires('Paper', 'OKX', 'Bybit')).toEqual(['Paper', 'OKX', 'Bybit']);
  });

  it('have bars of minutes where an old header has no unit', () => {
    const period = (text: string) =>
      chooseExchanges(flags, readHeader(`/*backtest\nperiod: ${text}\n*/`)).map((one) => one.period);
    expect([period('15'), period('60'), period('30s'), period('x')]).toEqual([[900], [3600], [30], [60]]);
  });

  it('have what the flags say, whatever the header says: one for all, or one for each', () => {
    const given = {
      ...flags,
      exchange: ['Paper', 'paper/OKX'],
      currency: ['LTC_USDT'],
      name: ['Binance', 'Futures_OKCoin'],
      label: ['a', 'b'],
      period: '1h',
    };
    expect(chooseExchanges(given, header)).toMatchObject([
      { wire: 'Paper', name: 'Binance', label: 'a', currency: 'LTC_USDT', period: 3600 },
      { wire: 'paper/OKX', name: 'Futures_OKCoin', label: 'b', currency: 'LTC_USDT', period: 3600 },
    ]);
  });

  it('are named by an address with a path', () => {
    const at = (url: string) => chooseExchanges({ ...flags, url }, nothing).map(({ wire }) => wire);
    expect(at('http://127.0.0.1:6666/OKX')).toEqual(['OKX']);
    expect(at('http://127.0.0.1:6666/paper%2FOKX')).toEqual(['paper/OKX']);
    expect(at('http://127.0.0.1:6666')).toEqual(['Paper']);
  });

  it.each([
    [{ currency: ['BTC'] }, '--currency "BTC" is incomplete: use BASE_QUOTE, like LTC_USDT'],
    [{ currency: ['BTCUSDT'] }, '--currency "BTCUSDT" is incomplete: did you mean BTC_USDT?'],
    [{ currency: ['BTC/USDT'] }, '--currency "BTC/USDT" is not a symbol: did you mean BTC_USDT?'],
    [
      { exchange: ['OKX, Paper'] },
      '--exchange takes one name, and is given again for the next: --exchange OKX --exchange Paper',
    ],
    [{ period: '60' }, '--period takes the length of bars, like 1m, 15m or 1d, not "60"'],
    [{ period: 'x' }, '--period takes the length of bars, like 1m, 15m or 1d, not "x"'],
    [
      { name: ['a', 'b'] },
      '--name is given 2 times for one exchange: give it once for all, or once for each',
    ],
  ])('%j is refused', (given, sentence) => {
    expect(() => chooseExchanges({ ...flags, ...given }, nothing)).toThrow(sentence);
  });

  it('have keys of their own, and never those of another', () => {
    const environment = {
      FMZPROTO_ACCESS_KEY: 'first',
      FMZPROTO_SECRET_KEY: 'one',
      FMZPROTO_ACCESS_KEY_3: 'third',
      FMZPROTO_SECRET_KEY_3: 'three',
    };
    const exchanges = ['OKX', 'Bybit', 'Paper', 'paper/OKX'].map((wire) => ({ wire }));
    expect(keysOf(exchanges, environment, () => 'fresh')).toEqual([
      { access_key: 'first', secret_key: 'one' },
      { access_key: '', secret_key: '' },
      { access_key: 'third', secret_key: 'three' },
      { access_key: 'fresh', secret_key: 'paper' },
    ]);
  });
});

describe('the accounts of Paper', () => {
  const usual = { USDT: '10000', BTC: '1', ETH: '10' };
  const balances = (exchanges: object[], currencies: string[], flag?: string) =>
    balancesOf(
      currencies.map((currency) => ({ currency })),
      readHeader(`/*backtest\nexchanges: ${JSON.stringify(exchanges)}\n*/`),
      flag,
    );

  it('have what a backtest of the strategy begins with, or what Paper gives where that is more', () => {
    expect(balances([], ['BTC_USDT'])).toEqual({ ...usual, BTC: '3' });
    expect(balances([], ['ETH_BTC'])).toEqual(usual);
    expect(balances([], ['LTC_USD'])).toEqual({ ...usual, USD: '10000', LTC: '3' });
    const told = [{ eid: 'a', currency: 'BTC_USD', balance: 1e6, stocks: 0 }];
    expect(balances(told, ['BTC_USDT'])).toEqual({ ...usual, USDT: '1000000', BTC: '0' });
    expect(balances([{ balance: 0.0000001, stocks: -1 }], ['BTC_USDT'])).toEqual({
      ...usual,
      USDT: '0.0000001',
      BTC: '3',
    });
  });

  it('are alike for all exchanges: the first that says something of a currency is heard', () => {
    const told = [{ balance: 500 }, { balance: 700, stocks: 2 }];
    expect(balances(told, ['BTC_USDT', 'ETH_USDT'])).toEqual({ USDT: '500', BTC: '3', ETH: '2' });
  });

  it('have what the flag says and nothing else', () => {
    expect(balances([{ balance: 5 }], ['LTC_USD'], 'usd=7')).toEqual({ USD: '7' });
  });
});

describe('parameters', () => {
  const notes: string[] = [];
  const read = (...values: string[]) =>
    readParameters(values, {
      defaults: header.args,
      sources: ['var a = Free + x.Hidden; // 数量'],
      note: (line) => notes.push(line),
    });

  it('have the type of their default', () => {
    expect(read('Levels=5', 'Fast=false', 'Title=7', 'Own=[2,3]')).toEqual({
      Levels: 5,
      Fast: false,
      Title: '7',
      Own: [2, 3],
      Empty: null,
    });
    expect(read('Fast=1')).toMatchObject({ Fast: true });
    expect(read('Title=')).toMatchObject({ Title: '' });
  });

  it('without a default are numbers, booleans or texts', () => {
    expect(read('Free=0.5')).toMatchObject({ Free: 0.5 });
    expect(read('Free=true')).toMatchObject({ Free: true });
    expect(read('Free=a=b')).toMatchObject({ Free: 'a=b' });
    expect(read('数量=2')).toMatchObject({ 数量: 2 });
    expect(read('Free="5"')).toMatchObject({ Free: '5' });
    expect(read('Free="true"')).toMatchObject({ Free: 'true' });
    expect(read('Free=007')).toMatchObject({ Free: '007' });
    expect(read('Free=8754613197327563525')).toMatchObject({ Free: '8754613197327563525' });
    expect(read('Free=1.50')).toMatchObject({ Free: 1.5 });
  });

  it.each([
    ['Levles=5', 'the strategy has no parameter "Levles": did you mean Levels?'],
    ['Levels', '--arg "Levels" has no value: write it like Levels=5'],
    ['Levels=many', '--arg Levels must be a number, like its default 3, not "many"'],
    ['Fast=maybe', '--arg Fast must be true or false, like its default true, not "maybe"'],
    ['Own=[', '--arg Own must be JSON, like its default, not "["'],
  ])('%s is refused', (value, sentence) => {
    expect(() => read(value)).toThrow(sentence);
  });

  it('that nothing names are set, and told', () => {
    expect(read('Free=1')).toMatchObject({ Free: 1 });
    expect(notes).toEqual([]);
    expect(read('Hidden=5', 'SlidePrice=6')).toMatchObject({ Hidden: 5, SlidePrice: 6, Levels: 3 });
    expect(notes).toEqual(
      ['Hidden', 'SlidePrice'].map(
        (name) => `neither the strategy nor a library names the parameter ${name}: is it spelled as there?`,
      ),
    );
  });

  it('are not taken for a parameter that has a value of its own', () => {
    expect(read('Levels=4', 'Levels2=6')).toMatchObject({ Levels: 4, Levels2: 6 });
    expect(() => read('Levels2=6')).toThrow('did you mean Levels?');
  });

  it('given twice are refused', () => {
    expect(() => read('Levels=1', 'Levels=2')).toThrow('--arg names Levels twice: leave out one of them');
  });
});

test('lengths of time', () => {
  expect(['30', '30s', '1.5m', '2h', '1d'].map(readDuration)).toEqual([
    30_000, 30_000, 90_000, 7_200_000, 86_400_000,
  ]);
  for (const text of ['', '0', '-1', 'm', '10x', '30d'])
    expect(() => readDuration(text)).toThrow('--for takes');
  expect(['1m', '15m', '1H', '1d', '1w', '300s'].map(readPeriod)).toEqual([
    60, 900, 3600, 86_400, 604_800, 300,
  ]);
  // Minutes to some and seconds to others; and a month.
  expect(['60', '1M'].map(readPeriod)).toEqual([undefined, undefined]);
  expect(['', 'x', '0'].map(readPeriod)).toEqual([undefined, undefined, undefined]);
});
