import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Issued, issueCertificate } from '../support/issueCertificate.js';
import { runCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

const NAMES = ['127.0.0.1', 'localhost', 'plugin.example'];
const authority = issueCertificate([]);
const leaf = issueCertificate(NAMES, { by: authority });
let folder = '';
let files: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmzproto-'));
  files = await write('plugin', leaf);
  await writeFile(join(folder, 'authority.pem'), authority.cert);
});
afterEach(killServed);

/** Writes a pair to files, and returns the flags that name them. */
async function write(name: string, { cert, key }: Issued): Promise<string[]> {
  const [certFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key);
  return ['--tls-cert', certFile, '--tls-key', keyFile];
}

const trusting = () => ({ NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') });
const portOf = (url: string) => Number(new URL(url).port);

/** Asks as a docker does that trusts the authority. */
function ask(url: string, host?: string) {
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

/** All that comes on a bare connection until it ends. */
function send(port: number, text: string, address = '127.0.0.1'): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectTcp({ port, host: address, localAddress: address });
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString('latin1'))).on('error', () => undefined);
    socket.once('close', () => resolve(received));
    socket.write(text);
  });
}

/** What a client says that begins TLS. */
function hello(): Promise<Buffer> {
  return new Promise((resolve) => {
    const wire = new Duplex({ read: () => undefined, write: (chunk) => resolve(chunk) });
    connect({ socket: wire }).on('error', () => undefined);
  });
}

/** Begins TLS, and says that the authority is not known, as programs in Go and curl do. */
async function reject(port: number): Promise<void> {
  const begin = await hello();
  return new Promise((resolve) => {
    const socket = connectTcp(port, '127.0.0.1').on('error', () => undefined);
    socket.once('data', () => socket.write(Buffer.of(0x15, 3, 3, 0, 2, 2, 48)));
    socket.once('close', () => resolve());
    socket.write(begin);
  });
}

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

const PLAIN = 'POST /Paper HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}';

describe('a port that speaks TLS', () => {
  test('addresses are https, nothing is said of keys in clear, and names of the certificate are its own', async () => {
    const { url, printed, log } = await startServe([...files, '--host', '0.0.0.0', '--allow', '10.9.8.7']);
    expect(url).toMatch(/^https:\/\/0\.0\.0\.0:\d+$/);
    expect(printed()).toContain(`  ${url}/Paper\n`);
    expect(printed()).not.toContain('http://');
    const local = `https://127.0.0.1:${portOf(url)}`;
    expect(await ask(local)).toContain('{"data":');
    expect(await ask(local, 'plugin.example')).toContain('{"data":');
    expect(await ask(local, 'evil.example')).toContain('is not a name of this plugin');
    expect(log()).not.toContain('unencrypted');
  });

  test('plain HTTP is told so in plain HTTP, and the log once', async () => {
    const { url, log } = await startServe(files);
    const sentence = 'speaks TLS, write https:// instead of http:// in the service address';
    for (const [text, status] of [
      [PLAIN, '200 OK'],
      [PLAIN, '200 OK'],
      ['GET /healthz HTTP/1.1\r\n\r\n', '400 Bad Request'],
      ['nonsense\r\n', '200 OK'],
    ] as const)
      expect(await send(portOf(url), text)).toMatch(
        new RegExp(
          `^HTTP/1\\.1 ${status}\\r\\n[\\s\\S]*\\{"error":"nothing was done: this port ${sentence}"\\}$`,
        ),
      );
    expect(await ask(url)).toContain('{"data":');
    expect(log().split('127.0.0.1 speaks plain HTTP, and this port speaks TLS')).toHaveLength(2);
    const { stdout, stderr } = await runCli([
      ...['call', 'ticker', 'LTC_USDT', '--url', `${url.replace('https', 'http')}/Paper`],
    ]);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: expect.stringContaining(sentence) });
  });

  test('clients that do not trust the certificate are told of once', async () => {
    const { url, log } = await startServe(files);
    for (let again = 0; again < 2; again += 1) await reject(portOf(url));
    await expect.poll(log).toContain('127.0.0.1 does not accept the certificate (unknown ca)');
    expect(await ask(url)).toContain('{"data":');
    expect(log().split('does not accept the certificate')).toHaveLength(2);
  });

  test('SIGTERM: what is on its way is answered, and halves of handshakes hold nobody up', async () => {
    const { url, child, done, log } = await startServe(files);
    const half = connectTcp(portOf(url), '127.0.0.1').on('error', () => undefined);
    half.write(Buffer.from([0x16, 3, 1, 0, 200, 1]));
    const silent = connectTcp(portOf(url), '127.0.0.1').on('error', () => undefined);
    const kept = connect({ port: portOf(url), host: '127.0.0.1', ca: authority.cert });
    let received = '';
    kept.on('data', (chunk) => (received += chunk)).on('error', () => undefined);
    const body = '{"method":"ticker","params":{"symbol":"LTC_USDT"}}';
    const post = `POST /Paper HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    kept.write(post);
    await expect.poll(() => received).toContain('"time":');
    received = '';
    const closed = new Promise((resolve) => kept.once('close', resolve));
    child.kill('SIGTERM');
    await expect.poll(log).toContain('SIGTERM: finishing what is running');
    kept.write(post);
    await closed;
    expect(received).toMatch(/connection: close[\s\S]*\{"data":/i);
    expect((await done).code).toBe(0);
    for (const socket of [half, silent]) socket.destroy();
  });

  const own = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

  test.runIf(own)('an address that is not allowed is told so, over TLS and in plain HTTP', async () => {
    const mine = own ?? '';
    const { url } = await startServe([...files, '--host', '0.0.0.0', '--allow', '198.51.100.0/24']);
    expect(await send(portOf(url), PLAIN, mine)).toContain(`{"error":"${mine} may not use this plugin`);
    const told = new Promise<string>((resolve) => {
      const socket = connect({
        ...{ host: mine, port: portOf(url), rejectUnauthorized: false },
        socket: connectTcp({ host: mine, port: portOf(url), localAddress: mine }),
      });
      let received = '';
      socket.on('data', (chunk) => (received += chunk)).on('error', () => undefined);
      socket.once('close', () => resolve(received));
      socket.write(PLAIN);
    });
    expect(await told).toContain(`{"error":"${mine} may not use this plugin`);
  });
});

