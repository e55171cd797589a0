import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Served } from './startServe.js';

/** A running plugin whose process is stopped, and what it is asked meanwhile. */
export interface StopBench {
  served: Served;
  /** The plugin's `--timeout`, in ms: 1000 or more. */
  timeout: number;
  /** Asks for anything that takes longer than half a second: its timers come before those of the order. */
  askOther(): Promise<unknown>;
  /**
   * Places the order of a moment. Before it can be sent, something has to be read whose answer comes `delay` ms after it was
   * asked for.
   */
  order(moment: number, delay: number): Promise<{ data?: unknown; error?: string }>;
  /** How many orders of a moment have arrived at the exchange. */
  arrived(moment: number): number;
}

/** What FMZ was told of the order of a moment. */
export interface Told {
  moment: number;
  data?: unknown;
  error?: string;
}

/** How long before an order's deadline the process is stopped, in ms: the first time, and how much later each time. */
const FIRST = 320;
const STEP = 12;
/** How long before its deadline the answer comes that an order waits for: the process is stopped by then, mostly. */
const ANSWERED = 90;
/** How long after it the process goes on. */
const AFTER = 60;
/** Another request is begun so many ms earlier. */
const EARLIER = 150;

/**
 * Stops the plugin's process around the deadline of an order (SIGSTOP, SIGCONT), at a moment that comes a little later
 * with each order, and then waits until nothing that was left running can still be sent.
 */
export async function stopAround(bench: StopBench, moments = 20): Promise<Told[]> {
  const told: Told[] = [];
  const others: Promise<unknown>[] = [];
  for (let moment = 0; moment < moments; moment += 1) {
    others.push(bench.askOther().catch(() => undefined));
    await sleep(EARLIER);
    const answer = bench.order(moment, bench.timeout - ANSWERED);
    const early = FIRST - moment * STEP;
    await sleep(bench.timeout - early);
    bench.served.child.kill('SIGSTOP');
    await sleep(early + AFTER);
    bench.served.child.kill('SIGCONT');
    told.push({ ...(await answer), moment });
  }
  await Promise.all(others);
  await sleep(bench.timeout + 1000);
  return told;
}

/**
 * What holds of each order: one that FMZ was told of was placed once, one whose outcome is unknown at most once, and
 * every other one never.
 */
export function expectTruth(bench: Pick<StopBench, 'arrived'>, told: readonly Told[]): void {
  for (const { moment, data, error = '' } of told) {
    const arrived = bench.arrived(moment);
    const fits = data !== undefined ? arrived === 1 : arrived === 0 || /^outcome unknown/.test(error);
    expect({ moment, error, arrived, fits }).toMatchObject({ fits: true });
    expect(arrived).toBeLessThanOrEqual(1);
  }
}
