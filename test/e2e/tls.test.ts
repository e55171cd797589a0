import { writeFile } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { askTrusting, authority, portOf, useCertificates } from './certificates.js';
import { runCli } from './runCli.js';
import { startServe } from './startServe.js';

const { at, files } = useCertificates();

const trusting = () => ({ NODE_EXTRA_CA_CERTS: at('authority.pem') });

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

const PLAIN = 'POST /Paper HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}';

describe('a port that speaks TLS', () => {
  test('addresses are https, nothing is said of keys in clear, and names of the certificate are its own', async () => {
    const { url, printed, log } = await startServe([...files(), '--host', '0.0.0.0', '--allow', '10.9.8.7']);
    expect(url).toMatch(/^https:\/\/0\.0\.0\.0:\d+$/);
    const local = `https://127.0.0.1:${portOf(url)}`;
    expect(printed()).toContain(`\n  ${local}/Paper\n`);
    expect(printed()).not.toContain('http://');
    expect(await askTrusting(local)).toContain('{"data":');
    expect(await askTrusting(local, 'plugin.example')).toContain('{"data":');
    expect(await askTrusting(local, 'evil.example')).toContain('is not a name of this plugin');
    expect(log()).not.toContain('unencrypted');
  });

  test('plain HTTP is told so in plain HTTP, and the log once', async () => {
    const { url, log } = await startServe(files());
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
    expect(await askTrusting(url)).toContain('{"data":');
    expect(log().split('127.0.0.1 speaks plain HTTP, and this port speaks TLS')).toHaveLength(2);
    const { stdout, stderr } = await runCli([
      ...['call', 'ticker', 'LTC_USDT', '--url', `${url.replace('https', 'http')}/Paper`],
    ]);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: expect.stringContaining(sentence) });
  });

  test('clients that do not trust the certificate are told of once', async () => {
    const { url, log } = await startServe(files());
    for (let again = 0; again < 2; again += 1) await reject(portOf(url));
    await expect.poll(log).toContain('127.0.0.1 does not accept the certificate (unknown ca)');
    expect(await askTrusting(url)).toContain('{"data":');
    expect(log().split('does not accept the certificate')).toHaveLength(2);
  });

  test('SIGTERM: what is on its way is answered, and halves of handshakes hold nobody up', async () => {
    const { url, child, done, log } = await startServe(files());
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
    const { url } = await startServe([...files(), '--host', '0.0.0.0', '--allow', '198.51.100.0/24']);
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
    await expect(askTrusting(url.replace('http:', 'https:'))).rejects.toThrow();
  await expect
    .poll(log)
    .toContain('127.0.0.1 speaks TLS, and this port does not: write http:// instead of https://');
  expect(await call('Paper', 'ticker')).toHaveProperty('data');
  expect(log().split('speaks TLS, and this port does not')).toHaveLength(2);
});

describe('commands ask an address of https', () => {
  test('call, run and check, with the authority in NODE_EXTRA_CA_CERTS', async () => {
    const { url } = await startServe(files());
    const call = ['call', 'ticker', 'LTC_USDT', '--json', '--url', `${url}/Paper`];
    const { code, stdout } = await runCli(call, { env: trusting() });
    expect({ code, data: JSON.parse(stdout).data }).toMatchObject({ code: 0, data: { symbol: 'LTC_USDT' } });
    const check = await runCli(['check', `${url}/Paper`, '--only', 'ticker'], { env: trusting() });
    expect({ code: check.code, output: check.stdout + check.stderr }).toMatchObject({ code: 0 });
    const script = at('strategy.js');
    await writeFile(script, 'function main() { Log("last", exchange.GetTicker().Last > 0); }');
    const run = await runCli(['run', script, '--url', `${url}/Paper`], { env: trusting() });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout + run.stderr).toContain('last true');
  });

  test('and say what to do without it', async () => {
    const { url } = await startServe(files());
    const { code, stderr } = await runCli(['call', 'ticker', 'LTC_USDT', '--url', `${url}/Paper`]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: 127\.0\.0\.1:\d+ has a TLS certificate that cannot be verified \(\w+\): name the file of its authority in NODE_EXTRA_CA_CERTS, and ask for a name or an address that it holds\n$/,
    );
  });
});
