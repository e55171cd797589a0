import type { BigNumber } from 'bignumber.js';

/** A position; it stays, at zero, when it is closed. */
export interface Position {
  category: 'linear' | 'inverse';
  symbol: string;
  positionIdx: 0 | 1 | 2;
  /** Below zero when it is short. */
  size: BigNumber;
  avgPrice: BigNumber;
  /** Realised since it was opened, and ever. */
  curRealisedPnl: BigNumber;
  cumRealisedPnl: BigNumber;
  seq: number;
  createdTime: number;
  updatedTime: number;
}
