import { BigNumber } from 'bignumber.js';

/** A figure that both sides give in full: its plain decimal digits, without zeros that say nothing. */
export function exact(value: string | undefined): string | undefined {
  return value === undefined ? undefined : new BigNumber(value).toFixed();
}

/** A figure that one side gives as a JSON number: the number nearest to it. */
export function nearest(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(Number(value));
}

/** Like {@link nearest}, where FMZ's structures have no word for "none" but 0. */
export function nearestOrNone(value: string | number | undefined): string | undefined {
  return Number(value ?? 0) === 0 ? undefined : nearest(value);
}

/** How many decimals a step has. */
export function decimalsOf(step: string | undefined): string | undefined {
  return step === undefined ? undefined : String(new BigNumber(step).decimalPlaces());
}
