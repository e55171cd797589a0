import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instrument } from '../../src/adapter/Instrument.js';
import { Instruments } from '../../src/adapter/Instruments.js';
import { parseOrderId } from '../../src/protocol/order.js';
import { foldCase } from '../../src/protocol/spelling.js';
import { parseSymbol, parseSymbolRange } from '../../src/protocol/symbol.js';

const NOW = Date.UTC(2026, 10, 22);
const lists = ['one', 'other'] as const;
type List = (typeof lists)[number];
type Listed = Omit<Instrument<null, List>, 'row'>;

/** The instruments of a venue, whose adapter says that all is on its first list. */
function open(listed: readonly Listed[]) {
  const warnings: string[] = [];
  const instruments = new Instruments<null, List>({
    exchange: 'Example',
    lists,
    listOf: () => 'one',
    read: async (_api, list) => ({
      instruments: listed.filter((one) => one.list === list).map((one) => ({ ...one, row: null })),
      replies: [],
    }),
    delistedName: (id) => id,
  });
  const unasked = () => Promise.reject(new Error('not asked'));
  const api = {
    hasKeys: false,
    accountId: 'nobody',
    ...{
      get: unasked,
      signedGet: unasked,
      request: unasked,
      fix: { lines: [], ask: unasked, follow: unasked },
    },
    now: () => NOW,
    warn: (_subject: string, text: string) => warnings.push(text),
  };
  return {
    warnings,
    api,
    instruments,
    /** By symbol, the id of what is listed under it. */
    async markets(): Promise<[symbol: string, id: string][]> {
      const { data } = await instruments.markets(api, ({ id, base, quote }, symbol) => ({
        ...{ symbol, base_asset: base, quote_asset: quote, ct_val_ccy: id },
      }));
      return Object.entries(data).map(([symbol, { ct_val_ccy }]) => [symbol, ct_val_ccy ?? '']);
    },
    async find(text: string): Promise<Listed & { name: string }> {
      const symbol = parseSymbol(text);
      if (!symbol) throw new Error(`${text} is no symbol`);
      const found = await instruments.find(api, symbol);
      expect(symbol.name).toBeTypeOf('string');
      return found;
    },
  };
}

const spot = (facts: Partial<Listed>): Listed => ({
  ...{ list: 'one', id: `${facts.base}-id`, kind: 'spot', base: 'BTC', quote: 'USD', standard: true },
  ...facts,
});

describe('securities', () => {
  const venue = open([
    spot({ base: 'BRK.B' }),
    spot({ base: 'M&M', quote: 'INR' }),
    spot({ id: 'sh600519', symbol: '600519.SH', base: '600519', quote: 'CNY' }),
    spot({ id: 'hk700', symbol: '00700.HK', base: '00700', quote: 'HKD', list: 'other' }),
    spot({ id: 'US30', symbol: 'US30', base: 'US30', quote: 'USD', kind: 'swap', list: 'other' }),
    spot({ base: '$WIF', quote: 'USDT' }),
    spot({ base: 'USDT.E', quote: 'USDT' }),
    spot({ id: 'WIF-P', base: '$WIF', quote: 'USDT', kind: 'swap' }),
    spot({ id: 'BTC/USD:USD', base: 'BTC', quote: 'USD', kind: 'swap', standard: false }),
    spot({ base: 'TSLAx', quote: 'USDT' }),
  ]);

  test.each([
    ['BRK.B_USD', 'BRK.B-id', 'BRK.B_USD'],
    ['brk.b_usd', 'BRK.B-id', 'BRK.B_USD'],
    ['m&m_INR', 'M&M-id', 'M&M_INR'],
    ['600519.sh', 'sh600519', '600519.SH'],
    ['00700.HK', 'hk700', '00700.HK'],
    ['us30', 'US30', 'US30'],
    ['$WIF_USDT', '$WIF-id', '$WIF_USDT'],
    ['$wif_usdt.SWAP', 'WIF-P', '$WIF_USDT.swap'],
    ['usdt.e_usdt', 'USDT.E-id', 'USDT.E_USDT'],
    ['btc_usd.btc/usd:usd', 'BTC/USD:USD', 'BTC_USD.BTC/USD:USD'],
    ['tslax_usdt', 'TSLAx-id', 'TSLAx_USDT'],
  ])('%s is %s', async (asked, id, name) => {
    expect(await venue.find(asked)).toMatchObject({ id, name });
  });

  test.each([
    ['LTC_USD', 'Example has no "LTC_USD": GetMarkets lists what is available'],
    ['AAPL.US', 'Example has no "AAPL.US"'],
    ['$WIF_USDT.swp', 'Example has no "$WIF_USDT.SWP": did you mean $WIF_USDT.swap?'],
    ['BTC_USD.quarter', 'Example has no "BTC_USD.quarter", it may have expired'],
  ])('%s is not listed', async (asked, error) => {
    await expect(venue.find(asked)).rejects.toThrow(error);
  });

  test('what spells a contract is one, and a share is none', async () => {
    const contract = async (text: string) => {
      const symbol = parseSymbol(text);
      return symbol && (await venue.instruments.contract(venue.api, symbol)).id;
    };
    expect(await contract('US30')).toBe('US30');
    await expect(contract('600519.SH')).rejects.toThrow('600519.SH is a spot symbol, not a contract');
    await expect(contract('BRK.B_USD')).rejects.toThrow('name a contract, like BRK.B_USD.swap');
  });
});

