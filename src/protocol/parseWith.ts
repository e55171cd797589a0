import * as v from 'valibot';
import { say } from '../wording/say.js';
import { quote } from './oneLine.js';
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
  subject = say('the request'),
): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new ProtocolError(describeIssue(result.issues[0], subject));
}

/**
 * One line for one issue of a schema: the field's path, or the subject where the whole is wrong, then what is wrong.
 *
 * @example describeIssue(issue, 'the request') // 'symbol is missing'
 */
export function describeIssue(issue: v.BaseIssue<unknown>, subject: string): string {
  return say('{field} {fault}', { field: v.getDotPath(issue) ?? subject, fault: describe(issue) });
}

function describe(issue: v.BaseIssue<unknown>): string {
  // valibot's own messages begin so; ours say what to do.
  if (!issue.message.startsWith('Invalid')) return issue.message;
  return issue.received === 'undefined'
    ? say('is missing')
    : say('must be {expected}, not {value}', {
        expected: issue.expected ?? say('valid'),
        value: quote(issue.input),
      });
}
