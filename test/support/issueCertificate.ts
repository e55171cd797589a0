import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate and its key, in PEM. */
export interface Issued {
  cert: string;
  key: string;
}

/**
 * Makes a certificate with a key of its own.
 *
 * @param names host names and IPv4 addresses that it is of.
 * @param options.from when it is valid, in ms since 1970; before 2050. @default 2000: the clock of OpenSSL is no test's own
 * @param options.until when it is not any more. @default 2049
 * @param options.by whose it is signed by. @default itself
 * @param options.curve of its key. @default P-256
 */
export function issueCertificate(
  names: readonly string[],
  options: { from?: number; until?: number; by?: Issued; curve?: string } = {},
): Issued {
  const { from = Date.UTC(2000), until = Date.UTC(2049), by, curve = 'P-256' } = options;
  const pair = generateKeyPairSync('ec', { namedCurve: curve });
  const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const name = (text: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));
  const alternatives = names.map((one) =>
    isIP(one) ? der(0x87, Buffer.from(one.split('.').map(Number))) : der(0x82, Buffer.from(one)),
  );
  const extensions = [
    sequence(oid('551d13'), der(0x01, Buffer.of(0xff)), der(0x04, sequence(der(0x01, Buffer.of(0xff))))),
    ...(names.length > 0 ? [sequence(oid('551d11'), der(0x04, sequence(...alternatives)))] : []),
  ];
  const body = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ECDSA,
    name(SELF),
    sequence(time(from), time(until)),
    name(by ? 'a plugin' : SELF),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, createPrivateKey(by?.key ?? key));
  const signed = sequence(body, ECDSA, der(0x03, Buffer.concat([Buffer.of(0), signature])));
  const lines = signed.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key };
}

/** Who signs. */
const SELF = 'an authority';

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
/** ecdsa-with-SHA256 */
const ECDSA = sequence(oid('2a8648ce3d040302'));

/** UTCTime */
function time(milliseconds: number): Buffer {
  const text = new Date(milliseconds).toISOString().replace(/\.\d+|[-:T]/g, '');
  return der(0x17, Buffer.from(text.slice(2)));
}
