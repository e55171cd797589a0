import type { FixField, FixFields } from './FixMessage.js';

/** Fields whose values prove who is asking: RawData, Username, Password and NewPassword. */
export const SECRET_TAGS: readonly number[] = [96, 553, 554, 925];

/** Shorter secrets are struck where a value is nothing else: they stand in many words. */
const SHORTEST_IN_TEXT = 6;

/** What stands in the place of a secret. */
export const STRUCK = '***';

/**
 * A message as people read it, its fields apart by `|`.
 *
 * @param secrets values that it must not show besides those of {@link SECRET_TAGS}.
 * @example readable(message, []) // '8=FIX.4.4|9=65|35=A|...|554=***|10=128|'
 */
export function readable(message: FixFields, secrets: readonly string[]): string {
  return concealed(message, secrets)
    .map(([tag, value]) => `${tag}=${value}|`)
    .join('');
}

/** The fields of a message without what {@link readable} does not show. */
export function concealed({ fields }: FixFields, secrets: readonly string[]): FixField[] {
  const long = secrets.filter(({ length }) => length >= SHORTEST_IN_TEXT);
  return fields.map(([tag, value]) => {
    const isSecret = SECRET_TAGS.includes(tag) || secrets.includes(value);
    return [tag, isSecret ? STRUCK : long.reduce(strike, value)];
  });
}

function strike(text: string, secret: string): string {
  if (!text.includes(secret)) return text;
  // The digits of a login may stand in those of an order id, or of a price.
  if (/^\d+$/.test(secret)) return text.replace(new RegExp(`(?<!\\d\\.?)${secret}(?!\\d)`, 'g'), STRUCK);
  return text.replaceAll(secret, STRUCK);
}

/** Of what a Logon holds, shorter ones are found in many words. */
const SHORTEST_OF_LOGON = 3;

/** A text of the other side without the secrets of a Logon, which it may repeat. */
export function strikeSecrets(text: string, logon: readonly FixField[]): string {
  return logon
    .filter(([tag, value]) => SECRET_TAGS.includes(tag) && value.length >= SHORTEST_OF_LOGON)
    .reduce((struck, [, value]) => struck.replaceAll(value, STRUCK), text);
}
