import fc from 'fast-check';
import { type Listed, listed } from '../instruments.js';
import { signed, time } from './digits.js';
import { envelope, style } from './envelope.js';
import type { Payload } from './Payload.js';

/** Funding rates of all contracts that have one. */
export const fundings: fc.Arbitrary<Payload> = fc
  .subarray(
    listed.filter(({ row }) => row.instType === 'SWAP' || row.ruleType === 'xperp'),
    { minLength: 1 },
  )
  .chain((list) =>
    fc.tuple(style, ...list.map(fundingRow)).map(([written, ...rows]) => ({
      answers: { '/api/v5/public/funding-rate': envelope(rows, written) },
      sources: new Map(list.map(({ symbol }, index) => [symbol, rows[index] ?? {}])),
    })),
  );

function fundingRow({ row: { instId, instType } }: Listed) {
  return fc
    .record({
      fundingRate: signed,
      settFundingRate: signed,
      premium: signed,
      ts: time.map(String),
      settled: time,
      hours: fc.constantFrom(1, 2, 4, 6, 8, 16, 24),
    })
    .map(({ settled, hours, ...given }) => ({
      ...{ formulaType: 'withRate', impactValue: '20000', interestRate: '0.0001', instId, instType },
      ...{ maxFundingRate: '0.00375', minFundingRate: '-0.00375', method: 'current_period' },
      ...{ nextFundingRate: '', settState: 'settled', ...given },
      ...{ fundingTime: `${settled}`, nextFundingTime: `${settled + hours * 3_600_000}` },
    }));
}
