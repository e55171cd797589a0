import { rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { issueCertificate } from '../support/issueCertificate.js';
import { askTrusting, authority, leaf, NAMES, portOf, useCertificates } from './certificates.js';
import { startServe } from './startServe.js';

const { at, write } = useCertificates();

/** The certificate that is shown to who connects now. */
function shown(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: portOf(url), host: '127.0.0.1', rejectUnauthorized: false });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
  });
}

/** What a monitor is answered that takes any certificate. */
function look(url: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url + path, { agent: false, rejectUnauthorized: false }, (answer) => resolve(text(answer))).once(
      'error',
      reject,
    );
  });
}

describe('a certificate that is renewed on disk', () => {
  const started = async (name: string) => {
    const flags = await write(name, leaf);
    const served = await startServe(flags);
    return { ...served, pem: at(`${name}.pem`), key: at(`${name}.key`) };
  };
  const patient = { timeout: 15_000 };

  test('is shown from then on; connections stay', async () => {
    const { url, log } = await started('renewed');
    const before = await shown(url);
    await write('renewed', issueCertificate(NAMES, { by: authority }));
    await expect.poll(() => shown(url), patient).not.toBe(before);
    expect(await askTrusting(url)).toContain('{"data":');
    await expect
      .poll(log)
      .toContain('the TLS certificate was renewed: it is valid until 2049-01-01T00:00:00Z');
  });

  test('a monitor is told that one expires, until it is renewed', async () => {
    const until = Date.now() + 3 * 24 * 3600 * 1000;
    const flags = await write('expiring', issueCertificate(NAMES, { by: authority, until }));
    const { url } = await startServe(flags);
    const told = async () => ({
      health: JSON.parse(await look(url, '/healthz')),
      metric: /fmzproto_trouble\{trouble="tls-cert"\} (\d)/.exec(await look(url, '/metrics'))?.[1],
    });
    expect(await told()).toMatchObject({
      health: { status: 'degraded', reasons: [expect.stringContaining('the TLS certificate expires at')] },
      metric: '1',
    });
    await write('expiring', issueCertificate(NAMES, { by: authority }));
    await expect.poll(told, patient).toMatchObject({ health: { status: 'ok', reasons: [] }, metric: '0' });
  });

  test('one that cannot be used changes nothing, and is told once', async () => {
    const { url, log, pem, key } = await started('spoiled');
    const before = await shown(url);
    await writeFile(pem, 'nonsense');
    await expect.poll(log, patient).toMatch(/the TLS certificate stays as it was: .*holds no certificate/);
    const reasons = async () => JSON.parse(await look(url, '/healthz')).reasons;
    const stays = [expect.stringContaining('the TLS certificate stays as it was')];
    expect(await reasons()).toEqual(stays);
    await writeFile(pem, 'other nonsense');
    await writeFile(key, issueCertificate(NAMES).key);
    const next = issueCertificate(NAMES, { by: authority });
    expect(await shown(url)).toBe(before);
    await writeFile(pem, next.cert);
    await expect.poll(log, patient).toMatch(/stays as it was: .*is not the key of the certificate in/);
    expect(await shown(url)).toBe(before);
    await writeFile(key, next.key);
    await expect.poll(() => shown(url), patient).not.toBe(before);
    expect(log().split('holds no certificate')).toHaveLength(2);
    await expect.poll(reasons, patient).toEqual([]);
  });

  test('behind links, as certbot has them', async () => {
    const next = issueCertificate(NAMES, { by: authority });
    for (const [version, pair] of [['1', leaf] as const, ['2', next] as const])
      await write(`live${version}`, pair);
    const [pem, key] = [at('live.pem'), at('live.key')];
    const point = async (version: string) => {
      for (const path of [pem, key]) {
        await unlink(`${path}.new`).catch(() => undefined);
        await symlink(path.replace(/live(?=\.\w+$)/, `live${version}`), `${path}.new`);
        await rename(`${path}.new`, path);
      }
    };
    await point('1');
    const { url } = await startServe(['--tls-cert', pem, '--tls-key', key]);
    const before = await shown(url);
    await point('2');
    await expect.poll(() => shown(url), patient).not.toBe(before);
  });
});
