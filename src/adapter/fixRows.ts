import * as v from 'valibot';
import type { FixFields } from '../fix/FixMessage.js';
import { NetworkError } from '../http/NetworkError.js';
import { describeIssue } from '../protocol/parseWith.js';

/** Tags by the names that an adapter gives them: `{ orderId: 37, price: 44 }`. */
export type FixTags = Readonly<Record<string, number>>;

/**
 * A message, or an entry of a group, as a row: what has one of these tags, by its name. What is absent is not there.
 *
 * @example readInstruments(message.group(146, [55, 15]).map((entry) => rowOf(entry, { symbol: 55, quote: 15 })), how)
 */
export function rowOf(fields: FixFields, tags: FixTags): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([name, tag]) => {
      const value = fields.get(tag);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/**
 * Parses a message of an exchange, or an entry of a group, with the adapter's schema.
 *
 * @throws NetworkError (outcome unknown) whose one line names the first field that is not as documented, with its tag.
 * @example parseFields(v.object({ orderId: textField, price: optionalDecimalField }), message, { orderId: 37, price: 44 })
 */
export function parseFields<Output>(
  schema: v.GenericSchema<unknown, Output>,
  fields: FixFields,
  tags: FixTags,
): Output {
  const result = v.safeParse(schema, rowOf(fields, tags), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const name = issue.path?.[0]?.key;
  const tag = typeof name === 'string' ? tags[name] : undefined;
  const place = tag === undefined ? '' : ` (tag ${tag})`;
  throw new NetworkError(`the answer is not as documented: ${describeIssue(issue, 'message')}${place}`, {
    outcome: 'unknown',
  });
}
