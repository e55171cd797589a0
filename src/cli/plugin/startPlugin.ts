import { Chalk } from 'chalk';
import type { Exchange } from '../../adapter/Exchange.js';
import type { FixPool } from '../../fix/FixPool.js';
import type { FixObserver } from '../../fix/FixTransport.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { KnownExchange } from '../../runtime/DeferredExchange.js';
import { createRegistry, type Registry } from '../../runtime/registry.js';
import { createApp } from '../../server/createApp.js';
import { createLog, type LogLevel } from '../../server/Log.js';
import { startServer } from '../../server/startServer.js';
import { say } from '../../wording/say.js';
import { CallError, UsageError } from '../terminal/errors.js';
import { exchangesWithApi, namesWithStreams, parseBaseUrls } from './baseUrls.js';
import { loadExchanges } from './loadExchanges.js';
import { observeFix, openNetwork } from './openNetwork.js';

/** What a plugin in this process is started with. */
interface PluginOptions {
  /** The exchanges that are asked, as they are written; or which of those that are loaded. */
  names: readonly string[] | ((known: readonly KnownExchange[]) => readonly string[]);
  /** Folder of the user's own adapters. */
  exchanges: string;
  /** `NAME=URL` of the exchanges that are loaded. */
  baseUrls(known: readonly KnownExchange[]): readonly string[];
  /** Whether these may move streams, which the plugin itself does not use. @default false */
  streams?: boolean;
  /** In ms. */
  timeout: number;
  /** What a new account of Paper has, by currency. @default what Paper gives */
  paperBalances?: Readonly<Record<string, string>>;
  version: string;
  log: { level: LogLevel; write(line: string): void };
  /** Is told besides the log. */
  observer?: Partial<FixObserver>;
}

/** A plugin in this process, on a free port of this machine. */
interface StartedPlugin {
  /** As in `http://127.0.0.1:41234`. */
  url: string;
  /** Those that were named, in their order. */
  found: readonly Exchange[];
  /** The exchange's FIX lines. */
  fix: FixPool;
  /** One sentence for each thing that the user should know. */
  notes: readonly string[];
  /** By exchange name in lower case, those of parts under `okx.stream`. */
  baseUrls: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/**
 * Starts a plugin that only this process asks.
 *
 * @throws UnknownExchange
 * @throws CallError when one is an adapter that cannot be loaded.
 */
export async function startPlugin(options: PluginOptions): Promise<StartedPlugin> {
  const { loader, library } = await loadExchanges(options.exchanges, {
    paperBalances: options.paperBalances,
  });
  const { exchanges, failed, notes } = loader.loaded;
  const log = createLog({ format: 'pretty', colors: new Chalk({ level: 0 }), ...options.log });
  const network = openNetwork({ ...observeFix(log), ...options.observer });
  const baseUrls = parseBaseUrls(options.baseUrls(exchanges), {
    known: exchangesWithApi({ exchanges, failed }),
    streaming: options.streams ? namesWithStreams({ exchanges, failed }) : [],
    library,
  });
  const registry = createRegistry({ exchanges, failed, library, ...network, baseUrls });
  const names = options.names instanceof Function ? options.names(exchanges) : options.names;
  const found: Exchange[] = [];
  for (const name of names) found.push(await find(name, registry));
  const [first] = found;
  const app = createApp({
    registry,
    log,
    version: options.version,
    timeout: options.timeout,
    defaultExchange:
      exchanges.find((exchange) => first?.name.startsWith(exchange.name))?.name ?? first?.name ?? '',
  });
  const server = await startServer(app, { host: '127.0.0.1', port: 0 });
  return {
    url: server.url,
    found,
    fix: network.fix,
    notes,
    baseUrls,
    async close() {
      await server.stop(1000);
      await registry.close();
    },
  };
}

/** No exchange has that name. */
export class UnknownExchange extends UsageError {}

/** The exchange of a name. */
async function find(name: string, registry: Registry): Promise<Exchange> {
  const failure = registry.failed.find((one) =>
    name.toLowerCase().split('/').includes(one.name.toLowerCase()),
  );
  if (failure)
    throw new CallError(
      say('{exchange} cannot be loaded: {reason}', { exchange: failure.name, reason: failure.reason }),
    );
  try {
    return (await registry.find(name)).exchange;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new UnknownExchange(error.message);
  }
}
