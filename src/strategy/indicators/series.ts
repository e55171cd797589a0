import { say } from '../../wording/say.js';

/** The figures of a bar that indicators read. */
export type Field = 'Open' | 'High' | 'Low' | 'Close' | 'Volume';

/** A bar as `exchange.GetRecords()` returns it; what an indicator does not read may be missing. */
export type Bar = Readonly<Partial<Record<Field, number>>>;

/** What an indicator is given, the oldest first: bars, or numbers such as another indicator's. */
export type Series = readonly (number | Bar | null | undefined)[];

/**
 * The numbers of a series: those that it holds, and one field of its bars. NaN is what neither has.
 *
 * @param caller - the function that the strategy called, for the error
 * @param field - what is read of bars; undefined reads nothing of them
 * @throws TypeError if it is no array, as when `GetRecords` failed: no compiler checks what a strategy passes
 */
export function toNumbers(
  caller: string,
  series: Series | null | undefined,
  field: Field | undefined,
): number[] {
  if (!isSeries(series))
    throw new TypeError(
      say('{caller} needs an array of bars or numbers, got {value}', { caller, value: describe(series) }),
    );
  return Array.from(series, (element) => {
    if (typeof element === 'number') return element;
    return field === undefined ? Number.NaN : Number(element?.[field]);
  });
}

/**
 * One field of bars, for an indicator that means nothing without.
 *
 * @throws TypeError if it is no array, or the first element has no Close
 */
export function toColumn(caller: string, series: Series | null | undefined, field: Field): number[] {
  const column = toNumbers(caller, series, field);
  const first = series?.[0];
  if (column.length > 0 && (typeof first !== 'object' || first?.Close === undefined)) {
    throw new TypeError(
      say('{caller} needs bars as GetRecords returns them, the first element has no Close', { caller }),
    );
  }
  return column;
}

/** Whether a value is an array, of whatever realm. */
export function isSeries(value: unknown): value is Series {
  return Array.isArray(value);
}

/** What is no array, as an error tells it. */
export function describe(value: unknown): string {
  return value === null ? say('null, which GetRecords returns when it fails') : typeof value;
}

/** The number at an index, NaN where there is none. */
export function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}

/** A number of bars, in a text too, as parameters of strategies may be. NaN, and so every result, if it is none. */
export function toPeriod(period: number): number {
  const bars = Number(period);
  return Number.isInteger(bars) && bars > 0 ? bars : Number.NaN;
}

/** The sum, from the first to the last. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
