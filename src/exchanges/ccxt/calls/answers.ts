import * as v from 'valibot';
import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';
import { quote } from '../../../protocol/oneLine.js';
import { describeIssue } from '../../../protocol/parseWith.js';
import { say } from '../../../wording/say.js';

/** For `raw`: one reply as it is, several as their list; one that is a plain word, such as "OK", as a text. */
export function rawAnswer(replies: readonly Reply[]): unknown {
  const [only, ...more] = replies.map((reply) => (isJson(reply) ? reply.raw : reply.text));
  return more.length === 0 ? only : [only, ...more];
}

function isJson(reply: Reply): boolean {
  try {
    void reply.json;
    return true;
  } catch {
    return false;
  }
}

/** In characters: lists of all instruments of an exchange are longer, and take long to read. */
const LONG = 1024 * 1024;

/**
 * Refuses a successful reply that is no answer: a gateway's page or words, JSON that breaks off, nothing at all.
 *
 * @throws NetworkError (outcome unknown).
 */
export function requireJson(reply: Reply): void {
  if (reply.status === 204) return;
  if (reply.text.length > LONG && /^\s*[[{]/.test(reply.text)) return;
  const { json } = reply;
  if (json !== null) return;
  throw new NetworkError(say('answered HTTP {status} with nothing but null', { status: reply.status }), {
    outcome: 'unknown',
  });
}

/**
 * The error of a reply that ought to be JSON: a gateway's page, or JSON that breaks off. Plain words and empty bodies
 * are what some exchanges confirm with.
 */
export function unreadable(reply: Reply): NetworkError | undefined {
  if (!/^\s*[<{[]/.test(reply.text)) return undefined;
  try {
    void reply.json;
    return undefined;
  } catch (error) {
    if (error instanceof NetworkError) return error;
    throw error;
  }
}

const GOOD_WORDS =
  /^(.*成功|정상|ok|okay|success(ful(ly)?)?|succeed(ed)?|done|true|none|normal|no data.*)\.?$/i;

/**
 * Refuses to call nothing what is no answer: out of `{"status": "maintenance"}` ccxt makes an empty list.
 *
 * @throws NetworkError (outcome unknown) where a reply holds words and no place for a list.
 */
export function requireAnswer(replies: readonly Reply[]): void {
  for (const { json } of replies) {
    const text = typeof json === 'object' ? textOf(json) : String(json);
    if (text === undefined) continue;
    throw new NetworkError(say('answered {text} instead of a list', { text: quote(text) }), {
      outcome: 'unknown',
    });
  }
}

/** A text of an object that has nothing but single values. */
function textOf(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const values: unknown[] = Object.values(json);
  if (values.some((value) => typeof value === 'object' && value !== null)) return undefined;
  return values.find(
    (value): value is string =>
      typeof value === 'string' && /\p{L}{3}/u.test(value) && !GOOD_WORDS.test(value.trim()),
  );
}

const OUTCOME_FIELDS =
  /^(success|succeeded|ok|status|result|ret|ret_?msg|msg|message|(ret_?|err(or)?_?|s_?)?code|errno|error|errors|err|data)$/i;
const YES = /^(true|ok|okay|success(ful(ly)?)?|succeed(ed)?|done|accepted|cancell?ed|0+|200\d*|.*成功)$/i;
const NO = /^(false|fail(ed|ure)?)$/i;

/**
 * Whether a reply to a cancellation confirms it: it names the order, or says in one of the usual words that all went well,
 * and nowhere the opposite.
 */
export function isConfirmed(reply: Reply | undefined, id: string): boolean {
  if (!reply) return false;
  if (reply.text.trim() === '') return true;
  const words = wordsOf(reply.json, 0);
  if (words.some((word) => NO.test(word))) return false;
  return reply.text.includes(id) || words.some((word) => YES.test(word));
}

function wordsOf(json: unknown, depth: number): string[] {
  if (typeof json !== 'object' || json === null) return depth === 0 ? [String(json)] : [];
  if (depth > 2) return [];
  return Object.entries(json).flatMap(([name, value]) => {
    if (typeof value === 'object') return wordsOf(value, depth + 1);
    return OUTCOME_FIELDS.test(name) ? [String(value).trim()] : [];
  });
}

/**
 * Parses what ccxt made of an exchange's answer.
 *
 * @throws NetworkError (outcome unknown) whose one line names the first field that is not as documented, and the row it is of.
 */
export function parseRow<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new NetworkError(
    say('ccxt could not make sense of the answer: {problem}', {
      problem: describeIssue(result.issues[0], say('it')) + rowOf(result.issues[0]),
    }),
    { outcome: 'unknown', transient: false },
  );
}

/** Of a list, what the row calls itself. */
function rowOf({ path }: v.BaseIssue<unknown>): string {
  const [first, ...fields] = path ?? [];
  if (typeof first?.key !== 'number' || fields.length === 0) return '';
  const { id, symbol } = Object(first.value);
  const name: unknown = id ?? symbol;
  return typeof name === 'string' && name !== '' ? say(' (in the row of {name})', { name }) : '';
}
