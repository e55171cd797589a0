import type { LogonContext } from '../adapter/FixDefinition.js';
import type { FixField } from '../fix/FixMessage.js';
import { furtherFields, type LogonFields, type OfKeys, rawData, requirePart, SOH } from './logonParts.js';
import { ed25519 } from './privateKey.js';

/**
 * Logs on as Binance has it: RawData (96), with its length (95), is base64 of the Ed25519 signature over the Logon's MsgType,
 * SenderCompID, TargetCompID, MsgSeqNum and SendingTime, joined by SOH; the API key is Username (553).
 *
 * @param options.privateKey PKCS#8 in PEM, or base64 of the key's 32 bytes.
 * @param options.fields what else the Logon holds. @default nothing
 * @returns the `logon` of a line; it throws ProtocolError where the secret is not an Ed25519 key, and does not show it.
 * @example
 * logon: ed25519Logon({ username: (keys) => keys.accessKey, privateKey: (keys) => keys.secret, fields: [[25035, '1']] })
 * @see https://developers.binance.com/docs/binance-spot-api-docs/fix-api
 */
export function ed25519Logon<Keys>({
  username,
  privateKey,
  fields,
}: {
  username: OfKeys<Keys>;
  privateKey: OfKeys<Keys>;
  fields?: LogonFields<Keys>;
}): (context: LogonContext<Keys>) => readonly FixField[] {
  return (context) => {
    const { keys, sender, target, sequence, sendingTime } = context;
    const text = ['A', sender, target, sequence, sendingTime].join(SOH);
    return [
      ...rawData(ed25519(privateKey(keys), text)),
      [553, requirePart('the access key is empty', username(keys))],
      ...furtherFields(fields, context),
    ];
  };
}
