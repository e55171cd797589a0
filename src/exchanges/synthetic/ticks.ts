/**
 * A whole number of units as a decimal string.
 *
 * @param digits behind the point: a unit is 10 to the minus this.
 * @example toText(60001, 2) // '600.01'
 */
export function toText(units: number, digits: number): string {
  const text = String(units).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The same as a JSON number: the double that is nearest to the decimal string. */
export function toJsonNumber(units: number, digits: number): number {
  return Number(toText(units, digits));
}
