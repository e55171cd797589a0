import type { Answer } from '../exchange/Answer.js';

/** A refusal with one of the exchange's codes. HTTP says 200 unless told otherwise. */
export class Refusal extends Error {
  readonly retCode: number;
  readonly status: number;
  /** What stands in `result` and `retExtInfo`. */
  readonly empty: Record<string, never> | null;

  constructor(
    retCode: number,
    retMsg: string,
    options: { status?: number; empty?: Record<string, never> | null } = {},
  ) {
    super(retMsg);
    this.retCode = retCode;
    this.status = options.status ?? 200;
    this.empty = options.empty === undefined ? {} : options.empty;
  }

  toAnswer(now: number): Answer {
    const { retCode, message: retMsg, empty, status } = this;
    return { status, body: { retCode, retMsg, result: empty, retExtInfo: empty, time: now } };
  }
}

/** A parameter that is wrong or missing. */
export function invalid(retMsg: string): Refusal {
  return new Refusal(10001, retMsg);
}

/** A value of the wrong kind, as the gateway says it. */
export function badParameter(): Refusal {
  return invalid('Request parameter error.');
}

export function unknownSymbol(): Refusal {
  return invalid('Not supported symbols');
}
