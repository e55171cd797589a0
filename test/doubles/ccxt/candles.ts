/** A bar of a double's market: Unix ms, then decimal strings. */
export interface Candle {
  time: number;
  open: string;
  high: string;
  low: string;
  close: string;
  volume: string;
}

/**
 * Bars up to now, oldest first: around a price, never empty.
 *
 * @param step the length of a bar in ms.
 * @param page.since the oldest, in Unix ms.
 */
export function candles(price: number, step: number, page: { since?: number; count: number }): Candle[] {
  const last = Math.floor(Date.now() / step) * step;
  const first =
    page.since === undefined ? last - (page.count - 1) * step : Math.ceil(page.since / step) * step;
  const length = Math.max(0, Math.min(page.count, (last - first) / step + 1));
  return Array.from({ length }, (_, index) => {
    const time = first + index * step;
    const open = price * (1 + (((time / step) % 7) - 3) / 1000);
    return {
      time,
      open: open.toFixed(1),
      high: (open * 1.001).toFixed(1),
      low: (open * 0.999).toFixed(1),
      close: (open * 1.0005).toFixed(1),
      volume: (1 + ((time / step) % 5)).toFixed(4),
    };
  });
}

/** The length in ms of bars that are called `1m`, `4h`, `1d`, `1W`. */
export function lengthOf(name: string): number {
  const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
  const unit = name.at(-1) ?? '';
  return Number.parseInt(name, 10) * (units[unit] ?? units[unit.toLowerCase()] ?? 60_000);
}
