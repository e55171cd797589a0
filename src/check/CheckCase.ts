import { type PlainTemplate, say } from '../wording/say.js';
import type { CheckContext } from './CheckContext.js';

/** One thing that a plugin has to do, and how it is found out. */
export interface CheckCase {
  /** The group and a name within it: `transport.chunked`. */
  id: string;
  group: string;
  /** What holds when the case is passed. */
  readonly title: string;
  /** What the protocol says of it. */
  readonly contract: string;
  /**
   * Returns when all is as it should be.
   *
   * @throws Defect when it is not.
   * @throws Skip when it cannot be found out.
   */
  run(context: CheckContext): Promise<void>;
}

/** A text, or what says it where it has values: neither is said before the case is looked at. */
export type Words = PlainTemplate | (() => string);

/**
 * A table of cases of one group.
 *
 * @param rows name, title, contract and run of each case.
 */
export function casesOf(
  group: string,
  rows: readonly (readonly [name: string, title: Words, contract: Words, run: CheckCase['run']])[],
): CheckCase[] {
  return rows.map(([name, title, contract, run]) => ({
    id: `${group}.${name}`,
    group,
    get title() {
      return spell(title);
    },
    get contract() {
      return spell(contract);
    },
    run,
  }));
}

function spell(words: Words): string {
  return typeof words === 'function' ? words() : say(words);
}
