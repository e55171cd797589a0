import { mkdtemp, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll } from 'vitest';
import { type Issued, issueCertificate } from '../support/issueCertificate.js';
import { killServed } from './startServe.js';

/** The names of a plugin's certificate. */
export const NAMES = ['127.0.0.1', 'localhost', 'plugin.example'];
export const authority = issueCertificate([]);
export const leaf = issueCertificate(NAMES, { by: authority });

export const portOf = (url: string) => Number(new URL(url).port);

/** A folder of certificates for the tests of a file. */
export function useCertificates(): {
  /** The path of a file in it. */
  at(name: string): string;
  /** The flags that name the plugin's own. */
  files(): string[];
  /** Writes a pair to files, and returns the flags that name them. */
  write(name: string, pair: Issued): Promise<string[]>;
} {
  let folder = '';
  let files: string[] = [];
  const at = (name: string) => join(folder, name);
  const write = async (name: string, { cert, key }: Issued) => {
    const [certFile, keyFile] = [at(`${name}.pem`), at(`${name}.key`)];
    await writeFile(certFile, cert);
    await writeFile(keyFile, key);
    return ['--tls-cert', certFile, '--tls-key', keyFile];
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fmzproto-tls-'));
    files = await write('plugin', leaf);
    await writeFile(at('authority.pem'), authority.cert);
  });
  afterEach(killServed);
  return { at, files: () => files, write };
}

/** Asks as a docker does that trusts the authority. */
export function askTrusting(url: string, host?: string) {
  return new Promise<string>((resolve, reject) => {
    const asked = request(
      `${url}/Paper`,
      {
        ...{ method: 'POST', ca: authority.cert, agent: false },
        ...(host && { headers: { host }, servername: 'localhost' }),
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        answer.on('end', () => resolve(text));
      },
    );
    asked.on('error', reject).end('{"method":"ticker","params":{"symbol":"LTC_USDT"}}');
  });
}