test.each([
  ['LTC-USDT', 'symbol "LTC-USDT" is not a symbol: did you mean LTC_USDT?'],
  ['ltcusdt', 'symbol "ltcusdt" is incomplete: did you mean LTC_USDT?'],
  ['USDT', 'symbol "USDT" is incomplete: use BASE_QUOTE'],
  ['BTC_USDT.swp', 'Example has no "BTC_USDT.SWP": did you mean BTC_USDT.swap?'],
  ['../BTC_USDT?a=b&c', 'symbol "../BTC_USDT?a=b&c" is not a symbol'],
])('where pairs alone are listed, %s is told what is meant', async (asked, error) => {
  await expect(open([spot({})]).find(asked)).rejects.toThrow(error);
});

test.each([
  ['BTCJPY', 'symbol "BTCJPY" is incomplete: did you mean BTC_JPY?'],
  ['xrpjpy', 'symbol "xrpjpy" is incomplete: did you mean XRP_JPY?'],
  ['JPY', 'symbol "JPY" is incomplete: use BASE_QUOTE, like BTC_JPY'],
  ['../x', 'symbol "../x" is not a symbol: use BASE_QUOTE, like BTC_JPY'],
])('%s where there is no USDT: what is named is listed', async (asked, error) => {
  const listed = ['BTC', 'XRP'].map((base) => spot({ id: `${base}-id`, base, quote: 'JPY' }));
  const failure: unknown = await open(listed)
    .find(asked)
    .catch((reason: unknown) => reason);
  expect(failure).toHaveProperty('message', error);
});

describe('a near miss', () => {
  const swap = (base: string, quote = 'USD') => spot({ id: `${base}${quote}-P`, base, quote, kind: 'swap' });
  const contracts = [swap('EUR'), swap('AAPL'), swap('GBP'), swap('BTC', 'USDT')];

  test.each([
    ['EURUSD', 'symbol "EURUSD" is incomplete: did you mean EUR_USD.swap?'],
    ['eur/usd', 'symbol "eur/usd" is not a symbol: did you mean EUR_USD.swap?'],
    ['EUR_USD', 'Example has no "EUR_USD": did you mean EUR_USD.swap?'],
    ['EUR_USDD.swap', 'Example has no "EUR_USDD.swap": did you mean EUR_USD.swap?'],
    ['aapl_us.swap', 'Example has no "AAPL_US.swap": did you mean AAPL_USD.swap?'],
    ['AALP_USD.swap', 'Example has no "AALP_USD.swap": did you mean AAPL_USD.swap?'],
    ['APL_USD', 'Example has no "APL_USD": did you mean AAPL_USD.swap?'],
    ['BTC_USDC.swap', 'Example has no "BTC_USDC.swap": did you mean BTC_USDT.swap?'],
    // Another name of three letters is another coin.
    ['EUX_USD.swap', 'Example has no "EUX_USD.swap": GetMarkets lists what is available'],
    [
      'EUR_USD.quarter',
      'Example has no "EUR_USD.quarter", it may have expired: GetMarkets lists what is available',
    ],
  ])('%s is answered with what is listed', async (asked, error) => {
    const failure: unknown = await open(contracts)
      .find(asked)
      .catch((reason: unknown) => reason);
    expect(failure).toHaveProperty('message', error);
  });

  test('of a pair itself and its contract, the pair is named', async () => {
    await expect(open([...contracts, spot({ base: 'EUR' })]).find('EURUSD')).rejects.toThrow(
      'symbol "EURUSD" is incomplete: did you mean EUR_USD?',
    );
    await expect(open([spot({ base: 'EUR' })]).find('EUR_USD.swap')).rejects.toThrow(
      'Example has no "EUR_USD.swap": did you mean EUR_USD?',
    );
  });
});

