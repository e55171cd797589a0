import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';
import { quote } from '../../../protocol/oneLine.js';

const SUCCESS = /^(.*成功|정상|ok|okay|success(ful(ly)?)?|succeed(ed)?|done|true|none|normal|no data.*)\.?$/i;

/**
 * Refuses to call nothing what is no answer: out of `{"status": "maintenance"}` ccxt makes an empty list.
 *
 * @throws NetworkError (outcome unknown) where a reply holds words and no place for a list.
 */
export function requireAnswer(replies: readonly Reply[]): void {
  for (const { json } of replies) {
    const text = typeof json === 'object' ? wordsOf(json) : String(json);
    if (text === undefined) continue;
    throw new NetworkError(`answered ${quote(text)} instead of a list`, { outcome: 'unknown' });
  }
}

/** A text of an object that has nothing but single values. */
function wordsOf(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const values: unknown[] = Object.values(json);
  if (values.some((value) => typeof value === 'object' && value !== null)) return undefined;
  return values.find(
    (value): value is string =>
      typeof value === 'string' && /\p{L}{3}/u.test(value) && !SUCCESS.test(value.trim()),
  );
}
