import { createHash } from 'node:crypto';
import type { LogonContext } from '../adapter/FixDefinition.js';
import type { FixField } from '../fix/FixMessage.js';
import { hmac } from './hmac.js';
import { furtherFields, type LogonFields, type OfKeys, rawData, SOH } from './logonParts.js';

/** How an exchange wants an HMAC in its Logon. */
export interface HmacLogonOptions<Keys> {
  /** What is signed, in its order. */
  parts(context: LogonContext<Keys>): readonly string[];
  /** What stands between the parts. @default SOH */
  separator?: string;
  /** Signs the bytes of such a digest of the text instead of the text. @default none */
  prehash?: 'sha256';
  algorithm: 'sha256' | 'sha512';
  /** The secret's own characters, or its bytes where the exchange wants it decoded first: `base64Key(keys.secret)`. */
  secret: OfKeys<Keys, string | Uint8Array>;
  /** `base64url` has its padding, as Java writes it. */
  encoding: 'hex' | 'base64' | 'base64url';
  /** The field of the signature; 96 has its length (95) in front of it. @default 96 */
  tag?: number;
  /** What else the Logon holds: Username (553) for most. @default nothing */
  fields?: LogonFields<Keys>;
}

/**
 * Logs on with an HMAC over parts of the Logon.
 *
 * @returns the `logon` of a line; it throws ProtocolError where the secret is empty.
 * @example
 * // Coinbase Exchange: https://docs.cdp.coinbase.com/exchange
 * logon: hmacLogon({
 *   parts: ({ sendingTime, sequence, sender, target, keys }) =>
 *     [sendingTime, 'A', sequence, sender, target, keys.passphrase],
 *   secret: (keys) => base64Key(keys.secret), algorithm: 'sha256', encoding: 'base64',
 *   fields: ({ keys }) => [[553, keys.accessKey], [554, keys.passphrase]],
 * })
 * @example
 * // Kraken: https://docs.kraken.com/exchange/guides/fix/authentication
 * logon: hmacLogon({
 *   parts: ({ sequence, sender, target, keys, now }) =>
 *     ['35=A', `34=${sequence}`, `49=${sender}`, `56=${target}`, `553=${keys.accessKey}`, String(now)],
 *   secret: (keys) => base64Key(keys.secret), prehash: 'sha256', algorithm: 'sha512', encoding: 'base64', tag: 554,
 *   fields: ({ keys, now }) => [[553, keys.accessKey], [5025, String(now)]],
 * })
 * @example
 * // Bitvavo: https://docs.bitvavo.com/docs/fix-api/logon/
 * logon: hmacLogon({
 *   parts: ({ keys, sender, sequence, sendingTime }) => [keys.accessKey, sender, sequence, String(parseUtc(sendingTime))],
 *   separator: '', secret: (keys) => keys.secret, algorithm: 'sha256', encoding: 'hex', tag: 554,
 *   fields: ({ keys }) => [[553, keys.accessKey]],
 * })
 */
export function hmacLogon<Keys>(
  options: HmacLogonOptions<Keys>,
): (context: LogonContext<Keys>) => readonly FixField[] {
  const { separator = SOH, prehash, algorithm, encoding, tag = 96 } = options;
  return (context) => {
    const text = options.parts(context).join(separator);
    const signed = prehash === undefined ? text : createHash(prehash).update(text).digest();
    const digits = hmac(algorithm, options.secret(context.keys), signed, encoding);
    const signature = encoding === 'base64url' ? padded(digits) : digits;
    const proof: FixField[] = tag === 96 ? rawData(signature) : [[tag, signature]];
    return [...proof, ...furtherFields(options.fields, context)];
  };
}

function padded(base64: string): string {
  return base64.padEnd(4 * Math.ceil(base64.length / 4), '=');
}
