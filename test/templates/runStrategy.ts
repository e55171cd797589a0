import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { bin, cliEnvironment } from '../e2e/runCli.js';

/** The library that a user pastes into FMZ. */
export const libraryFile = fileURLToPath(
  new URL('../../templates/fmz-strategy/fmzproto.js', import.meta.url),
);

/** `exchange.IO`: `IO('api', 'GET', '/fmz/positions', 'symbol=BTC_USDT.swap')`. */
export type Io = (kind: string, verb: string, path: string, query: string) => unknown;

/** An exchange object of a strategy. */
export interface StrategyExchange {
  IO: Io;
}

/** A strategy that has the library. */
export interface Strategy {
  /** Calls a function of the library: `call('GetPositions', exchange, 'BTC_USDT.swap')`. */
  call(name: string, ...args: unknown[]): unknown;
  /** Names of the library's functions. */
  functions: string[];
  /** What was logged. */
  logs: string[];
}

/**
 * Runs the library as FMZ's docker does: a script among FMZ's globals, which adds its functions to `$`.
 *
 * @param exchange the global of that name.
 */
export function runStrategy(exchange: StrategyExchange | undefined): Strategy {
  const library: Record<string, unknown> = {};
  const logs: string[] = [];
  const context = createContext({
    $: library,
    exchange,
    Log: (...values: unknown[]) => logs.push(values.join(' ')),
    PD_LONG: 0,
    PD_SHORT: 1,
  });
  const globals = Object.keys(context);
  new Script(readFileSync(libraryFile, 'utf8'), { filename: libraryFile }).runInContext(context);
  const leaked = Object.keys(context).filter((name) => !globals.includes(name));
  if (leaked.length > 0) throw new Error(`the library leaves globals behind: ${leaked.join(', ')}`);
  return {
    call(name, ...args) {
      const method = library[name];
      if (typeof method !== 'function') throw new TypeError(`the library has no $.${name}`);
      return method(...args);
    },
    functions: Object.keys(library),
    logs,
  };
}

/** What the wire carried for one IO call. */
export interface Exchanged {
  verb: string;
  path: string;
  query: string;
  answer: string;
}

/**
 * An exchange object whose IO goes to a running plugin and waits, as FMZ's does: the data, or null for an error.
 *
 * @param options.record takes what was sent and the plugin's answer as it came.
 */
export function connectExchange(options: {
  url: string;
  name: string;
  keys: { access_key: string; secret_key: string };
  record?: Exchanged[];
}): StrategyExchange {
  const env = cliEnvironment({
    FMZPROTO_ACCESS_KEY: options.keys.access_key,
    FMZPROTO_SECRET_KEY: options.keys.secret_key,
  });
  return {
    IO(_kind, verb, path, query) {
      const params = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`);
      const target = ['--exchange', options.name, '--url', options.url, '--json'];
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [bin, 'call', 'io', verb, path, ...params, ...target],
        { encoding: 'utf8', env },
      );
      if (stdout === '') throw new Error(stderr);
      options.record?.push({ verb, path, query, answer: stdout.trim() });
      const envelope: unknown = JSON.parse(stdout);
      return typeof envelope === 'object' && envelope !== null && 'data' in envelope ? envelope.data : null;
    },
  };
}
