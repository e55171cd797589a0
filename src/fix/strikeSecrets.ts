import { type FixField, SECRET_TAGS, STRUCK } from './FixMessage.js';

/** Shorter ones are found in many words. */
const SHORTEST = 3;

/** A text of the other side without the secrets of a Logon, which it may repeat. */
export function strikeSecrets(text: string, logon: readonly FixField[]): string {
  return logon
    .filter(([tag, value]) => SECRET_TAGS.includes(tag) && value.length >= SHORTEST)
    .reduce((struck, [, value]) => struck.replaceAll(value, STRUCK), text);
}
