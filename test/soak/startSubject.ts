import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { bin, cliEnvironment } from '../e2e/runCli.js';
import { faultLines } from '../fuzz/judge.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const held = v.object({
  rss: v.number(),
  heap: v.number(),
  sockets: v.number(),
  timers: v.number(),
  handles: v.number(),
});

/** What a process holds: bytes, and counts of what keeps it alive. */
export type Held = v.InferOutput<typeof held>;

/** The built `serve`, and somebody inside its process who tells what that holds. */
export interface Subject {
  url: string;
  /** Of now, after what nobody holds has been thrown away. */
  held(): Promise<Held>;
  /** Sets its clock on or back, in ms. */
  shift(ms: number): void;
  /** How many lines of its log tell of faults in it. */
  internal(): string[];
  /** Why it has ended unasked; never resolves while it runs. */
  ended: Promise<string>;
  /** @returns its exit code after SIGTERM. */
  stop(): Promise<number | null>;
}

/** @param flags of `serve`. */
export async function startSubject(flags: readonly string[]): Promise<Subject> {
  const child = fork(bin, ['serve', '--port', '0', '--log-level', 'error', ...flags], {
    execArgv: ['--expose-gc', '--import', here('../support/unlimited.js'), '--import', here('inside.js')],
    env: cliEnvironment({ NODE_OPTIONS: '' }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let log = '';
  let out = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (log = `${log}${text}`.slice(-1_000_000)));
  const exit = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      out += text;
      const found = /listening on (\S+)\n/.exec(out)?.[1];
      if (found) resolve(found);
    });
    exit.then(() => reject(new Error(`serve ended: ${log}`)));
  });
  return {
    url,
    async held() {
      child.send({});
      const [told] = await once(child, 'message');
      return v.parse(held, told);
    },
    shift: (shift) => void child.send({ shift }),
    internal: () => faultLines(log),
    ended: exit.then(([code, signal]) => `serve ended by itself (${code ?? signal}): ${log.slice(-1000)}`),
    async stop() {
      child.disconnect();
      child.kill('SIGTERM');
      const [code] = await exit;
      return typeof code === 'number' ? code : null;
    },
  };
}
