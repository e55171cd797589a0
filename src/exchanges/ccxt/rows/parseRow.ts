import * as v from 'valibot';
import { NetworkError } from '../../../http/NetworkError.js';
import { describeIssue } from '../../../protocol/parseWith.js';

/**
 * Parses what ccxt made of an exchange's answer.
 *
 * @throws NetworkError (outcome unknown) whose one line names the first field that is not as documented, and the row it is of.
 */
export function parseRow<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new NetworkError(
    `ccxt could not make sense of the answer: ${describeIssue(result.issues[0], 'it')}${rowOf(result.issues[0])}`,
    { outcome: 'unknown', passing: false },
  );
}

/** Of a list, what the row calls itself. */
function rowOf({ path }: v.BaseIssue<unknown>): string {
  const [first, ...fields] = path ?? [];
  if (typeof first?.key !== 'number' || fields.length === 0) return '';
  const { id, symbol } = Object(first.value);
  const name: unknown = id ?? symbol;
  return typeof name === 'string' && name !== '' ? ` (in the row of ${name})` : '';
}