describe('two of one name', () => {
  const classes: Listed[] = [
    spot({ id: 'etf', class: 'stock' }),
    spot({ id: 'coin', class: 'crypto', list: 'other' }),
    spot({ id: 'aapl', base: 'AAPL', class: 'stock' }),
    spot({ id: 'eth', base: 'ETH', class: 'crypto', list: 'other' }),
  ];
  const venue = open(classes);

  test('are told apart by their class', async () => {
    expect(await venue.markets()).toEqual([
      ['BTC_USD.stock', 'etf'],
      ['AAPL_USD', 'aapl'],
      ['BTC_USD.crypto', 'coin'],
      ['ETH_USD', 'eth'],
    ]);
    expect(await venue.find('btc_usd.STOCK')).toMatchObject({ id: 'etf', name: 'BTC_USD.stock' });
    expect(await venue.find('BTC_USD.crypto')).toMatchObject({ id: 'coin' });
  });

  test('the plain name means the only one, and else is an error that names both', async () => {
    expect(await venue.find('AAPL_USD')).toMatchObject({ id: 'aapl', name: 'AAPL_USD' });
    expect(await venue.find('AAPL_USD.stock')).toMatchObject({ id: 'aapl', name: 'AAPL_USD.stock' });
    expect(await venue.find('eth_usd')).toMatchObject({ id: 'eth', name: 'ETH_USD' });
    await expect(venue.find('BTC_USD')).rejects.toThrow(
      '"BTC_USD" may mean BTC_USD.stock or BTC_USD.crypto: write the one that is meant',
    );
    await expect(venue.find('AAPL_USD.stok')).rejects.toThrow('did you mean AAPL_USD.stock?');
  });

  test('rows are named as GetMarkets names what they are about', async () => {
    const nameOf = await venue.instruments.namer(venue.api, ['one']);
    expect([nameOf('etf', 'one'), nameOf('aapl', 'one')]).toEqual(['BTC_USD.stock', 'AAPL_USD']);
  });

  test('without a class the first counts, and the other is named', async () => {
    const { markets, find, warnings } = open([spot({ id: 'first' }), spot({ id: 'second' })]);
    expect(await markets()).toEqual([['BTC_USD', 'first']]);
    expect(await find('BTC_USD')).toMatchObject({ id: 'first' });
    expect(warnings).toEqual([
      expect.stringContaining('1 of 2 rows cannot be read and is left out: second: has the symbol of first'),
    ]);
  });

  test('of two contracts that a word means, neither is guessed', async () => {
    const swap = (id: string) => spot({ id, kind: 'swap' });
    const { find, markets } = open([swap('P1'), swap('P2')]);
    await expect(find('BTC_USD.swap')).rejects.toThrow(
      '"BTC_USD.swap" may mean BTC_USD.P1 or BTC_USD.P2: write the one that is meant',
    );
    expect(await markets()).toEqual([
      ['BTC_USD.P1', 'P1'],
      ['BTC_USD.P2', 'P2'],
    ]);
  });
});

describe('a row that no symbol can mean is left out by name, and nothing else is', () => {
  test.each<[Partial<Listed>, string]>([
    [{ base: 'A,B' }, 'its symbol has a comma'],
    [{ base: 'A B' }, 'its symbol has a blank or an invisible character'],
    [{ base: 'A\nB' }, 'its symbol has a blank or an invisible character'],
    [{ base: 'A\u202eB' }, 'its symbol has a blank or an invisible character'],
    [{ base: '\ud83d' }, 'its symbol has a blank or an invisible character'],
    [{ base: 'A"B' }, 'its symbol has a double quote'],
    [{ symbol: '__proto__' }, 'its symbol is a reserved word'],
    [{ symbol: 'USDT.swap' }, 'its symbol "USDT.swap" would mean contracts'],
    [{ quote: 'B.quarter' }, 'its symbol "BTC_B.quarter" would mean contracts'],
    [{ base: 'A'.repeat(100) }, 'its symbol has more than 100 characters'],
    [{ id: 'a,b' }, 'its id cannot stand in an order id'],
  ])('%j', async (facts, problem) => {
    const { markets, warnings } = open([spot({ id: 'odd', ...facts }), spot({ id: 'good', base: 'LTC' })]);
    expect(await markets()).toEqual([['LTC_USD', 'good']]);
    expect(warnings).toEqual([expect.stringContaining(`${facts.id ?? 'odd'}: ${problem}`)]);
  });
});

