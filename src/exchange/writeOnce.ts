import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkError } from '../http/NetworkError.js';
import type { Api, ApiRequest } from './Api.js';
import { ExchangeError } from './ExchangeError.js';

/** What a look at the exchange says of a write whose answer was lost. */
export type Trace<T> =
  /** It was carried out. */
  | { state: 'done'; value: T }
  /** It cannot be carried out any more, or was refused. */
  | { state: 'refused'; reason: string }
  /** There is no trace of it, as yet. */
  | { state: 'none' };

/** A request that changes something at the exchange. */
export interface Write<T> {
  /** For people: `order with client order id abc`. */
  subject: string;
  /** Sends it, once; hand `limits` on to the request. */
  send(limits: Required<Pick<ApiRequest, 'expires' | 'within'>>): Promise<T>;
  /** Looks for it at the exchange. */
  find(): Promise<Trace<T>>;
  /**
   * The exchange drops the request when it arrives after `limits.expires`: no trace after that is a proof, as long as
   * its clock is known.
   */
  expires: boolean;
}

/** How long a request may travel, in ms, and how long after that the exchange may take to show it. */
const TRAVEL = 2000;
const SETTLING = 1000;

/**
 * Sends a write once, and finds out what became of it when its answer is missing, unreadable, or no verdict.
 *
 * @throws ExchangeError when the exchange refused it, or provably did not carry it out.
 * @throws NetworkError with outcome `rejected` when it never left this machine, and with outcome `unknown`, naming the
 * subject, when it cannot be found out in time.
 */
export async function writeOnce<T>(
  api: Pick<Api<unknown, unknown>, 'remaining' | 'syncClock'>,
  write: Write<T>,
): Promise<T> {
  const uncertainty = write.expires ? await api.syncClock() : undefined;
  const expires = Date.now() + Math.min(TRAVEL, api.remaining() * 0.3);
  const settled = uncertainty === undefined ? undefined : expires + SETTLING + uncertainty;
  try {
    return await write.send({ expires, within: api.remaining() * 0.5 });
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return settle(api, write, settled, error);
  }
}

/** @param settled when no trace becomes a proof, Unix ms; `undefined` for never. */
async function settle<T>(
  api: Pick<Api<unknown, unknown>, 'remaining'>,
  write: Write<T>,
  settled: number | undefined,
  cause: ExchangeError | NetworkError,
): Promise<T> {
  const reason = cause.message.trim();
  while (api.remaining() > 0) {
    const asked = Date.now();
    const trace = await write.find().catch((): Trace<T> | undefined => undefined);
    if (trace?.state === 'done') return trace.value;
    if (trace?.state === 'refused')
      throw new ExchangeError({ code: '', message: `${trace.reason} (${reason})` });
    if (trace && settled !== undefined && asked >= settled) {
      throw new ExchangeError({
        code: '',
        message: `not carried out: ${reason}; there is no ${write.subject}`,
      });
    }
    const pause = Math.max(200, (settled ?? 0) - Date.now());
    if (pause >= api.remaining()) break;
    await sleep(pause);
  }
  throw new NetworkError(
    `outcome unknown: ${reason}; the ${write.subject} may have been carried out, look for it before sending it again`,
    { outcome: 'unknown', cause },
  );
}

function isUnknown(error: unknown): error is ExchangeError | NetworkError {
  return (error instanceof ExchangeError || error instanceof NetworkError) && error.outcome === 'unknown';
}