test('a port without TLS ends a TLS client, and the log tells of it once', async () => {
  const { url, log, call } = await startServe();
  for (let again = 0; again < 2; again += 1)
    await expect(ask(url.replace('http:', 'https:'))).rejects.toThrow();
  await expect
    .poll(log)
    .toContain('127.0.0.1 speaks TLS, and this port does not: write http:// instead of https://');
  expect(await call('Paper', 'ticker')).toHaveProperty('data');
  expect(log().split('speaks TLS, and this port does not')).toHaveLength(2);
});

describe('commands ask an address of https', () => {
  test('call, run and check, with the authority in NODE_EXTRA_CA_CERTS', async () => {
    const { url } = await startServe(files);
    const call = ['call', 'ticker', 'LTC_USDT', '--json', '--url', `${url}/Paper`];
    const { code, stdout } = await runCli(call, { env: trusting() });
    expect({ code, data: JSON.parse(stdout).data }).toMatchObject({ code: 0, data: { symbol: 'LTC_USDT' } });
    const check = await runCli(['check', `${url}/Paper`, '--only', 'ticker'], { env: trusting() });
    expect({ code: check.code, output: check.stdout + check.stderr }).toMatchObject({ code: 0 });
    const script = join(folder, 'strategy.js');
    await writeFile(script, 'function main() { Log("last", exchange.GetTicker().Last > 0); }');
    const run = await runCli(['run', script, '--url', `${url}/Paper`], { env: trusting() });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout + run.stderr).toContain('last true');
  });

  test('and say what to do without it', async () => {
    const { url } = await startServe(files);
    const { code, stderr } = await runCli(['call', 'ticker', 'LTC_USDT', '--url', `${url}/Paper`]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: 127\.0\.0\.1:\d+ has a TLS certificate that cannot be verified \(\w+\): name the file of its authority in NODE_EXTRA_CA_CERTS, and ask for a name or an address that it holds\n$/,
    );
  });
});

