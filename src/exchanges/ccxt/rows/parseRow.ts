import * as v from 'valibot';
import { NetworkError } from '../../../http/NetworkError.js';
import { describeIssue } from '../../../protocol/describeIssue.js';

/**
 * Parses what ccxt made of an exchange's answer.
 *
 * @throws NetworkError (outcome unknown) whose one line names the first field that is not as documented.
 */
export function parseRow<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new NetworkError(
    `ccxt could not make sense of the answer: ${describeIssue(result.issues[0], 'it')}`,
    { outcome: 'unknown', passing: false },
  );
}
