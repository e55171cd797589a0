import { createHash, randomBytes } from 'node:crypto';
import type { LogonContext } from '../adapter/FixDefinition.js';
import type { FixField } from '../fix/FixMessage.js';
import { furtherFields, type LogonFields, type OfKeys, requirePart } from './logonParts.js';

/**
 * Logs on as Deribit has it: RawData (96) is `ms.nonce`, where the nonce is base64 of 32 random bytes, and Password (554) base64 of
 * the SHA-256 of RawData and the secret. RawDataLength (95), which Deribit does not need, is left out.
 *
 * @param options.clientId for Username (553).
 * @param options.fields what else the Logon holds. @default nothing
 * @param options.nonce may be used once only. @default 32 random bytes
 * @returns the `logon` of a line; it throws ProtocolError where one of the two is empty. Its times always grow, as Deribit wants.
 * @example logon: nonceLogon({ clientId: (keys) => keys.accessKey, secret: (keys) => keys.secret })
 * @see https://docs.deribit.com/fix-api/production/logon
 */
export function nonceLogon<Keys>({
  clientId,
  secret,
  fields,
  nonce = () => randomBytes(32),
}: {
  clientId: OfKeys<Keys>;
  secret: OfKeys<Keys>;
  fields?: LogonFields<Keys>;
  nonce?: () => Uint8Array;
}): (context: LogonContext<Keys>) => readonly FixField[] {
  let last = 0;
  return (context) => {
    const key = requirePart('the secret key is empty', secret(context.keys));
    last = Math.max(last + 1, Math.floor(context.now));
    const raw = `${last}.${Buffer.from(nonce()).toString('base64')}`;
    return [
      [96, raw],
      [553, requirePart('the client id is empty', clientId(context.keys))],
      [554, createHash('sha256').update(raw).update(key).digest('base64')],
      ...furtherFields(fields, context),
    ];
  };
}
