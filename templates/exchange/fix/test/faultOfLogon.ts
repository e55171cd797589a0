// #if hmac
import { createHmac } from 'node:crypto';
// #end
// #if nonce
import { createHash } from 'node:crypto';
// #end
// #if ed25519
import { createPublicKey, verify } from 'node:crypto';
// #end
import type { FixMessage } from 'fmzproto';
import { keys } from './keys.ts';

// FILL IN: what the venue looks at in a Logon, and what it says.
/** Why a Logon is refused; `undefined` where it proves the keys of the tests. */
export function faultOfLogon(logon: FixMessage): string | undefined {
  if (logon.get(49) !== keys.access_key) return 'Unknown SenderCompID';
  // #if password
  return logon.get(554) === keys.secret_key ? undefined : 'Wrong password';
  // #end
  // #if hmac
  const text = [logon.get(52), 'A', logon.get(34), logon.get(49), logon.get(56)].join('\x01');
  const signature = createHmac('sha256', keys.secret_key).update(text).digest('base64');
  return logon.get(96) === signature ? undefined : 'Wrong signature';
  // #end
  // #if nonce
  const proof = createHash('sha256').update(`${logon.get(96)}${keys.secret_key}`).digest('base64');
  return logon.get(554) === proof ? undefined : 'Wrong proof';
  // #end
  // #if ed25519
  const text = ['A', logon.get(49), logon.get(56), logon.get(34), logon.get(52)].join('\x01');
  const signature = Buffer.from(logon.get(96) ?? '', 'base64');
  return verify(null, Buffer.from(text), PUBLIC_KEY, signature) ? undefined : 'Wrong signature';
  // #end
}
// #if ed25519

/** That of the secret in keys.ts: test 2 in RFC 8032, section 7.1. */
const PUBLIC_KEY = createPublicKey({
  key: { kty: 'OKP', crv: 'Ed25519', x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw' },
  format: 'jwk',
});
// #end
