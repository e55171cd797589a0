import type { CheckContext } from './CheckContext.js';

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
  run(context: CheckContext): Promise<void>;
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
