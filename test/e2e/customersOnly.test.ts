import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { createFolder, write } from './adapterFiles.js';
import { onTerminal, pseudoTerminal } from './onTerminal.js';
import { runCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

let folder: string;
let server: RecordingServer;

beforeAll(async () => {
  folder = await createFolder();
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  server = await startRecordingServer(() => ({ body: { last: '80.15' } }));
  await write(folder, 'exchanges/closed/index.ts', adapter(server.url));
});
afterEach(async () => {
  killServed();
  await server.close();
});

const adapter = (url: string) => `
import { defineExchange } from 'fmzproto';
import * as v from 'valibot';
export default defineExchange({
  name: 'Closed',
  baseUrl: '${url}',
  publicData: false,
  credentials: v.object({ access_key: v.pipe(v.string(), v.nonEmpty('needs an API key')), secret_key: v.string() }),
  sign: (request, keys) => ({ ...request, headers: { ...request.headers, 'x-key': keys.access_key } }),
  createState: () => ({}),
  methods: {
    async ticker({ symbol }, api) {
      const { raw } = await api.signedGet('/ticker');
      const data = { symbol: symbol.name, buy: '80.1', sell: '80.2', high: '82', low: '79.5', open: '79.9', last: '80.15', vol: '1', time: '1731028903911' };
      return { data, raw };
    },
  },
});
`;

test('the matrix tells it, and a check without keys says what is missing', async () => {
  const { stdout } = await runCli(['exchanges'], { cwd: folder });
  const titles = stdout.split('\n')[0]?.split(/\s{2,}/) ?? [];
  const prices =
    stdout
      .split('\n')
      .find((row) => row.startsWith('prices'))
      ?.split(/\s{2,}/) ?? [];
  expect(Object.fromEntries(titles.map((title, at) => [title, prices[at]]))).toMatchObject({
    ...{ OKX: 'public', Closed: 'with keys', 'Paper/Closed': 'with keys' },
  });
  const checked = await runCli(['check', 'closed', '--only', 'ticker.shape'], { cwd: folder });
  expect(checked.stderr).toContain(
    'note: closed tells prices and lists with keys alone: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY',
  );
  expect(checked.code).toBe(0);
});

test('call without keys says what to set, and asks for them on a terminal', async () => {
  const { url } = await startServe([], { cwd: folder });
  const args = `call ticker ACME_USD --exchange Closed --url ${url}`;
  const { code, stderr } = await runCli(args.split(' '));
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('FMZPROTO_ACCESS_KEY') });
  expect(server.requests).toEqual([]);
  if (!pseudoTerminal) return;
  const asked = await onTerminal(args, [
    ['access key', 'my-own-key\r'],
    ['secret key', 'my-own-secret\r'],
  ]);
  expect(asked.stdout).toContain('80.15');
  expect(server.requests.map(({ headers }) => headers['x-key'])).toEqual(['my-own-key']);
});
