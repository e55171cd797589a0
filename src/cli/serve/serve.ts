import { networkInterfaces } from 'node:os';
import { interruptible } from '../../http/deadline.js';
import type { Config } from '../../loading/configFile.js';
import { reloadAdapters } from '../../loading/reloadAdapters.js';
import { messageOf } from '../../protocol/thrown.js';
import { namesOf } from '../../runtime/describeExchanges.js';
import { createRegistry, type Registry } from '../../runtime/registry.js';
import { createApp } from '../../server/createApp.js';
import type { LogFormat, LogLevel } from '../../server/Log.js';
import { say } from '../../wording/say.js';
import { parseBalances } from '../plugin/balances.js';
import { exchangesWithApi, namesWithStreams, parseBaseUrls } from '../plugin/baseUrls.js';
import { findDefault, loadExchanges } from '../plugin/loadExchanges.js';
import { guardProcess } from '../terminal/guardProcess.js';
import { addressesToEnter } from './addressesToEnter.js';
import { announce } from './announce.js';
import { readListening } from './listening.js';
import { type OpenLog, openLog } from './openLog.js';
import { openPort, readIdentity } from './openPort.js';
import { describeProxy, openUpstream } from './openUpstream.js';
import { streamSetting } from './streamSetting.js';
import { untilStopped } from './untilStopped.js';
import { watchMachine } from './watchMachine.js';

/** How long adapters may take to close what they hold, in ms. */
const CLOSING = 5000;

/** How long requests may be on their way when it is to end, in ms. */
const GRACE = 1000;

/** What `fmzproto serve` was told. */
interface ServeOptions {
  /** 0 picks a free one. */
  port: number;
  host: string;
  /** The addresses and ranges that may use it. */
  allow: readonly string[];
  /** The files of its certificate, and of the key of that; `undefined` without TLS. */
  tlsCert: string | undefined;
  tlsKey: string | undefined;
  readOnly: boolean;
  /** Folder of the user's own adapters. */
  exchanges: string;
  /** The exchange of the empty path. */
  defaultExchange: string;
  /** `NAME=URL` */
  baseUrls: readonly string[];
  /** `auto`, `off` or `NAME=off` */
  streams: readonly string[];
  /** The file that Paper keeps its accounts in. */
  paperState: string | undefined;
  /** What a new account of Paper has: `CURRENCY=AMOUNT,...` */
  paperBalance: string | undefined;
  /** The folder to write fixtures into. */
  record: string | undefined;
  /** The folder of fixtures to answer from. */
  replay: string | undefined;
  /** The Redis that limits are kept in together with other processes. */
  share: string | undefined;
  /** The deadline of every answer, in ms. */
  timeout: number;
  /** The port of the console; `undefined` without one. */
  console: number | undefined;
  logLevel: LogLevel;
  logFormat: LogFormat;
  /** The file that the log goes to instead of stderr. */
  logFile: string | undefined;
  /** What the config file says besides. */
  config: Config;
  version: string;
}

/**
 * Runs the plugin until a signal asks it to end, then finishes what is running. The log goes to stderr; stdout gets the
 * address once it listens.
 *
 * @throws UsageError when an option does not fit the loaded exchanges.
 * @throws StateFileError when there is a state file that cannot be used.
 * @throws ListenError when the address cannot be listened on.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const open = await openLog(options);
  const { log } = open;
  // Whoever read the log may have gone; requests are answered all the same.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  // A fault in an adapter must not take the other exchanges down.
  const guard = guardProcess((fault) => log.message('error', say('internal error: {text}', { text: fault })));
  try {
    await serveGuarded(options, open);
  } finally {
    open.close();
    guard.end();
  }
}

async function serveGuarded(options: ServeOptions, open: OpenLog): Promise<void> {
  const { log, dropped, troubles } = open;
  const warn = (text: string) => log.message('warn', text);
  const listening = await readListening(options.host, options.allow);
  const identity = await readIdentity(options.tlsCert, options.tlsKey);
  // Nothing of it is loaded where there is none.
  const page =
    options.console === undefined
      ? undefined
      : (await import('./openConsole.js')).openConsole(options.console);
  const shared =
    options.share === undefined
      ? undefined
      : await (await import('./share.js')).openSharing(options.share, open);
  const { sharing } = shared ?? {};
  const { config } = options;
  const paper = {
    paperState: options.paperState,
    onPaperTrouble: troubles.watch('paper-state', warn),
    ...(options.paperBalance !== undefined && { paperBalances: parseBalances(options.paperBalance) }),
  };
  const { loader, library } = await loadExchanges(options.exchanges, { ...paper, sharing }, config);
  const streaming = namesWithStreams(loader.loaded);
  loader.moveTo(
    parseBaseUrls(options.baseUrls, { known: exchangesWithApi(loader.loaded), streaming, library }),
  );
  const { exchanges, failed, notes, baseUrls } = loader.loaded;
  const defaultExchange = findDefault(options.defaultExchange, [...exchanges, ...failed], library);
  for (const note of notes) warn(note);

  const registry = createRegistry({
    exchanges,
    failed,
    library,
    streams: streamSetting(options, streaming, log),
    ...openUpstream({ ...options, names: [...exchanges.map(({ name }) => name), ...library.names()] }, open),
    ...(baseUrls && { baseUrls }),
    sharing,
    onFault: ({ name }, error) =>
      log.message(
        'error',
        say('{name} as it was before the change could not be closed: {reason}', {
          ...{ name, reason: messageOf(error) },
        }),
      ),
  });
  const app = createApp({
    registry,
    log: page?.watch(log) ?? log,
    version: options.version,
    timeout: options.timeout,
    defaultExchange,
    readOnly: options.readOnly,
    traffic: () => server.traffic,
    droppedLines: dropped,
    troubles,
  });
  const server = await openPort(app, { ...listening, port: options.port, identity }, open);
  const stopped = untilStopped((signal) =>
    log.message(
      'info',
      say('{signal} again: still finishing what is running, at most until its deadline', { signal }),
    ),
  );
  const unwatch = watchMachine(log, {
    onTrouble: troubles.watch('descriptors', warn),
    makeRoom: server.makeRoom,
  });
  const reloading = reloadAdapters({ loader, registry, folder: options.exchanges, log });
  const entered = addressesToEnter(server.url, networkInterfaces());
  const console = await page?.listen({ ...options, app, registry, plugin: entered.here }, log);
  announce({
    url: server.url,
    entered,
    exchanges: namesOf(exchanges),
    library: library.version(),
    config: config.path,
    proxy: options.replay === undefined ? describeProxy() : undefined,
    console,
  });

  log.message('info', say('{signal}: finishing what is running', { signal: await stopped }));
  unwatch();
  await reloading.stop();
  const patience = options.timeout + 1000;
  await Promise.all([server.stop(patience, GRACE), console?.stop(patience)]);
  await closeInTime(registry);
  await shared?.close();
}

/** An adapter that does not come to an end holds nobody up. */
async function closeInTime(registry: Registry): Promise<void> {
  await interruptible(
    () => registry.close(),
    ({ resolve }) => {
      const timer = setTimeout(resolve, CLOSING);
      return () => clearTimeout(timer);
    },
  );
}
