import * as v from 'valibot';
import { say } from '../wording/say.js';
import { nameFullWidth } from './fullWidth.js';
import { quote } from './oneLine.js';
import { ProtocolError } from './ProtocolError.js';

/**
 * Parses with a schema.
 *
 * @param subject what the value is, for an issue of the whole.
 * @throws ProtocolError whose one line names the first field that is wrong.
 * @example parseWith(v.array(orderRow), data, 'data')
 */
export function parseWith<Output>(
  schema: v.GenericSchema<unknown, Output>,
  value: unknown,
  subject = say('the request'),
): Output {
  return parse(schema, value, (issue) => describeIssue(issue, subject));
}

/**
 * Parses the params of a request, as people typed them.
 *
 * @throws ProtocolError whose one line names the first param that is wrong, and full-width characters in it.
 * @example parseParams(methods.ticker.params, { symbol: 'LTC_USDT' })
 */
export function parseParams<Output>(schema: v.GenericSchema<unknown, Output>, params: unknown): Output {
  return parse(schema, params, (issue) => describeParam(issue, v.getDotPath(issue) ?? say('the request')));
}

function parse<Output>(
  schema: v.GenericSchema<unknown, Output>,
  value: unknown,
  explain: (issue: v.BaseIssue<unknown>) => string,
): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new ProtocolError(explain(result.issues[0]));
}

/** One line for one issue of a param. */
export function describeParam(issue: v.BaseIssue<unknown>, param: string): string {
  const fault = describe(issue);
  const sentence =
    param === 'symbol'
      ? say('symbol {problem}', { problem: fault })
      : say('{field} {fault}', { field: param, fault });
  return nameFullWidth(sentence, issue.input);
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
