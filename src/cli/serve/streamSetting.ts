import { Proxies } from '../../http/Proxies.js';
import { quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import type { StreamSetting } from '../../runtime/StreamSetting.js';
import type { Log } from '../../server/Log.js';
import { listed, say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';

/**
 * Reads `--stream auto`, `--stream off` and `--stream NAME=off` values; one value may hold several, separated by commas or
 * blanks. What is said of one exchange counts before what is said of all.
 *
 * @param streaming the names of the exchanges that have streams.
 * @returns whether the streams of an exchange may be used, by its name in lower case; `undefined` where nothing is said of it.
 * @throws UsageError on another word, an exchange without streams, and both words for the same.
 * @example parseStreams(['off', 'OKX=auto'], ['OKX', 'Bybit'])('okx') // true
 */
export function parseStreams(
  values: readonly string[],
  streaming: readonly string[],
): (name: string) => boolean | undefined {
  const byName = new Map<string, boolean>();
  for (const value of values.flatMap((one) => one.split(/[\s,]+/)).filter(Boolean)) {
    const [match, named, word] = /^(?:([^=]+)=)?(auto|off)$/.exec(value) ?? [];
    if (match === undefined) {
      throw new UsageError(say('--stream takes auto, off or NAME=off, not {value}', { value: quote(value) }));
    }
    const name = named?.toLowerCase() ?? '';
    if (named !== undefined && !streaming.some((one) => one.toLowerCase() === name)) {
      const nearest = suggest(name, streaming);
      throw new UsageError(
        nearest
          ? say('--stream names {name}, which has no streams here: did you mean {nearest}?', {
              ...{ name: named, nearest },
            })
          : say('--stream names {name}, which has no streams here: choose one of {names}', {
              ...{ name: named, names: listed(streaming) },
            }),
      );
    }
    const enabled = word === 'auto';
    if ((byName.get(name) ?? enabled) !== enabled) {
      throw new UsageError(
        say('--stream says auto and off of {what}: leave out one of them', {
          what: named ?? say('all exchanges'),
        }),
      );
    }
    byName.set(name, enabled);
  }
  return (name) => byName.get(name) ?? byName.get('');
}

/**
 * How `serve` reaches streams; not at all where answers are recorded or replayed, for a recording holds requests alone.
 *
 * @throws UsageError when the flag is wrong.
 */
export function streamSetting(
  options: {
    streams: readonly string[];
    record?: string | undefined;
    replay?: string | undefined;
  },
  streaming: readonly string[],
  log: Log,
): StreamSetting | undefined {
  const said = parseStreams(options.streams, streaming);
  if (options.record !== undefined || options.replay !== undefined) return undefined;
  return {
    proxies: new Proxies(process.env),
    enabled: (name) => said(name) ?? true,
    onWarning: (text) => log.message('warn', text),
  };
}
