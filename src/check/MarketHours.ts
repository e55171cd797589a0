import * as v from 'valibot';
import { records } from '../protocol/structures.js';
import { DAY, HOUR, MINUTE } from '../protocol/time.js';
import type { AnswerEnvelope } from './AnswerEnvelope.js';
import { saysClosed } from './errorTexts.js';
import type { WireParams } from './sampleParams.js';

/** How many bars are looked at: those of an hour are more than a week. */
const BARS = 200;
/** Bars that are this far apart, in ms, are those of a market that has a night or a weekend. */
const NIGHT = 4 * HOUR;
/** The longest holidays of a stock market. */
const HOLIDAYS = 14 * DAY;

/** Whom it asks. */
interface Desk {
  readonly trade: boolean;
  readonly order: { place(): Promise<AnswerEnvelope> };
  paramsOf(name: 'records'): Promise<WireParams>;
  call(method: string, params: object): Promise<AnswerEnvelope>;
  keep(key: string, ask: () => Promise<AnswerEnvelope>): Promise<AnswerEnvelope>;
}

/** When a market is open, as far as a plugin shows it. */
export interface Hours {
  /** Whether its bars have gaps as long as a night. */
  keepsHours: boolean;
  /** When its last bar began, in Unix ms, where it is closed; else `undefined`. */
  closedSince: number | undefined;
}

/**
 * Finds out whether a market has opening hours, and whether it is closed: its bars show it, or CreateOrder says so. The times
 * of prices alone do not: they may be old because the plugin is wrong.
 */
export async function readHours(desk: Desk): Promise<Hours> {
  const sample = await desk.paramsOf('records');
  const isLong = Number(sample.period) * MINUTE >= NIGHT;
  const params = { ...sample, limit: String(BARS) };
  const answer = await desk.keep('bars/week', () => desk.call('records', params)).catch(() => undefined);
  const bars = v.safeParse(records, answer?.data);
  const times = bars.success && !isLong ? bars.output.map(([time]) => time * 1000).sort((a, b) => a - b) : [];
  const keepsHours = times.some((time, index) => time - (times[index - 1] ?? time) >= NIGHT);
  const now = Date.now();
  const latest = times.at(-1) ?? 0;
  const silent = now - latest > HOUR && now - latest < HOLIDAYS;
  if (keepsHours && silent) return { keepsHours, closedSince: latest };
  const refused = desk.trade ? await desk.order.place().catch(() => undefined) : undefined;
  const closed = saysClosed(refused?.error ?? '');
  return { keepsHours, closedSince: closed ? Math.max(latest, now - HOLIDAYS) : undefined };
}
