import { BigNumber } from 'bignumber.js';
import { unknownInstrument } from './Answer.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';

/** Rows of public/funding-rate: of one perpetual, or with `ANY` of all. */
export function fundingRates(market: Market, instId: string): Record<string, string>[] {
  const rows = market
    .all()
    .filter(({ row }) => instId === 'ANY' || row.instId === instId)
    .flatMap((instrument) => fundingRate(instrument, market.clock.now()));
  if (rows.length === 0) throw unknownInstrument();
  return rows;
}

function fundingRate({ row, fundingHours }: Instrument, now: number): Record<string, string>[] {
  if (fundingHours === undefined) return [];
  const interval = fundingHours * 3_600_000;
  const next = (Math.floor(now / interval) + 1) * interval;
  // A different rate for every contract, some below zero.
  const seed = [...row.instId].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) % 400;
  return [
    {
      formulaType: 'withRate',
      fundingRate: new BigNumber(seed - 150).shiftedBy(-6).toFixed(),
      fundingTime: `${next}`,
      impactValue: '20000',
      instId: row.instId,
      instType: row.instType,
      interestRate: '0.0001',
      maxFundingRate: '0.00375',
      method: 'current_period',
      minFundingRate: '-0.00375',
      nextFundingRate: '',
      nextFundingTime: `${next + interval}`,
      premium: '0.0000121',
      settFundingRate: '0.0000817',
      settState: 'settled',
      ts: `${now}`,
    },
  ];
}
