import type { BigNumber } from 'bignumber.js';

/** A position in contracts; it stays, at zero, when it is closed. */
export interface Position {
  posId: string;
  instId: string;
  mgnMode: 'cross' | 'isolated';
  posSide: 'net' | 'long' | 'short';
  /** Below zero only for a short one with `posSide` net. */
  pos: BigNumber;
  avgPx: BigNumber;
  lever: string;
  realizedPnl: BigNumber;
  fee: BigNumber;
  tradeId: string;
  cTime: number;
  uTime: number;
}

/** 1 for a long position, -1 for a short one. */
export function directionOf({ posSide, pos }: Position): 1 | -1 {
  return posSide === 'short' || pos.isNegative() ? -1 : 1;
}
