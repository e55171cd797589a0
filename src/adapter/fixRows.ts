import * as v from 'valibot';
import type { FixFields, FixMessage } from '../fix/FixMessage.js';
import { parseUtc } from '../fix/utc.js';
import { NetworkError } from '../http/NetworkError.js';
import { optionalTextField, textField } from '../protocol/fields.js';
import { quote } from '../protocol/oneLine.js';
import { describeIssue } from '../protocol/parseWith.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';

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
  const problem = describeIssue(issue, say('message')) + place;
  throw new NetworkError(say('the answer is not as documented: {problem}', { problem }), {
    outcome: 'unknown',
  });
}

/**
 * The entries of a group, such as the levels of a book: `group` of a message that an exchange has sent.
 *
 * @throws NetworkError (outcome unknown) where there are more or fewer than the message says.
 * @example readGroup(message, 268, [269, 270, 271]).map((entry) => entry.get(270))
 */
export function readGroup(message: FixFields, count: number, members: readonly number[]): FixFields[] {
  try {
    return message.group(count, members);
  } catch (cause) {
    throw new NetworkError(say('the answer is not as documented: {problem}', { problem: messageOf(cause) }), {
      outcome: 'unknown',
      cause,
    });
  }
}

/**
 * For `isComplete` of a request that is answered with several messages: whether as many have come as the last one says there are,
 * or else the first one. Where neither says so, one is all.
 *
 * @param tags how many there are, such as TotNumReports (911) or TotalNumPosReports (727): the first of them that is there.
 * @example isComplete: untilTotal(911)
 */
export function untilTotal(...tags: readonly number[]): (messages: readonly FixMessage[]) => boolean {
  return (messages) => {
    const [total = 1] = [messages.at(-1), messages[0]].flatMap((message) =>
      tags.flatMap((tag) => message?.get(tag) ?? []),
    );
    return !(messages.length < Number(total));
  };
}

const isUtc = v.check<string, (issue: v.CheckIssue<string>) => string>(
  (text) => text === '' || parseUtc(text) !== undefined,
  ({ input }) => say('must be a time like 20260115-08:00:05.000, not {value}', { value: quote(input) }),
);
const toMilliseconds = v.transform<string, string>((text) => String(parseUtc(text) ?? ''));

/**
 * A time as FIX writes it (UTCTimestamp), which a message has to have: Unix time in ms as its digits.
 *
 * @example v.parse(utcTimeField, '20260115-08:00:05.123') // '1768464005123'
 */
export const utcTimeField = v.pipe(textField, isUtc, toMilliseconds);

/** As {@link utcTimeField}; "" where the exchange tells none. */
export const optionalUtcTimeField = v.pipe(optionalTextField, isUtc, toMilliseconds);
