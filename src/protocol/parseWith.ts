import * as v from 'valibot';
import { describeIssue } from './describeIssue.js';
import { ProtocolError } from './ProtocolError.js';

/**
 * Parses with a schema.
 *
 * @param subject what the value is, for an issue of the whole.
 * @throws ProtocolError whose one line names the first field that is wrong.
 * @example parseWith(methods.ticker.params, { symbol: 'LTC_USDT' })
 */
export function parseWith<Output>(
  schema: v.GenericSchema<unknown, Output>,
  value: unknown,
  subject = 'the request',
): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new ProtocolError(describeIssue(result.issues[0], subject));
}
