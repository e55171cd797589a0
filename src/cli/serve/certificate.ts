import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { quote } from '../../protocol/oneLine.js';
import { codeOf } from '../../protocol/thrown.js';
import type { Certificate } from '../../server/tls/Certificate.js';
import { type PlainTemplate, say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';

/** The values of `--tls-cert` and `--tls-key`. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

/** A certificate, and when it is good, in ms since 1970. */
export interface DatedCertificate extends Certificate {
  from: number;
  until: number;
}

/**
 * Reads a certificate and its key, and sees that they can be used.
 *
 * @throws UsageError that names the file and says what is wrong with it.
 */
export async function readCertificate(files: CertificateFiles): Promise<DatedCertificate> {
  const certFlag = `--tls-cert ${quote(files.cert)}`;
  const keyFlag = `--tls-key ${quote(files.key)}`;
  const cert = await readText(files.cert, certFlag);
  const key = await readText(files.key, keyFlag);
  if (KEY.test(cert) && !BEGIN.test(cert) && BEGIN.test(key)) {
    throw new UsageError(
      say('--tls-cert and --tls-key are swapped: {cert} holds the private key, {key} the certificate', {
        cert: quote(files.cert),
        key: quote(files.key),
      }),
    );
  }
  const [own, ...others] = readChain(cert, certFlag);
  const secret = readKey(key, keyFlag, files.key);
  if (!own?.checkPrivateKey(secret)) {
    throw new UsageError(
      others.some((one) => one.checkPrivateKey(secret))
        ? say(
            '{flag} begins with the certificate of an authority: the one that belongs to the key has to stand first',
            { flag: certFlag },
          )
        : say('{flag} is not the key of the certificate in {cert}: take the two that were made together', {
            flag: keyFlag,
            cert: quote(files.cert),
          }),
    );
  }
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new UsageError(
      say('{flag} cannot be used: {reason}', { flag: certFlag, reason: reasonOf(error) }),
      {
        cause: error,
      },
    );
  }
  return {
    cert,
    key,
    isFor: (name) => own.checkHost(name) !== undefined,
    from: Date.parse(own.validFrom),
    until: Date.parse(own.validTo),
  };
}

const BEGIN = /-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----/;
const KEY = /-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/;
const ENCRYPTED = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m;

/** How long before its end a certificate is told to need a new one, in ms: a week. */
const SOON = 7 * 24 * 3600 * 1000;

/** What the user of a certificate should know of its dates. */
export function noteOn({ from, until }: DatedCertificate, now = Date.now()): string | undefined {
  if (now > until) {
    return say(
      'the TLS certificate expired at {time}: clients refuse to connect; put a new one in its place, which is taken up without a restart',
      { time: timeOf(until) },
    );
  }
  if (now < from) {
    return say(
      'the TLS certificate is not valid before {time}: clients refuse to connect; look at the clock of this machine',
      { time: timeOf(from) },
    );
  }
  if (until - now >= SOON) return undefined;
  return say(
    'the TLS certificate expires at {time}: put a new one in its place, which is taken up without a restart',
    { time: timeOf(until) },
  );
}

export function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

/** More than any chain has, in bytes. */
const LARGEST = 1024 * 1024;

async function readText(file: string, flag: string): Promise<string> {
  try {
    const stats = await stat(file);
    // What comes out of a pipe or a device may never end.
    if (!stats.isFile() && !stats.isDirectory())
      throw new UsageError(say('{flag} is not a regular file', { flag }));
    if (stats.size > LARGEST) throw new UsageError(say('{flag} is too large to be in PEM', { flag }));
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const known = UNREADABLE[codeOf(error) ?? ''];
    const reason = known === undefined ? reasonOf(error) : say(known);
    throw new UsageError(say('{flag} cannot be read: {reason}', { flag, reason }), { cause: error });
  }
}

const UNREADABLE: Readonly<Record<string, PlainTemplate>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
};

function readChain(text: string, flag: string): X509Certificate[] {
  const blocks = text.split(/(?=-----BEGIN )/).filter((block) => BEGIN.test(block));
  if (blocks.length === 0) {
    throw new UsageError(
      say('{flag} holds no certificate: it has to be in PEM, which begins with -----BEGIN CERTIFICATE-----', {
        flag,
      }),
    );
  }
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    throw new UsageError(say('{flag} holds a certificate that is damaged: copy it anew', { flag }), {
      cause: error,
    });
  }
}

function readKey(text: string, flag: string, file: string) {
  if (ENCRYPTED.test(text)) {
    throw new UsageError(
      say(
        '{flag} is protected by a passphrase: write one without, with openssl pkey -in {file} -out key.pem',
        {
          ...{ flag, file },
        },
      ),
    );
  }
  if (!KEY.test(text)) {
    throw new UsageError(
      say('{flag} holds no private key: it has to be in PEM, which begins with -----BEGIN PRIVATE KEY-----', {
        flag,
      }),
    );
  }
  try {
    return createPrivateKey(text);
  } catch (error) {
    throw new UsageError(say('{flag} holds a private key that is damaged: copy it anew', { flag }), {
      cause: error,
    });
  }
}

/** OpenSSL's own words, which hold nothing of a key. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'reason' in error && typeof error.reason === 'string') return error.reason;
  return codeOf(error) ?? say('OpenSSL does not take it');
}
