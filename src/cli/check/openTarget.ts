import type { SessionWatch } from '../../check/SessionWatch.js';
import type { Credentials } from '../../protocol/envelope.js';
import { quote } from '../../protocol/oneLine.js';
import { type KnownExchange, wrapsOthers } from '../../runtime/DeferredExchange.js';
import { say } from '../../wording/say.js';
import { plainKeysOf } from '../plugin/plainKeysOf.js';
import { startPlugin, UnknownExchange } from '../plugin/startPlugin.js';
import { withScheme } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';
import { WatchedSessions } from './WatchedSessions.js';

/** A plugin that can be asked. */
export interface Target {
  url: URL;
  /** One sentence for each thing that the user should know. */
  notes: readonly string[];
  /** Whether prices and lists are told without keys; `undefined` where that is not known. */
  publicData: boolean | undefined;
  /** What goes over the exchange's FIX lines, or why that cannot be seen. */
  sessions: SessionWatch | string;
  /** What of the keys is no secret, as the exchange has it. */
  plainKeys(keys: Credentials): readonly string[];
  close(): Promise<void>;
}

/** Where this program's own plugin has an exchange. */
const EXAMPLE = 'http://127.0.0.1:6666/OKX';

/** What the flags say of a target. */
interface TargetOptions {
  /** `NAME=URL`, or the URL alone. */
  baseUrls: readonly string[];
  /** Folder of the user's own adapters. */
  exchanges: string;
  /** In ms; a plugin that is started here answers a little earlier. */
  timeout: number;
  version: string;
}

/**
 * Finds the plugin that is meant: one that runs already, by its URL, or one of this program in front of an exchange,
 * by the name of the exchange.
 *
 * @throws UsageError when it is neither.
 * @throws CallError when the exchange is an adapter that cannot be loaded.
 */
export async function openTarget(target: string, options: TargetOptions): Promise<Target> {
  const meant = withScheme(target);
  if (meant)
    throw new UsageError(say('{target} has no scheme: write {meant}', { target: quote(target), meant }));
  if (!/^https?:/i.test(target)) return startExchange(target, options);
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (!url || url.username || url.password || url.search || url.hash)
    throw new UsageError(say('the address of a plugin is one like {example}', { example: EXAMPLE }));
  if (options.baseUrls.length > 0)
    throw new UsageError(
      say('--base-url is for an exchange that is started here: leave it out, or name the exchange'),
    );
  const sessions = say('what a plugin elsewhere sends over FIX cannot be seen: name its exchange instead');
  return {
    ...{ url, notes: [], publicData: undefined, sessions },
    ...{ plainKeys: () => [], close: async () => undefined },
  };
}

async function startExchange(name: string, options: TargetOptions): Promise<Target> {
  const sessions = new WatchedSessions();
  const plugin = await startPlugin({
    names: [name],
    exchanges: options.exchanges,
    // For the one exchange that is checked, its name need not be said again.
    baseUrls: (known) =>
      options.baseUrls.map((value) =>
        /^(https?|fix(\+tls)?):/i.test(value) ? `${nameOfApi(name, known)}=${value}` : value,
      ),
    timeout: Math.max(100, options.timeout * 0.9),
    version: options.version,
    // What is of interest is in the report.
    log: { level: 'debug', write: (line) => sessions.write(line) },
    observer: sessions.observer,
  }).catch((error: unknown) => {
    if (!(error instanceof UnknownExchange)) throw error;
    throw new UsageError(
      say('{reason}; a plugin elsewhere is named by its address, like {example}', {
        reason: error.message,
        example: EXAMPLE,
      }),
    );
  });
  sessions.watch(plugin.fix);
  const [exchange] = plugin.found;
  const found = exchange?.name ?? name;
  return {
    url: new URL(`${plugin.url}/${found}`),
    notes: plugin.notes,
    publicData: exchange?.publicData,
    sessions:
      exchange !== undefined && exchange.lines.length > 0
        ? sessions
        : say('{name} does not speak FIX', { name: found }),
    plainKeys: (keys) => (exchange ? plainKeysOf(exchange, keys) : []),
    close: () => plugin.close(),
  };
}

/** Whose API an exchange asks: that of OKX for `paper/OKX`, but `ccxt/okx` has one of its own. */
export function nameOfApi(name: string, exchanges: readonly KnownExchange[]): string {
  const [outer = '', inner] = name.split('/');
  const wraps = exchanges.some(
    (exchange) => wrapsOthers(exchange) && exchange.name.toLowerCase() === outer.toLowerCase(),
  );
  return wraps && inner !== undefined ? inner : name;
}
