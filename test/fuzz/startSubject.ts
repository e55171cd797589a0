import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { defaultAccount as bybitAccount } from '../doubles/bybit/BybitAccount.js';
import { startBybitDouble } from '../doubles/bybit/startBybitDouble.js';
import { startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import { defaultAccount as okxAccount } from '../doubles/okx/OkxAccount.js';
import { startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { killServed, startServe } from '../e2e/startServe.js';
import type { KnownKeys } from './envelopes.js';
import { faultLines } from './judge.js';

/** The built `serve` in a process of its own, in front of doubles of exchanges. */
export interface Subject {
  port: number;
  /** What the doubles, or Paper, know. */
  keys: readonly KnownKeys[];
  /** Rejects when it ends unasked. */
  ended: Promise<never>;
  /** How many requests have reached an exchange. */
  upstream(): number;
  kill(): void;
  /** Ends it, and tells what went wrong in it. */
  stop(): Promise<{ faults: string[] }>;
}

/** The deadline of every answer, in ms: what never comes whole is answered then. */
const TIMEOUT = 1000;
const UNLIMITED = new URL('../support/unlimited.js', import.meta.url).href;

export async function startSubject(): Promise<Subject> {
  const [okx, bybit, ctrader] = await Promise.all([
    startOkxDouble(),
    startBybitDouble(),
    startCtraderDouble(),
  ]);
  const addresses = [
    `OKX=${okx.url}`,
    `Bybit=${bybit.url}`,
    `CTrader=${ctrader.trade}`,
    `CTrader.quote=${ctrader.quote}`,
  ];
  const served = await startServe(
    [
      '--timeout',
      String(TIMEOUT),
      '--log-level',
      'error',
      ...addresses.flatMap((address) => ['--base-url', address]),
    ],
    { node: ['--import', UNLIMITED] },
  );
  process.once('exit', killServed);
  let asked = false;
  const ended = served.done.then(({ code, stderr }): never => {
    if (asked) throw new Error('it has ended');
    process.stdout.write(`serve ended by itself, exit code ${code}: ${stderr.slice(-2000)}\n`);
    process.exit(1);
  });
  ended.catch(() => undefined);
  return {
    port: Number(new URL(served.url).port),
    keys: [
      {
        exchange: 'OKX',
        access_key: okxAccount.accessKey,
        secret_key: `${okxAccount.secret},${okxAccount.passphrase}`,
      },
      { exchange: 'Bybit', access_key: bybitAccount.accessKey, secret_key: bybitAccount.secret },
      { exchange: 'CTrader', ...ctrader.keys },
      { exchange: 'Paper', access_key: 'me', secret_key: 'a-secret-key' },
    ],
    ended,
    upstream: () => okx.requests.length + bybit.requests.length,
    kill: killServed,
    async stop() {
      const descriptors = openSockets(served.child.pid);
      asked = true;
      served.child.kill('SIGTERM');
      const { code, stderr } = await served.done;
      await Promise.all([okx.close(), bybit.close(), ctrader.close()]);
      return {
        faults: [
          ...(code === 0 ? [] : [`exit code ${code} after SIGTERM: ${stderr.slice(-2000)}`]),
          ...faultLines(stderr)
            .slice(0, 10)
            .map((line) => `log: ${line}`),
          ...(descriptors > MOST_SOCKETS
            ? [`${descriptors} sockets are open though all clients have gone`]
            : []),
        ],
      };
    },
  };
}

/** Connections to the doubles are kept for a while. */
const MOST_SOCKETS = 200;

/** How many sockets a process has open, as far as its system tells. */
function openSockets(pid: number | undefined): number {
  const folder = `/proc/${pid}/fd`;
  if (pid === undefined || !existsSync(folder)) return 0;
  return readdirSync(folder).filter((name) => targetOf(`${folder}/${name}`).startsWith('socket:')).length;
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    // It was closed in the meantime.
    return '';
  }
}