describe('any listing', () => {
  const letters = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(..."ABCabc12_.$&/-%?#+=':;@!~*()[]{}|\\<>^`") },
    {
      weight: 2,
      arbitrary: fc.constantFrom('É', 'ß', 'İ', 'ı', '\u017f', '中', '😀', 'ﬁ', ' ', ',', '"', '\u200b'),
    },
  );
  const text = fc.string({ unit: letters, minLength: 1, maxLength: 5 });
  const currency = fc.oneof(text, fc.constantFrom('A', 'B', 'A_B', 'swap', 'B.swap'));
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
  const instrument = fc
    .record({
      list: fc.constantFrom(...lists),
      id: fc.oneof(text, fc.constantFrom('swap', 'ID', 'B.ID')),
      kind: fc.constantFrom('spot' as const, 'spot' as const, 'swap' as const, 'futures' as const),
      base: currency,
      quote: currency,
      standard: fc.boolean(),
      symbol: optional(fc.oneof(text, fc.constantFrom('600519.SH', 'US30'))),
      class: optional(fc.oneof(fc.constantFrom('stock', 'crypto'), text)),
      weeks: fc.integer({ min: 1, max: 60 }),
    })
    .map(
      ({ symbol, class: kept, weeks, ...facts }): Listed => ({
        ...facts,
        ...(symbol !== undefined && { symbol }),
        ...(kept !== undefined && facts.kind === 'spot' && { class: kept }),
        ...(facts.kind === 'futures' && { expiry: Date.UTC(2026, 10, 20, 8) + weeks * 7 * 24 * 3_600_000 }),
      }),
    );
  // What is on two lists under one name is for the adapter's listOf to say.
  const listing = fc.uniqueArray(instrument, { maxLength: 12, selector: ({ id }) => id });

  test('what GetMarkets lists can be asked for, in the same spelling and in either case', async () => {
    await fc.assert(
      fc.asyncProperty(listing, async (listed) => {
        const venue = open(listed.map((one) => ({ ...one, list: 'one' })));
        const markets = await venue.markets();
        const folded = markets.map(([symbol]) => foldCase(symbol));
        for (const [symbol, id] of markets) {
          expect(symbol).not.toMatch(/[\s,"\p{Cc}\p{Cf}]/u);
          expect(parseSymbolRange(symbol)).toBeUndefined();
          expect(await venue.find(symbol)).toMatchObject({ id, name: symbol });
          const alone = folded.filter((one) => one === foldCase(symbol)).length === 1;
          const other = symbol.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
          if (alone) expect(await found(venue, other, id)).toBe(id);
          expect(parseOrderId(`${id},123`)).toEqual({ native: id, id: '123' });
        }
      }),
      { numRuns: 500 },
    );
  });

  test('whatever is not listed is either usable or named in a warning', async () => {
    await fc.assert(
      fc.asyncProperty(listing, async (listed) => {
        const venue = open(listed.map((one) => ({ ...one, list: 'one' })));
        const ids = new Set((await venue.markets()).map(([, id]) => id));
        const left = listed.filter(({ id }) => !ids.has(id)).length;
        const told = venue.warnings.map((text) => Number(/^(\d+) of/.exec(text)?.[1]));
        expect(told).toEqual(left === 0 ? [] : [left]);
      }),
      { numRuns: 200 },
    );
  });

  test('with classes on two lists, each listed symbol means its own', async () => {
    const classed = fc.record({
      base: fc.constantFrom('A', 'B', 'C', 'A_B'),
      quote: fc.constantFrom('USD', 'B_C'),
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(classed, { selector: (one) => JSON.stringify(one) }), async (pairs) => {
        const venue = open(
          pairs.flatMap((pair, index) => [
            spot({ ...pair, id: `s${index}`, class: 'stock' }),
            ...(index % 2
              ? [spot({ ...pair, id: `c${index}`, class: 'crypto', list: 'other' as const })]
              : []),
          ]),
        );
        for (const [symbol, id] of await venue.markets()) {
          expect(await venue.find(symbol)).toMatchObject({ id, name: symbol });
        }
      }),
    );
  });
});

/** The id of what a symbol means; the same one where another listing has this very spelling, or both are named. */
async function found(venue: ReturnType<typeof open>, asked: string, id: string): Promise<string> {
  const answer = await venue.find(asked).catch((error: Error) => error);
  if (!(answer instanceof Error)) return answer.id;
  return answer.message.includes(' may mean ') ? id : answer.message;
}
