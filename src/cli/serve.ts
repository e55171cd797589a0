import { createRegistry } from '../exchange/createRegistry.js';
import { describeExchanges } from '../exchange/describeExchanges.js';
import { createApp } from '../server/createApp.js';
import { createLog, type LogFormat, type LogLevel } from '../server/Log.js';
import { startServer } from '../server/startServer.js';
import { createColors } from './createColors.js';
import { loadExchanges } from './loadExchanges.js';
import { openUpstream } from './openUpstream.js';
import { parseBaseUrls } from './parseBaseUrls.js';
import { UsageError } from './UsageError.js';

/** What `fmzproto serve` was told. */
interface ServeOptions {
  /** 0 picks a free one. */
  port: number;
  host: string;
  /** Folder of the user's own adapters. */
  exchanges: string;
  /** The exchange of the empty path. */
  defaultExchange: string;
  /** `NAME=URL` */
  baseUrls: readonly string[];
  /** The file that Paper keeps its accounts in. */
  paperState: string | undefined;
  /** The folder to write fixtures into. */
  record: string | undefined;
  /** The folder of fixtures to answer from. */
  replay: string | undefined;
  /** The deadline of every answer, in ms. */
  timeout: number;
  logLevel: LogLevel;
  logFormat: LogFormat;
  version: string;
}

/**
 * Runs the plugin until SIGTERM or SIGINT, then finishes what is running. The log goes to stderr; stdout gets the
 * address once it listens.
 *
 * @throws UsageError when an option does not fit the loaded exchanges.
 * @throws StateFileError when there is a state file that cannot be used.
 * @throws ListenError when the address cannot be listened on.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const log = createLog({
    level: options.logLevel,
    format: options.logFormat,
    colors: createColors('stderr'),
    write: (line) => process.stderr.write(line),
  });
  const { exchanges, notes } = await loadExchanges(options.exchanges, options);
  const names = exchanges.map((exchange) => exchange.name);
  const defaultExchange = names.find((name) => name.toLowerCase() === options.defaultExchange.toLowerCase());
  if (!defaultExchange) {
    throw new UsageError(
      `--default ${options.defaultExchange} is not loaded: choose one of ${names.join(', ')}`,
    );
  }
  const withApi = exchanges.filter((exchange) => exchange.baseUrl !== undefined);
  const baseUrls = parseBaseUrls(
    options.baseUrls,
    withApi.map((exchange) => exchange.name),
  );
  const http = openUpstream({ ...options, names }, log);
  for (const note of notes) log.message('warn', note);

  // Whoever read the log may have gone; requests are answered all the same.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  // A fault in an adapter's background work must not take the other exchanges down.
  process.on('uncaughtException', (error) => log.message('error', `internal error: ${error.message}`));
  process.on('unhandledRejection', (reason) => {
    log.message('error', `internal error: ${reason instanceof Error ? reason.message : String(reason)}`);
  });

  const registry = createRegistry({ exchanges, http, baseUrls });
  const app = createApp({
    registry,
    log,
    version: options.version,
    timeout: options.timeout,
    defaultExchange,
  });
  const server = await startServer(app, options);
  const stopped = untilStopped();
  const addresses = describeExchanges(exchanges).map(({ name }) => `${server.url}/${name}`);
  process.stdout.write(`listening on ${server.url}\nexchanges: ${addresses.join('  ')}\n`);

  log.message('info', `${await stopped}: finishing what is running`);
  await server.stop(options.timeout + 1000);
  await registry.close();
}

function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}
