import type { ChalkInstance } from 'chalk';
import type { Credentials } from '../protocol/envelope.js';
import { cutLong, oneLine } from '../protocol/oneLine.js';
import { formatTime } from '../protocol/time.js';
import { say } from '../wording/say.js';
import type { ErrorKind } from './describeError.js';
import { type HeldKeys, RecentKeys } from './RecentKeys.js';

/** The lowest level to log: it and all that come after it are shown. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

export const logFormats = ['pretty', 'json'] as const;
export type LogFormat = (typeof logFormats)[number];

/** One request of FMZ's, as the log shows it. No keys and no values of params but the symbol. */
export interface RequestEntry {
  exchange: string;
  /** FMZ's function, or `unknown`. */
  method: string;
  symbol: string;
  /** The path of an IO call. */
  path?: string | undefined;
  /** Whether FMZ got `data`. */
  ok: boolean;
  /** FMZ's error line, where there is one. */
  error?: string | undefined;
  /** What of it says what to do, where the adapter knows. */
  hint?: string | undefined;
  /** Whether it is that nothing usable came from the exchange. */
  unreached?: boolean | undefined;
  /** What lies behind the error; shown at level debug. */
  causes: readonly string[];
  kind?: ErrorKind | undefined;
  /** From the request's arrival to the answer, with fractions, which metrics add up; people are shown whole ones. */
  milliseconds: number;
  /** Requests that were sent to the exchange. */
  upstream: number;
  /** Where the answer is what the exchange has pushed: how many ms before it proved that nothing is missing. */
  memoryAge?: number | undefined;
}

export interface Log {
  request(entry: RequestEntry): void;
  /** What adapters threw outside of a request goes here, too: no keys that were told before are shown. */
  message(level: LogLevel, text: string): void;
  /** Tells of keys that no message may show, until they are released. */
  hide(keys: Credentials): HeldKeys | undefined;
}

/**
 * @param options.write takes one line with its line feed.
 * @param options.format `pretty` for people, `json` with one object a line.
 */
export function createLog(options: {
  level: LogLevel;
  format: LogFormat;
  /** A chalk of level 0 for plain text. */
  colors: ChalkInstance;
  write(line: string): void;
}): Log {
  const { colors } = options;
  const shows = (level: LogLevel) => logLevels.indexOf(level) >= logLevels.indexOf(options.level);
  const stamp = createStamp(colors);
  const emit = (level: LogLevel, fields: () => object, pretty: () => string) => {
    if (!shows(level)) return;
    options.write(
      options.format === 'json'
        ? `${JSON.stringify({ time: new Date().toISOString(), level, ...fields() })}\n`
        : `${stamp(Date.now())} ${pretty()}\n`,
    );
  };

  const keys = new RecentKeys();

  return {
    request(entry) {
      const milliseconds = Math.round(entry.milliseconds);
      const fields = () => ({
        ...entry,
        milliseconds,
        causes: undefined,
        hint: undefined,
        unreached: undefined,
      });
      emit(entry.ok ? 'info' : 'warn', fields, () => requestLine(colors, { ...entry, milliseconds }));
      for (const cause of entry.causes)
        emit(
          'debug',
          () => ({ cause }),
          () => colors.dim(`  ${say('because {cause}', { cause: oneLine(cause, 1000) })}`),
        );
    },
    message(level, text) {
      const clean = keys.redact(cutLong(text));
      emit(
        level,
        () => ({ message: clean }),
        () => (level === 'error' ? colors.red(oneLine(clean, 2000)) : oneLine(clean, 2000)),
      );
    },
    hide: (told) => keys.hold(told),
  };
}

/** The time as the log shows it, made once a second. */
function createStamp(colors: ChalkInstance): (now: number) => string {
  let [second, text] = [Number.NaN, ''];
  return (now) => {
    if (Math.floor(now / 1000) !== second) {
      second = Math.floor(now / 1000);
      text = colors.dim(formatTime(now));
    }
    return text;
  };
}

function requestLine(colors: ChalkInstance, entry: Omit<RequestEntry, 'causes'>): string {
  const outcome = entry.ok ? colors.green(say('ok')) : colors.red(say('error'));
  const asked =
    entry.upstream === 1 ? say('1 upstream call') : say('{count} upstream calls', { count: entry.upstream });
  const calls =
    entry.memoryAge === undefined ? asked : say('from stream, {age} ms old', { age: entry.memoryAge });
  return [
    colors.bold(entry.exchange || '-'),
    colors.cyan(entry.method || '-'),
    entry.path ?? (entry.symbol || '-'),
    outcome,
    `${entry.milliseconds} ms`,
    calls,
    ...(entry.error ? [colors.red(entry.error)] : []),
  ].join('  ');
}
