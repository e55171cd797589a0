import * as v from 'valibot';
import { parseWith } from '../../protocol/parseWith.js';
import { say } from '../../wording/say.js';
import { timerFor } from '../timers.js';

/** What Dial was asked for. */
export interface DialOptions extends v.InferOutput<typeof schema> {
  address: URL;
}

/** Options in the address are texts. */
const number = v.pipe(v.union([v.number(), v.string()]), v.transform(Number));
const milliseconds = v.pipe(number, v.transform(timerFor));
const flag = v.pipe(
  v.unknown(),
  v.transform((value) => value === true || value === 'true' || value === '1'),
);

const schema = v.object({
  headers: v.optional(v.record(v.string(), v.string()), {}),
  /** To connect, in ms. */
  timeout: v.optional(milliseconds, 30_000),
  reconnect: v.optional(flag, false),
  /** How often it is tried; 0 is for ever. */
  retry: v.optional(number, 0),
  /** Between two tries, in ms. */
  interval: v.optional(milliseconds, 1000),
  /** Sent once it is open. */
  payload: v.optional(v.string(), ''),
  compress: v.optional(v.string(), ''),
  /** In ms; 0 sends none. */
  pingInterval: v.optional(milliseconds, 0),
  pingMessage: v.optional(v.string(), 'ping'),
  pingType: v.optional(v.string(), 'control'),
  proxy: v.optional(v.string(), ''),
});

/** Below it a number is taken for seconds, which FMZ's older documentation has; above for the ms of the newer one. */
const FIRST_MILLISECOND = 1000;

/**
 * Reads what Dial is called with: an address, which may have options after a `|` as a query has them, and the time to connect
 * or an object of options.
 *
 * @throws ProtocolError or Error that says what is wrong.
 * @example readDialOptions('wss://stream.example/ws|compress=gzip_raw&mode=recv', 5000)
 */
export function readDialOptions(called: string, second: unknown): DialOptions {
  const [address = '', query = ''] = called.split('|');
  if (!URL.canParse(address))
    throw new Error(say('the address must be one like wss://host/path or tcp://host:port'));
  const options = parseWith(
    schema,
    { ...optionsOf(second), ...Object.fromEntries(new URLSearchParams(query)) },
    say('the options'),
  );
  if (options.proxy !== '') throw new Error(say('connections through a proxy are not supported here'));
  return { ...options, address: new URL(address) };
}

function optionsOf(second: unknown): object {
  const value: unknown = typeof second === 'string' && second.startsWith('{') ? JSON.parse(second) : second;
  if (typeof value === 'object' && value !== null) return value;
  const ms = Number(value);
  if (!(ms > 0)) return {};
  return { timeout: ms < FIRST_MILLISECOND ? ms * 1000 : ms };
}
