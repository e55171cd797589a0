import { Proxies } from '../../http/Proxies.js';
import { quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import type { StreamSetting } from '../../runtime/StreamSetting.js';
import type { Log } from '../../server/Log.js';
import { UsageError } from '../terminal/errors.js';

/**
 * Reads `--stream auto`, `--stream off` and `--stream NAME=off` values; one value may hold several, separated by commas or
 * blanks. What is said of one exchange counts before what is said of all.
 *
 * @param streaming the names of the exchanges that have streams.
 * @returns whether the streams of an exchange may be used, by its name in lower case.
 * @throws UsageError on another word, an exchange without streams, and both words for the same.
 * @example parseStreams(['off', 'OKX=auto'], ['OKX', 'Bybit'])('okx') // true
 */
export function parseStreams(
  values: readonly string[],
  streaming: readonly string[],
): (name: string) => boolean {
  const byName = new Map<string, boolean>();
  for (const value of values.flatMap((one) => one.split(/[\s,]+/)).filter(Boolean)) {
    const [match, named, word] = /^(?:([^=]+)=)?(auto|off)$/.exec(value) ?? [];
    if (match === undefined) {
      throw new UsageError(`--stream takes auto, off or NAME=off, not ${quote(value)}`);
    }
    const name = named?.toLowerCase() ?? '';
    if (named !== undefined && !streaming.some((one) => one.toLowerCase() === name)) {
      const nearest = suggest(name, streaming);
      const choice = nearest ? `did you mean ${nearest}?` : `choose one of ${streaming.join(', ')}`;
      throw new UsageError(`--stream names ${named}, which has no streams here: ${choice}`);
    }
    const enabled = word === 'auto';
    if ((byName.get(name) ?? enabled) !== enabled) {
      throw new UsageError(
        `--stream says auto and off of ${named ?? 'all exchanges'}: leave out one of them`,
      );
    }
    byName.set(name, enabled);
  }
  return (name) => byName.get(name) ?? byName.get('') ?? true;
}

/**
 * How `serve` reaches streams; not at all where answers are recorded or replayed, for a recording holds requests alone.
 *
 * @throws UsageError when the flag is wrong.
 */
export function streamSetting(
  {
    streams,
    record,
    replay,
  }: { streams: readonly string[]; record?: string | undefined; replay?: string | undefined },
  streaming: readonly string[],
  log: Log,
): StreamSetting | undefined {
  const enabled = parseStreams(streams, streaming);
  if (record !== undefined || replay !== undefined) return undefined;
  return { proxies: new Proxies(process.env), enabled, onWarning: (text) => log.message('warn', text) };
}
