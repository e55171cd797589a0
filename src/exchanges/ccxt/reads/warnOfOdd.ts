import type { CcxtApi } from '../CcxtApi.js';
import { OddInfo } from '../instance/tolerateRows.js';

/** Says in the log, once a list, that ccxt could not read rows of it, so that they are left out. */
export function warnOfOdd(
  api: Pick<CcxtApi, 'warn'>,
  list: string,
  rows: readonly { info?: unknown; symbol?: string | undefined }[],
): void {
  const problems = rows.flatMap(({ info }) => (info instanceof OddInfo ? [info.problem] : []));
  const [first] = problems;
  if (first === undefined) return;
  const count =
    problems.length === 1 ? 'a row cannot be read and is' : `${problems.length} rows cannot be read and are`;
  api.warn(list, `${count} left out: ${first}`);
}
