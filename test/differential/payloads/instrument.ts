import fc from 'fast-check';
import { emptyRow, type InstrumentRow } from '../../doubles/okx/Instrument.js';
import { symbolOf } from '../instruments.js';
import { amount, positive, step, time } from './digits.js';
import { envelope, style } from './envelope.js';
import type { Payload } from './Payload.js';

const bases = ['AAA', 'B2B', '1CAT', 'DOGE', 'EUROC', 'XAUT'];
const quotes = ['USDT', 'USDC', 'USD', 'EUR', 'BTC'];

const state = fc.constantFrom(
  'live' as const,
  'live' as const,
  'live' as const,
  'suspend' as const,
  'preopen' as const,
);

/** What every kind of instrument has; the steps are empty until shortly before the listing. */
const terms = fc
  .record({
    state,
    steps: fc.record({ tickSz: step, lotSz: step, minSz: positive, maxLmtSz: positive, maxMktSz: amount }),
    lever: fc.constantFrom('', '5', '100'),
    listTime: time.map(String),
    listed: fc.boolean(),
  })
  .map(({ steps, listed, ...given }) => ({
    ...given,
    ...steps,
    ...(given.state === 'preopen' &&
      !listed && { tickSz: '', lotSz: '', minSz: '', maxLmtSz: '', maxMktSz: '' }),
  }));

const pairs = (all: string[]) =>
  fc.subarray(
    bases.flatMap((base) => all.map((quote) => [base, quote] as const)),
    { minLength: 1, maxLength: 5 },
  );

const spotRow = ([baseCcy, quoteCcy]: readonly [string, string]): fc.Arbitrary<InstrumentRow> =>
  terms.map((given) => ({
    ...emptyRow,
    ...{
      baseCcy,
      quoteCcy,
      instId: `${baseCcy}-${quoteCcy}`,
      instType: 'SPOT',
      tradeQuoteCcyList: [quoteCcy],
    },
    ...given,
  }));

/** Margined in the quote currency, but in the base currency where the quote is dollars. */
const contractRow =
  (instType: 'SWAP' | 'FUTURES') =>
  ([base, quote]: readonly [string, string]): fc.Arbitrary<InstrumentRow> =>
    fc
      .record({
        given: terms,
        ctMult: fc.constantFrom('1', '1', '1', '0.01'),
        ctVal: fc.constantFrom('0.01', '0.0001', '1', '10', '100', '1000000', '0.10'),
      })
      .map(({ given, ctVal, ctMult }) => {
        const inverse = quote === 'USD';
        const family = `${base}-${quote}`;
        return {
          ...emptyRow,
          ...{ ctMult, ctType: inverse ? 'inverse' : 'linear', ctVal, ctValCcy: inverse ? 'USD' : base },
          ...{ instFamily: family, uly: family, settleCcy: inverse ? base : quote, instType },
          ...(instType === 'SWAP'
            ? { instId: `${family}-SWAP` }
            : { instId: `${family}-301227`, expTime: `${Date.UTC(2030, 11, 27, 8)}` }),
          ...given,
        };
      });

/** The list of instruments of every type. */
export const instruments: fc.Arbitrary<Payload> = fc
  .tuple(
    style,
    pairs(quotes).chain((list) => fc.tuple(...list.map(spotRow))),
    pairs(['USDT', 'USDC', 'USD']).chain((list) => fc.tuple(...list.map(contractRow('SWAP')))),
    pairs(['USDT', 'USD']).chain((list) => fc.tuple(...list.map(contractRow('FUTURES')))),
  )
  .map(([written, spot, swap, futures]) => ({
    answers: {
      '/api/v5/public/instruments?instType=SPOT': envelope(spot, written),
      '/api/v5/public/instruments?instType=SWAP': envelope(swap, written),
      '/api/v5/public/instruments?instType=FUTURES': envelope(futures, written),
    },
    sources: new Map([...spot, ...swap, ...futures].map((row) => [symbolOf(row), { ...row }])),
  }));
