import { Chalk } from 'chalk';
import type { Exchange } from '../../adapter/Exchange.js';
import type { SessionWatch } from '../../check/SessionWatch.js';
import type { Credentials } from '../../protocol/envelope.js';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { type KnownExchange, wrapsOthers } from '../../runtime/DeferredExchange.js';
import { CallerKeys } from '../../runtime/keys.js';
import { createRegistry } from '../../runtime/registry.js';
import { createApp } from '../../server/createApp.js';
import { createLog } from '../../server/Log.js';
import { startServer } from '../../server/startServer.js';
import { exchangesWithApi, parseBaseUrls } from '../serve/baseUrls.js';
import { loadExchanges } from '../serve/loadExchanges.js';
import { observeFix, openNetwork } from '../serve/openUpstream.js';
import { withScheme } from '../terminal/addresses.js';
import { CallError, UsageError } from '../terminal/errors.js';
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
  if (meant) throw new UsageError(`${quote(target)} has no scheme: write ${meant}`);
  if (!/^https?:/i.test(target)) return startExchange(target, options);
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (!url || url.username || url.password || url.search || url.hash)
    throw new UsageError('the address of a plugin is one like http://127.0.0.1:6666/OKX');
  if (options.baseUrls.length > 0)
    throw new UsageError(
      '--base-url is for an exchange that is started here: leave it out, or name the exchange',
    );
  const sessions = 'what a plugin elsewhere sends over FIX cannot be seen: name its exchange instead';
  return {
    ...{ url, notes: [], publicData: undefined, sessions },
    ...{ plainKeys: () => [], close: async () => undefined },
  };
}

async function startExchange(name: string, options: TargetOptions): Promise<Target> {
  const { loader, library } = await loadExchanges(options.exchanges);
  const { exchanges, failed, notes } = loader.loaded;
  // For the one exchange that is checked, its name need not be said again.
  const pairs = options.baseUrls.map((value) =>
    /^(https?|fix(\+tls)?):/i.test(value) ? `${nameOfApi(name, exchanges)}=${value}` : value,
  );
  const sessions = new WatchedSessions();
  const log = createLog({
    level: 'debug',
    format: 'pretty',
    colors: new Chalk({ level: 0 }),
    // What is of interest is in the report.
    write: (line) => sessions.write(line),
  });
  const network = openNetwork({ ...observeFix(log), ...sessions.observer });
  sessions.watch(network.fix);
  const registry = createRegistry({
    exchanges,
    failed,
    library,
    ...network,
    baseUrls: parseBaseUrls(pairs, {
      known: exchangesWithApi({ exchanges, failed }),
      streaming: [],
      library,
    }),
  });
  const exchange = await find(name, registry);
  const { name: found, publicData, lines } = exchange;
  const app = createApp({
    registry,
    log,
    version: options.version,
    timeout: Math.max(100, options.timeout * 0.9),
    defaultExchange: exchanges.find((one) => found.startsWith(one.name))?.name ?? found,
  });
  const server = await startServer(app, { host: '127.0.0.1', port: 0 });
  return {
    url: new URL(`${server.url}/${found}`),
    notes,
    publicData,
    sessions: lines.length > 0 ? sessions : `${found} does not speak FIX`,
    plainKeys: (keys) =>
      exchange.withDefinition(({ credentials, plainKeys }) => {
        const known = new CallerKeys(credentials, keys, { plain: false }).readable;
        return (known && plainKeys?.(known.value)) ?? [];
      }),
    async close() {
      await server.stop(1000);
      await registry.close();
    },
  };
}

/** Whose API an exchange asks: that of OKX for `paper/OKX`, but `ccxt/okx` has one of its own. */
function nameOfApi(name: string, exchanges: readonly KnownExchange[]): string {
  const [outer = '', inner] = name.split('/');
  const wraps = exchanges.some(
    (exchange) => wrapsOthers(exchange) && exchange.name.toLowerCase() === outer.toLowerCase(),
  );
  return wraps && inner !== undefined ? inner : name;
}

/** The exchange of a name. */
async function find(name: string, registry: ReturnType<typeof createRegistry>): Promise<Exchange> {
  const failure = registry.failed.find((one) =>
    name.toLowerCase().split('/').includes(one.name.toLowerCase()),
  );
  if (failure) throw new CallError(`${failure.name} cannot be loaded: ${failure.reason}`);
  try {
    return (await registry.find(name)).exchange;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new UsageError(
      `${error.message}; a plugin elsewhere is named by its address, like http://127.0.0.1:6666/OKX`,
    );
  }
}
