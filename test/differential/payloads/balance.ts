import { BigNumber } from 'bignumber.js';
import fc from 'fast-check';
import { amount, optional, signed, time } from './digits.js';
import { envelope, style } from './envelope.js';
import type { Payload } from './Payload.js';

const currencies = ['USDT', 'BTC', 'ETH', 'USDC', 'LTC', 'DOGE', 'SHIB', 'OKB', 'SOL', 'XAUT'];

/** What the account's mode decides: which of the figures are there at all. */
const modes = fc.constantFrom('spot', 'contracts', 'contracts', 'noAvailBal', 'onlyCash');

const detail = (ccy: string) =>
  fc
    .record({
      mode: modes,
      ...{
        free: amount,
        ownMoney: amount,
        frozenBal: amount,
        upl: signed,
        ordFrozen: amount,
        cashBal: amount,
      },
      ...{ isoEq: optional, liab: optional, mgnRatio: optional, uTime: time.map(String) },
      // Orders that are covered by borrowing freeze more than there is.
      borrowing: fc.boolean(),
    })
    .map(({ mode, free, ownMoney, borrowing, ...given }) => {
      const covered = borrowing ? '0' : given.frozenBal;
      const spot = mode === 'spot' || mode === 'onlyCash';
      return {
        ...{ ccy, crossLiab: '', disEq: '0', eqUsd: '0', fixedBal: '0', interest: '', maxLoan: '' },
        ...{ notionalLever: '', stgyEq: '0', twap: '0', uplLiab: '', imr: '', mmr: '' },
        ...given,
        eq: new BigNumber(free).plus(covered).toFixed(),
        availBal: mode === 'noAvailBal' || mode === 'onlyCash' ? '' : spot ? free : ownMoney,
        availEq: spot ? '' : free,
        upl: spot ? '' : given.upl,
      };
    });

/** The trading account. */
export const balance: fc.Arbitrary<Payload> = fc
  .subarray(currencies)
  .chain((list) => fc.tuple(style, time, optional, ...list.map(detail)))
  .map(([written, uTime, totalEq, ...details]) => {
    const row = {
      ...{ adjEq: '', availEq: '', borrowFroz: '', imr: '', isoEq: '0', mgnRatio: '', mmr: '' },
      ...{ notionalUsd: '', ordFroz: '', totalEq, uTime: `${uTime}`, upl: '', details },
    };
    return {
      answers: { '/api/v5/account/balance': envelope([row], written) },
      sources: new Map(details.map((source) => [source.ccy, source])),
    };
  });
