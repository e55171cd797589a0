const DATE = /\..*-(?:20)?(\d{2})(\d{2})(\d{2})$/;
const HOUR_OF_DELIVERY = 8;

/**
 * Whether a symbol is a contract whose day of delivery (08:00 UTC) is over, by the date that its id ends in. Anything
 * else that is not listed may be back: it is suspended, or missing in an answer.
 *
 * @param now Unix time in ms.
 * @example hasEnded('BTC_USDT.BTC-USDT-250328', Date.UTC(2025, 2, 28, 8)) // true
 */
export function hasEnded(symbol: string, now: number): boolean {
  const [, year, month, day] = DATE.exec(symbol) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(2000 + Number(year), Number(month) - 1, Number(day), HOUR_OF_DELIVERY));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real && date.getTime() <= now;
}
