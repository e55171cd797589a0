import { requireDecimal } from '../../../protocol/decimal.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { PastBar } from '../engine/Happenings.js';
import type { VenueApi } from '../Venue.js';
import { askInner } from './askInner.js';

export const MINUTE = 60_000;

const MOST_BARS = 500;
/** In minutes: the shortest that cover the time with 500 bars are read. */
const PERIODS = [1, 5, 15, 60, 240, 1440];

/**
 * The bars that are over and began at `since` or later, up to `time` (Unix ms).
 *
 * @returns besides them, whether they are longer than a minute, so that the last minutes are still to be read.
 */
export async function readPastBars(
  api: VenueApi,
  symbol: string,
  since: number,
  time: number,
): Promise<{ bars: PastBar[]; coarse: boolean }> {
  const first = Math.ceil(since / MINUTE) * MINUTE;
  if (first + MINUTE > time) return { bars: [], coarse: false };
  const fitting = PERIODS.find((minutes) => (time - since) / (minutes * MINUTE) <= MOST_BARS) ?? 1440;
  try {
    return { bars: await read(fitting), coarse: fitting > 1 };
  } catch (error) {
    // Not every exchange has bars of every length.
    if (!(error instanceof ProtocolError) || fitting === 1) throw error;
    return { bars: await read(1), coarse: false };
  }

  async function read(period: number): Promise<PastBar[]> {
    const length = period * MINUTE;
    const limit = Math.min(MOST_BARS, Math.ceil((time - since) / length)) + 2;
    const rows = await askInner(api, 'records', { symbol, period, limit });
    return rows
      .map(([start, , high, low, close, volume]) => ({
        time: start * 1000,
        until: start * 1000 + length,
        high: requireDecimal(high),
        low: requireDecimal(low),
        close: requireDecimal(close),
        volume: requireDecimal(volume),
      }))
      .filter((bar) => bar.time >= since && bar.until <= time);
  }
}
