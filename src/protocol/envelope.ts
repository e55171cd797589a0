import * as v from 'valibot';
import { ProtocolError } from './ProtocolError.js';
import { quote } from './quote.js';

const text = v.nullish(v.string('must be a string'), '');

/** The body that FMZ's docker posts (guide, section 3). The nonce, nanoseconds above 2^53, is opaque and not read. */
export const envelope = v.object({
  access_key: text,
  secret_key: text,
  method: v.pipe(
    v.string('must be a string like "ticker"'),
    v.nonEmpty('is empty: it names a function, like "ticker"'),
  ),
  params: v.nullish(
    v.union(
      [v.array(v.unknown()), v.record(v.string(), v.unknown())],
      'must be an object, like {"symbol":"LTC_USDT"}',
    ),
    {},
  ),
});

export type Envelope = v.InferOutput<typeof envelope>;

/** The two halves of an account's credentials as FMZ sends them. */
export interface Credentials {
  access_key: string;
  secret_key: string;
}

/**
 * Parses with a schema.
 *
 * @throws ProtocolError whose one line names the first field that is wrong.
 */
export function parseWith<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new ProtocolError(describeIssue(result.issues[0]));
}

/** One line for one issue: the field's path, then what is wrong with it. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const message = /^Invalid/.test(issue.message)
    ? issue.received === 'undefined'
      ? 'is missing'
      : `must be ${issue.expected ?? 'valid'}, not ${quote(issue.input)}`
    : issue.message;
  return path ? `${path} ${message}` : `the request ${message}`;
}
