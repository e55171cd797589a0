import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { type OkxStream, startOkxStream } from '../doubles/okx/stream/startOkxStream.js';
import { certificate } from '../doubles/proxy/certificate.js';
import { startProxy } from '../doubles/proxy/startProxy.js';
import { startTlsFront } from '../doubles/proxy/startTlsFront.js';
import { killServed, type Served, startServe } from './startServe.js';

const folder = mkdtempSync(join(tmpdir(), 'fmzproto-streams-'));
let okx: OkxDouble;
let stream: OkxStream;

beforeAll(async () => {
  okx = await startOkxDouble();
  stream = await startOkxStream(okx, 100);
});
afterEach(() => killServed());
afterAll(async () => {
  await stream.close();
  await okx.close();
  rmSync(folder, { recursive: true });
});

/** Asks until the log shows an answer from the stream. */
async function fromStream(served: Served): Promise<void> {
  await expect
    .poll(async () => {
      expect(await served.call('OKX', 'ticker')).toMatchObject({ data: { symbol: 'LTC_USDT' } });
      return served.log();
    })
    .toMatch(/OKX {2}GetTicker {2}LTC_USDT {2}ok {2}\d+ ms {2}from stream, \d+ ms old/);
}

test('serve answers from a stream that it reaches over TLS through a proxy, and ends at once', async () => {
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, certificate);
  const front = await startTlsFront(stream.port);
  const proxy = await startProxy({ kind: 'tunnel', port: front.port });
  const served = await startServe(
    ['--base-url', `OKX=${okx.url}`, '--base-url', 'OKX.stream=wss://okx.example:8443'],
    { env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: authority } },
  );
  await fromStream(served);
  expect(proxy.asked[0]).toMatch(/^CONNECT okx\.example:8443 /);
  served.child.kill('SIGTERM');
  expect(await served.done).toMatchObject({ code: 0 });
  await proxy.close();
  await front.close();
});

test('the config file turns the streams of an exchange off', async () => {
  const cwd = mkdtempSync(join(folder, 'config-'));
  writeFileSync(join(cwd, 'fmzproto.config.json'), '{"serve": {"stream": "OKX=off"}}');
  const before = stream.handshakes;
  const served = await startServe(
    ['--base-url', `OKX=${okx.url}`, '--base-url', `OKX.stream=${stream.url}`],
    { cwd },
  );
  for (let count = 0; count < 3; count += 1) await served.call('OKX', 'ticker');
  await expect.poll(() => served.log().match(/1 upstream call/g)).toHaveLength(2);
  expect(stream.handshakes).toBe(before);
});

test.each([[['--stream', 'off']], [['--stream', 'OKX=off']], [['--record', join(folder, 'fixtures')]]])(
  '%j: no stream is opened',
  async (args) => {
    const before = stream.handshakes;
    const served = await startServe([
      ...['--base-url', `OKX=${okx.url}`, '--base-url', `OKX.stream=${stream.url}`],
      ...args,
    ]);
    for (let count = 0; count < 3; count += 1) await served.call('OKX', 'ticker');
    await expect.poll(() => served.log().match(/1 upstream call/g)).toHaveLength(2);
    expect(stream.handshakes).toBe(before);
    const health: unknown = await (await fetch(`${served.url}/healthz`)).json();
    expect(health).toMatchObject({ streams: [] });
  },
);
