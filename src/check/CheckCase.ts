import type { Bench } from './Bench.js';
import type { RoundTrip } from './Wire.js';

/** One thing that a plugin has to do, and how it is found out. */
export interface CheckCase {
  /** The group and a name within it: `transport.chunked`. */
  id: string;
  group: string;
  /** What holds when the case is passed. */
  title: string;
  /** What the protocol says of it. */
  contract: string;
  /**
   * Returns when all is as it should be.
   *
   * @throws Defect when it is not.
   * @throws Skip when it cannot be found out.
   */
  run(bench: Bench): Promise<void>;
}

/** The plugin broke the contract: what is wrong, and the answer that shows it. */
export class Defect extends Error {
  override readonly name = 'Defect';
  readonly trip: RoundTrip | undefined;

  constructor(message: string, trip?: RoundTrip) {
    super(message);
    this.trip = trip;
  }
}

/** The case says nothing about this plugin; the message is the reason. */
export class Skip extends Error {
  override readonly name = 'Skip';
}

/**
 * A table of cases of one group.
 *
 * @param rows name, title, contract and run of each case.
 */
export function casesOf(
  group: string,
  rows: readonly (readonly [name: string, title: string, contract: string, run: CheckCase['run']])[],
): CheckCase[] {
  return rows.map(([name, title, contract, run]) => ({
    id: `${group}.${name}`,
    group,
    title,
    contract,
    run,
  }));
}
