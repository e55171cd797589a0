const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** The month of a letter: the last one of a quarter. */
const QUARTERS: Readonly<Record<string, number>> = { H: 3, M: 6, U: 9, Z: 12 };
const DIGITS = /\..*-(?:20)?(\d{2})(\d{2})(\d{2})$/;
const NAMED = /\..*-(\d{1,2})([A-Z]{3})(\d{2})$/;
const LETTER = /\..*USD([HMUZ])(\d{2})$/;
const HOUR_OF_DELIVERY = 8;
const DAY = 86_400_000;

/**
 * Whether a symbol is a contract whose day of delivery (08:00 UTC) is over, by the date that its id ends in: 250328,
 * 28MAR25, or H25 for the last Friday of that quarter. Anything else that is not listed may be back: it is suspended, or
 * missing in an answer.
 *
 * @param now Unix time in ms.
 * @example hasEnded('BTC_USDT.BTC-USDT-250328', Date.UTC(2025, 2, 28, 8)) // true
 */
export function hasEnded(symbol: string, now: number): boolean {
  const delivery = deliveryOf(symbol);
  return delivery !== undefined && delivery <= now;
}

function deliveryOf(symbol: string): number | undefined {
  const digits = DIGITS.exec(symbol);
  if (digits) return timeOf(Number(digits[1]), Number(digits[2]), Number(digits[3]));
  const named = NAMED.exec(symbol);
  if (named) return timeOf(Number(named[3]), MONTHS.indexOf(named[2] ?? '') + 1, Number(named[1]));
  const letter = LETTER.exec(symbol);
  return letter ? lastFriday(Number(letter[2]), QUARTERS[letter[1] ?? ''] ?? 0) : undefined;
}

/** `undefined` for a day that no calendar has. */
function timeOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(2000 + year, month - 1, day, HOUR_OF_DELIVERY));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

function lastFriday(year: number, month: number): number {
  const last = Date.UTC(2000 + year, month, 0, HOUR_OF_DELIVERY);
  return last - ((new Date(last).getUTCDay() + 2) % 7) * DAY;
}
