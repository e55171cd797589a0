import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The code of a strategy's thread. */
export interface StrategyCode {
  /** The path of its entry. */
  readonly worker: string;
  /** What the entry evaluates: one script. */
  readonly runtime: string;
  /** The path of what the thread of a database runs. */
  readonly database: string;
}

/**
 * Reads the code of a strategy's thread.
 *
 * @param folder where the build has put it.
 */
export async function readStrategyCode(folder: string): Promise<StrategyCode> {
  const runtime = await readFile(join(folder, 'runtime.js'), 'utf8');
  return { worker: join(folder, 'worker.js'), runtime, database: join(folder, 'database.js') };
}
