import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { listen } from './listen.js';

/** Where Debian and Ubuntu install it. */
const PATH = '/usr/bin/redis-server';

/** The name of a test that is skipped where there is no Redis: it says why. */
export function whyNoRedis(): string | undefined {
  if (existsSync(PATH)) return undefined;
  const reason = `there is no ${PATH}: apt-get install redis-server`;
  if (process.env.FMZPROTO_NEEDS_REDIS === '1') throw new Error(reason);
  return reason;
}

/** A Redis of its own, that keeps nothing behind it. */
export interface Redis {
  readonly port: number;
  readonly url: string;
  /** Stops or ends it. */
  signal(name: NodeJS.Signals): void;
  /** Ends it, and starts an empty one in its place. */
  restart(): Promise<void>;
  close(): void;
}

/** @param settings of redis.conf. @example await startRedis({ requirepass: 'right' }) */
export async function startRedis(settings: Readonly<Record<string, string>> = {}): Promise<Redis> {
  const { port, close } = await listen(() => undefined);
  close();
  // A replica writes what it is sent into a file.
  const dir = mkdtempSync(join(tmpdir(), 'fmzproto-redis-'));
  const all = { dir, bind: '127.0.0.1', port: String(port), save: '', appendonly: 'no', ...settings };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, ...value.split(' ')]);
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(PATH, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('Ready to accept connections')) return child;
    }
    throw new Error(`redis-server does not start on port ${port}`);
  };
  let child = await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    signal: (name) => void child.kill(name),
    async restart() {
      const ended = child.exitCode !== null || child.signalCode !== null ? undefined : once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      child = await start();
    },
    close() {
      child.kill('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
