import type { Credentials } from '../protocol/envelope.js';

/**
 * Strikes the caller's keys out of a text: an exchange may quote a key in its error message. The secret key box is
 * struck out whole, up to and behind its first comma, and in those parts that are too long to be a common word.
 *
 * @example redact('key abcd1234 is unknown', { access_key: 'abcd1234', secret_key: '' }) // 'key *** is unknown'
 */
export function redact(text: string, { access_key, secret_key }: Credentials): string {
  const [secret = '', ...rest] = secret_key.split(',');
  const remainder = rest.join(',');
  const whole = [access_key, secret_key, secret, remainder, remainder.replace(/,\s*simulate\s*$/i, '')];
  const parts = [...rest, ...secret_key.split(/[,=]/)].filter((part) => part.trim().length >= 8);
  const secrets = [...whole, ...parts].map((value) => value.trim()).filter((value) => value.length >= 4);
  return secrets
    .filter((value) => value.toLowerCase() !== 'simulate')
    .sort((a, b) => b.length - a.length)
    .reduce((clean, value) => clean.replaceAll(value, '***'), text);
}
