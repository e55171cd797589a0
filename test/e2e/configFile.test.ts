import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import Serve from '../../src/commands/serve.js';
import { runCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmzproto-config-'));
});
afterEach(async () => {
  killServed();
  await rm(folder, { recursive: true });
});

const put = (content: unknown) => writeFile(join(folder, 'fmzproto.config.json'), JSON.stringify(content));

describe('what serve is started with', () => {
  test.each([
    ['the file', [], {}, 'Bybit'],
    ['its variable', [], { FMZPROTO_DEFAULT: 'Alpaca' }, 'Alpaca'],
    ['the flag', ['--default', 'Paper'], { FMZPROTO_DEFAULT: 'Alpaca' }, 'Paper'],
  ])('%s counts', async (_, args, env, expected) => {
    await put({ $schema: './x.json', serve: { default: 'Bybit' } });
    const { url, printed } = await startServe(args, { cwd: folder, env });
    const health = await (await fetch(`${url}/healthz`)).json();
    expect(health).toHaveProperty('default', expected);
    expect(printed()).toContain(`\nconfig: ${join(folder, 'fmzproto.config.json')}\n`);
  });

  test('switches, lists and what is written to', async () => {
    const logFile = join(folder, 'serve.log');
    const order = { symbol: 'LTC_USDT', type: 'buy', price: '1', amount: '1' };
    await put({
      serve: { port: 1, 'read-only': true, 'log-file': logFile, 'base-url': ['OKX=http://127.0.0.1:1'] },
    });
    const { call } = await startServe([], { cwd: folder });
    expect(await call('Paper', 'trade', order)).toMatchObject({ error: expect.stringMatching(/read-only/) });
    expect(await call('OKX', 'ticker')).toMatchObject({ error: expect.stringContaining('127.0.0.1') });
    await expect.poll(() => readFile(logFile, 'utf8')).toContain('read-only');
    const free = await startServe([], { cwd: folder, env: { FMZPROTO_READ_ONLY: 'false' } });
    expect(await free.call('Paper', 'trade', order)).toHaveProperty('data.id');
  });

  test('the current folder has none: nothing is said of it', async () => {
    const { printed } = await startServe([], { cwd: folder });
    expect(printed()).not.toContain('config:');
  });
});

test.each([
  [{ serve: { prot: 1 } }, '"prot": did you mean port?'],
  [{ serve: { logLevel: 'debug' } }, '"logLevel": did you mean log-level?'],
  [{ serve: { something: 1 } }, /has no setting "something": the settings are port, host, .*log-format/],
  [{ port: 1 }, 'has no setting "port": did you mean serve.port?'],
  [{ stream: { OKX: 'off' } }, 'has no setting "stream": did you mean serve.stream?'],
  [{ serve: { stream: { OKX: 'off' } } }, ': serve.stream must be a text or a list of texts'],
  [{ serve: { port: '7000' } }, ': serve.port must be a whole number from 0 to 65535'],
  [{ serve: { port: 70_000 } }, ': serve.port must be a whole number from 0 to 65535'],
  [{ serve: { timeout: 1.5 } }, ': serve.timeout must be a whole number from 100 to 600000'],
  [{ serve: { 'log-level': 'loud' } }, ': serve.log-level must be debug, info, warn or error'],
  [{ serve: { 'read-only': 'yes' } }, ': serve.read-only must be true or false'],
  [{ serve: { host: null } }, ': serve.host must be a text'],
  [{ serve: { host: ' ' } }, ': serve.host is empty: give it a value, or leave it out'],
  [{ serve: { allow: [1] } }, /: serve\.allow.* must be a text/],
  [{ exchanges: 'mine' }, ': exchanges must be a list like ["./adapters/mine"]'],
  [{ serve: [] }, ': serve must be an object like {"port": 7000}'],
  [{ 'access-key': 'a-secret' }, '"access-key" has no place there, FMZ sends keys with each request'],
  [{ serve: { passphrase: 'a-secret' } }, '"passphrase" has no place there'],
  [
    { serve: { 'base-url': ['OKX=https://anna:a-secret@host'] } },
    ': serve.base-url holds a password: leave it out, and set FMZPROTO_BASE_URL in the environment',
  ],
])('%j is refused in one sentence', async (content, sentence) => {
  await put(content);
  const { code, stdout, stderr } = await runCli(['serve', '--port', '0'], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: fmzproto\.config\.json[^\n]*\n$/);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toContain('a-secret');
});

test.each([
  ['a colon', '{\n  "serve"：{ "port": 0 }\n}', 'line 2 has the full-width character "："'],
  ['quotes', '{ “serve”: { "port": 0 } }', 'line 1 has the full-width character "“"'],
  ['one in a text is none', '{ "serve": { "default": "：" }', /JSON: (?!line)./],
])('marks of a Chinese keyboard are named: %s', async (_, text, expected) => {
  await writeFile(join(folder, 'fmzproto.config.json'), text);
  const { code, stderr } = await runCli(['serve', '--port', '0'], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toMatch(expected);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('its schema is packed, and has each flag of serve', async () => {
  const path = new URL('../../dist/config.schema.json', import.meta.url);
  const schema = JSON.parse(await readFile(path, 'utf8'));
  const { properties, additionalProperties } = schema.properties.serve;
  expect(additionalProperties).toBe(false);
  expect(Object.keys(properties)).toEqual(Object.keys(Serve.flags));
  expect(properties.port).toMatchObject({ type: 'integer', minimum: 0, maximum: 65_535, default: 6666 });
  expect(properties['log-level']).toMatchObject({ enum: ['debug', 'info', 'warn', 'error'] });
  for (const [name, flag] of Object.entries(Serve.flags))
    expect(properties[name].description).toBe(flag.summary);
});

test.each<BufferEncoding>(['utf16le', 'latin1'])(
  'a file in %s is not read as something else',
  async (encoding) => {
    const text = '\uFEFF{"serve":{"log-file":"tägliches.log"}}'.slice(encoding === 'latin1' ? 1 : 0);
    await writeFile(join(folder, 'fmzproto.config.json'), Buffer.from(text, encoding));
    expect(await runCli(['serve', '--port', '0'], { cwd: folder })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: fmzproto.config.json is not UTF-8: save it as UTF-8\n',
    });
  },
);
