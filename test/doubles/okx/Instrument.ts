import type { BigNumber } from 'bignumber.js';

/** A row of public/instruments. */
export interface InstrumentRow {
  alias: string;
  auctionEndTime: string;
  baseCcy: string;
  category: string;
  contTdSwTime: string;
  ctMult: string;
  ctType: '' | 'linear' | 'inverse';
  ctVal: string;
  ctValCcy: string;
  expTime: string;
  floatPxLmtPct: string;
  futureSettlement: boolean;
  groupId: string;
  initPxLmtPct: string;
  instCategory: string;
  instFamily: string;
  instId: string;
  instIdCode: number | null;
  instType: 'SPOT' | 'SWAP' | 'FUTURES';
  lever: string;
  listTime: string;
  lotSz: string;
  maxIcebergSz: string;
  maxLmtAmt: string;
  maxLmtSz: string;
  maxMktAmt: string;
  maxMktSz: string;
  maxPxLmtPct: string;
  maxStopSz: string;
  maxTriggerSz: string;
  maxTwapSz: string;
  minSz: string;
  openType: string;
  optType: string;
  preMktSwTime: string;
  quoteCcy: string;
  ruleType: string;
  settleCcy: string;
  state: 'live' | 'suspend' | 'preopen';
  stk: string;
  tickSz: string;
  tradeQuoteCcyList: string[];
  uly: string;
  upcChg: { param: string; newValue: string; effTime: string }[];
}

/** An instrument and the price that it starts with. */
export interface Instrument {
  row: InstrumentRow;
  price: BigNumber;
  /** Hours between two fundings, on perpetual kinds. */
  fundingHours?: number;
}

/** What every row has until told otherwise. */
export const emptyRow: Omit<InstrumentRow, 'instId' | 'instType'> = {
  alias: '',
  auctionEndTime: '',
  baseCcy: '',
  category: '1',
  contTdSwTime: '',
  ctMult: '',
  ctType: '',
  ctVal: '',
  ctValCcy: '',
  expTime: '',
  floatPxLmtPct: '0.03',
  futureSettlement: false,
  groupId: '1',
  initPxLmtPct: '0.05',
  instCategory: '1',
  instFamily: '',
  instIdCode: null,
  lever: '',
  listTime: '1611907200000',
  lotSz: '1',
  maxIcebergSz: '999999999',
  maxLmtAmt: '20000000',
  maxLmtSz: '999999999',
  maxMktAmt: '1000000',
  maxMktSz: '1000000',
  maxPxLmtPct: '0.15',
  maxStopSz: '1000000',
  maxTriggerSz: '999999999',
  maxTwapSz: '999999999',
  minSz: '1',
  openType: '',
  optType: '',
  preMktSwTime: '',
  quoteCcy: '',
  ruleType: 'normal',
  settleCcy: '',
  state: 'live',
  stk: '',
  tickSz: '0.1',
  tradeQuoteCcyList: [],
  uly: '',
  upcChg: [],
};
