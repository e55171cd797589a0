import type { Reply } from '../../../http/Reply.js';
import { signOf, toDecimal } from '../../../protocol/decimal.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';

const CURRENCY = /^(asset|currency|currency_?(code|id|name|symbol)|coin|ccy|asset_?(id|code|name|symbol))$/i;
const AMOUNT = /balance|avail|free|equity|total|hold|locked|frozen|amount|eq$/i;

/**
 * ccxt passes over a balance that does not name its currency.
 *
 * @throws ProtocolError where a list has such a one, which is not of nothing, among those that name theirs.
 */
export function requireCurrencies(replies: readonly Reply[]): void {
  for (const { json } of replies) {
    const field = unnamedIn(json);
    if (field === undefined) continue;
    throw new ProtocolError(`the exchange tells a balance without its ${field}: ask with IO`);
  }
}

/** The field that ought to name the currency. */
function unnamedIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const items: unknown[] = Object.values(value);
  if (Array.isArray(value)) {
    const rows = items.map((item) => Object(item));
    const field = rows.flatMap((row) => Object.keys(row)).find((name) => CURRENCY.test(name));
    if (field !== undefined && rows.some((row) => namesNone(row) && holdsSomething(row))) return field;
  }
  for (const item of items) {
    const field = unnamedIn(item);
    if (field !== undefined) return field;
  }
  return undefined;
}

function namesNone(row: Readonly<Record<string, unknown>>): boolean {
  const names = Object.entries(row).flatMap(([name, value]) => (CURRENCY.test(name) ? [value] : []));
  return names.every((value) => value === undefined || value === null || value === '');
}

function holdsSomething(row: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(row).some(
    ([name, value]) => AMOUNT.test(name) && signOf(toDecimal(value) ?? '0') !== 0,
  );
}
