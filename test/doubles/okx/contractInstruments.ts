import { BigNumber } from 'bignumber.js';
import { datedExpiries } from '../exchange/datedExpiries.js';
import { emptyRow, type Instrument, type InstrumentRow } from './Instrument.js';

const DAY = 86_400_000;

const btcUsdt = {
  ctType: 'linear',
  ctVal: '0.01',
  ctValCcy: 'BTC',
  settleCcy: 'USDT',
  lotSz: '0.1',
  minSz: '0.1',
} as const;
const btcUsd = { ctType: 'inverse', ctVal: '100', ctValCcy: 'USD', settleCcy: 'BTC' } as const;

/** The perpetual contracts of the double. */
export const swapInstruments: readonly Instrument[] = [
  swap('BTC-USDT', '60050', 8, { ...btcUsdt, instIdCode: 20001 }),
  swap('ETH-USDT', '3003', 8, {
    ...{ ctType: 'linear', ctVal: '0.1', ctValCcy: 'ETH', settleCcy: 'USDT' },
    ...{ lotSz: '0.01', minSz: '0.01', tickSz: '0.01', instIdCode: 20002 },
  }),
  swap('LTC-USDT', '80.1', 4, {
    ...{ ctType: 'linear', ctVal: '1', ctValCcy: 'LTC', settleCcy: 'USDT', lever: '50' },
    ...{ lotSz: '0.1', minSz: '0.1', tickSz: '0.01' },
  }),
  swap('BTC-USD', '60040', 8, btcUsd),
  swap('BTC-USDC', '59995', 8, { ...btcUsdt, ctVal: '0.0001', settleCcy: 'USDC', lotSz: '1', minSz: '1' }),
  // Traded before the coin itself is.
  swap('NEWX-USDT', '1.5', 4, {
    ...{ ctType: 'linear', ctVal: '10', ctValCcy: 'NEWX', settleCcy: 'USDT', lever: '5' },
    ...{ lotSz: '1', minSz: '1', tickSz: '0.0001', ruleType: 'pre_market' },
  }),
  // Margined in US dollars: the underscore is part of the id.
  swap('BTC-USD_UM', '60030', 8, { ...btcUsdt, settleCcy: 'USD', uly: 'BTC-USD' }),
];

/** The dated contracts that exist at this time, the same ones until one ends. */
export function futuresInstruments(now: number): readonly Instrument[] {
  const expiries = datedExpiries(now);
  if (listed.expiries !== expiries.join())
    listed = { expiries: expiries.join(), instruments: listFutures(expiries) };
  return listed.instruments;
}

let listed: { expiries: string; instruments: readonly Instrument[] } = { expiries: '', instruments: [] };

function listFutures(expiries: readonly number[]): Instrument[] {
  const dated = expiries.flatMap((expiry, index) => [
    future('BTC-USDT', expiry, `${60_100 + index * 50}`, btcUsdt),
    future('BTC-USD', expiry, `${60_090 + index * 50}`, btcUsd),
  ]);
  const xPerp = future('ETH-USDT', Date.UTC(2031, 2, 28, 8), '3001', {
    ...{ ctType: 'linear', ctVal: '0.1', ctValCcy: 'ETH', settleCcy: 'USDT' },
    ...{
      lotSz: '0.01',
      minSz: '0.01',
      tickSz: '0.01',
      ruleType: 'xperp',
      listTime: `${Date.UTC(2026, 2, 31)}`,
    },
  });
  return [...dated, { ...xPerp, fundingHours: 8 }];
}

function swap(family: string, price: string, fundingHours: number, row: Partial<InstrumentRow>): Instrument {
  return {
    price: new BigNumber(price),
    fundingHours,
    row: {
      ...contract(family),
      ...row,
      instId: `${family}-SWAP`,
      instType: 'SWAP',
    },
  };
}

function future(family: string, expiry: number, price: string, row: Partial<InstrumentRow>): Instrument {
  const date = new Date(expiry).toISOString().slice(2, 10).replaceAll('-', '');
  return {
    price: new BigNumber(price),
    row: {
      ...contract(family),
      listTime: `${expiry - 210 * DAY}`,
      ...row,
      expTime: `${expiry}`,
      instId: `${family}-${date}`,
      instType: 'FUTURES',
    },
  };
}

function contract(family: string): Omit<InstrumentRow, 'instId' | 'instType'> {
  return {
    ...emptyRow,
    ctMult: '1',
    lever: '100',
    maxMktAmt: '',
    maxMktSz: '12000',
    instFamily: family,
    uly: family,
  };
}