describe('a certificate that is renewed on disk', () => {
  const started = async (name: string) => {
    const flags = await write(name, leaf);
    const served = await startServe(flags);
    return { ...served, pem: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  };
  const patient = { timeout: 15_000 };

  test('is shown from then on; connections stay', async () => {
    const { url, log } = await started('renewed');
    const before = await shown(url);
    await write('renewed', issueCertificate(NAMES, { by: authority }));
    await expect.poll(() => shown(url), patient).not.toBe(before);
    expect(await ask(url)).toContain('{"data":');
    await expect
      .poll(log)
      .toContain('the TLS certificate was renewed: it is valid until 2049-01-01T00:00:00Z');
  });

  test('one that cannot be used changes nothing, and is told once', async () => {
    const { url, log, pem, key } = await started('spoiled');
    const before = await shown(url);
    await writeFile(pem, 'nonsense');
    await expect.poll(log, patient).toMatch(/the TLS certificate stays as it was: .*holds no certificate/);
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
  });

  test('behind links, as certbot has them', async () => {
    const next = issueCertificate(NAMES, { by: authority });
    for (const [version, pair] of [['1', leaf] as const, ['2', next] as const])
      await write(`live${version}`, pair);
    const [pem, key] = [join(folder, 'live.pem'), join(folder, 'live.key')];
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

describe('mistakes in the flags', () => {
  const wrong = async (flags: readonly string[]) => {
    const { code, stdout, stderr } = await runCli(['serve', '--port', '0', ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    return stderr;
  };
  const at = (name: string) => join(folder, name);
  const pair = (cert: string, key: string) => ['--tls-cert', at(cert), '--tls-key', at(key)];

  test('one without the other', async () => {
    expect(await wrong(files.slice(0, 2))).toContain('--tls-cert wants --tls-key as well');
    expect(await wrong(files.slice(2))).toContain('--tls-key wants --tls-cert as well');
  });

  test('files that cannot be read, or hold something else', async () => {
    await write('other', issueCertificate(NAMES));
    await writeFile(at('empty'), '');
    await writeFile(at('damaged.pem'), leaf.cert.replace(/[A-Za-z]{8}\n/, 'AAAAAAAA\n'));
    await writeFile(at('damaged.key'), leaf.key.replace(/\n.{30}/, '\n'));
    await writeFile(at('locked.key'), leaf.key.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE'));
    await writeFile(at('chain.pem'), authority.cert + leaf.cert);
    await copyFile(at('plugin.pem'), at('full.pem'));
    execFileSync('mkfifo', [at('pipe')]);
    await writeFile(at('large.pem'), leaf.cert + ' '.repeat(1024 * 1024));
    for (const [cert, key, sentence] of [
      ['absent.pem', 'plugin.key', /--tls-cert ".*absent\.pem" cannot be read: there is no such file/],
      ['plugin.pem', 'absent.key', /--tls-key ".*absent\.key" cannot be read: there is no such file/],
      ['', 'plugin.key', /--tls-cert ".*" cannot be read: it is a folder/],
      ['pipe', 'plugin.key', /--tls-cert ".*pipe" is not a regular file/],
      ['plugin.pem', 'pipe', /--tls-key ".*pipe" is not a regular file/],
      ['large.pem', 'plugin.key', /--tls-cert ".*large\.pem" is too large to be in PEM/],
      ['empty', 'plugin.key', /--tls-cert ".*empty" holds no certificate: it has to be in PEM/],
      ['damaged.pem', 'plugin.key', /damaged|is not the key/],
      ['plugin.pem', 'empty', /--tls-key ".*empty" holds no private key: it has to be in PEM/],
      ['plugin.pem', 'damaged.key', /--tls-key ".*" holds a private key that is damaged/],
      ['plugin.pem', 'locked.key', /is protected by a passphrase: write one without, with openssl pkey/],
      [
        'plugin.pem',
        'other.key',
        /--tls-key ".*other\.key" is not the key of the certificate in ".*plugin\.pem"/,
      ],
      ['plugin.key', 'plugin.pem', /--tls-cert and --tls-key are swapped/],
      [
        'chain.pem',
        'plugin.key',
        /begins with the certificate of an authority: the one that belongs to the key/,
      ],
    ] as const)
      expect(await wrong(pair(cert, key))).toMatch(sentence);
  });

  test('what is out of date is a note', async () => {
    const [past, next] = [Date.UTC(2001), Date.UTC(2048)];
    const soon = Date.now() + 3 * 24 * 3600 * 1000;
    for (const [name, dates, note] of [
      [
        'past',
        { until: past },
        /the TLS certificate expired at 2001-01-01T00:00:00Z: clients refuse to connect/,
      ],
      ['future', { from: next }, /the TLS certificate is not valid before 2048-01-01T00:00:00Z/],
      ['soon', { until: soon }, /the TLS certificate expires at 2026-\S+Z: put a new one in its place/],
    ] as const) {
      const { log } = await startServe(await write(name, issueCertificate(NAMES, dates)));
      await expect.poll(log).toMatch(note);
    }
  });
});
