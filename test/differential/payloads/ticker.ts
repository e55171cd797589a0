import fc from 'fast-check';
import { type Listed, listed, listedOf } from '../instruments.js';
import { amount, positive, time } from './digits.js';
import { envelope, style } from './envelope.js';
import type { Payload } from './Payload.js';

const figures = fc.record({
  last: fc.oneof({ weight: 14, arbitrary: positive }, { weight: 1, arbitrary: fc.constant('') }),
  lastSz: amount,
  askPx: positive,
  askSz: positive,
  bidPx: positive,
  bidSz: positive,
  open24h: positive,
  high24h: positive,
  low24h: positive,
  vol24h: amount,
  volCcy24h: amount,
  sodUtc0: positive,
  sodUtc8: positive,
  ts: time.map(String),
});

/** A side of the book that is empty has neither price nor size. */
const emptySide = fc.oneof(
  { weight: 10, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ askPx: '', askSz: '' }) },
  { weight: 1, arbitrary: fc.constant({ bidPx: '', bidSz: '' }) },
);

const rowOf = ({ row: { instId, instType } }: Listed) =>
  fc
    .tuple(figures, emptySide)
    .map(([given, empty]): Record<string, string> => ({ instType, instId, ...given, ...empty }));

/** A ticker of one instrument. */
export const ticker = fc.constantFrom(...listed).chain((instrument) =>
  fc.tuple(rowOf(instrument), style).map(([row, written]) => ({
    instrument,
    answers: { '/api/v5/market/ticker': envelope([row], written) },
    sources: new Map([[instrument.symbol, row]]),
  })),
);

const types = ['SPOT', 'SWAP', 'FUTURES'] as const;

/** Tickers of several instruments of every kind. */
export const tickers: fc.Arbitrary<Payload> = fc
  .tuple(style, ...types.map((type) => fc.subarray(listedOf(type), { minLength: 1 })))
  .chain(([written, ...lists]) =>
    fc.tuple(...lists.map((list) => fc.tuple(...list.map(rowOf)))).map((rows) => ({
      answers: Object.fromEntries(
        types.map((type, index) => [
          `/api/v5/market/tickers?instType=${type}`,
          envelope(rows[index] ?? [], written),
        ]),
      ),
      sources: new Map(
        lists.flatMap((list, index) =>
          list.map(({ symbol }, position) => [symbol, rows[index]?.[position] ?? {}]),
        ),
      ),
    })),
  );
