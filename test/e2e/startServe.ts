import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { type CliOptions, type CliResult, finish, spawnCli } from './runCli.js';

/** The plugin, started by the built command line. */
export interface Served {
  child: ChildProcessWithoutNullStreams;
  url: string;
  /** What it left when it has ended. */
  done: Promise<CliResult>;
  /** What it has printed so far. */
  printed(): string;
  /** What it has logged so far. */
  log(): string;
  /** Asks as FMZ's docker does. */
  call(exchange: string, method: string, params?: object): Promise<{ data?: unknown; error?: string }>;
}

const running: ChildProcessWithoutNullStreams[] = [];

/** Ends every plugin that was started. */
export function killServed(): void {
  for (const child of running.splice(0)) child.kill('SIGKILL');
}

/**
 * Starts the plugin, and resolves when it listens.
 *
 * @param options.port @default a free one
 */
export async function startServe(
  args: readonly string[] = [],
  options: CliOptions & { port?: string } = {},
): Promise<Served> {
  const child = spawnCli(['serve', '--port', options.port ?? '0', ...args], options);
  running.push(child);
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const done = finish(child);
  let stdout = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      const found = /(?:listening on|正在监听) (https?:\/\/\S+)\n/.exec(stdout)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`serve ended: ${log}`)));
  });
  return {
    child,
    url,
    done,
    printed: () => stdout,
    log: () => log,
    async call(exchange, method, params = { symbol: 'LTC_USDT' }) {
      const body = JSON.stringify({ access_key: 'me', secret_key: 'a-secret-key', method, params });
      const response = await fetch(`${url}/${exchange}`, { method: 'POST', body });
      return Object(await response.json());
    },
  };
}
