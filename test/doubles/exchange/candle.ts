import { BigNumber } from 'bignumber.js';
import { toStep } from './toStep.js';

/** Figures of a candle; `lots` is its volume in lots. */
export interface Candle {
  open: BigNumber;
  high: BigNumber;
  low: BigNumber;
  close: BigNumber;
  lots: number;
}

/** The candle that opened at `time` between two prices. */
export function candle(time: number, open: BigNumber, close: BigNumber, tick: string): Candle {
  return {
    open,
    close,
    high: toStep(BigNumber.max(open, close).times('1.001'), tick),
    low: toStep(BigNumber.min(open, close).times('0.999'), tick),
    lots: ((Math.floor(time / 1000) * 7919) % 9973) + 1,
  };
}
