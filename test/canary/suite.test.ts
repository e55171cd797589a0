import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { runCli } from '../e2e/runCli.js';
import { takeTraces } from './watchSuite.js';

const { secret } = defaultAccount;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmzproto-suite-'));
});
afterAll(() => rm(folder, { recursive: true }));

const names = () => takeTraces().map(({ where, name }) => `${name} in ${where}`);

test('a command that says or writes a key is found, in whatever coding, and one that does not is not', async () => {
  const program = join(folder, 'leaky.js');
  await writeFile(
    program,
    `require('node:fs').writeFileSync('leaky.log', Buffer.from('a' + process.env.SAID).toString('base64'));
     console.log(encodeURIComponent(process.env.SAID)); console.error('{"secret":"' + process.env.SAID + '"}');`,
  );
  const run = (SAID: string) =>
    runCli(['--log-file', 'leaky.log'], { program, cwd: folder, env: { SAID, NODE_OPTIONS: '' } });
  await run('nothing');
  expect(names()).toEqual([]);
  await run(secret);
  const found = names().join('\n');
  for (const where of ['stdout of', 'stderr of', join(folder, 'leaky.log')])
    expect(found).toContain(`secret of OKX in ${where}`);
});

test('an answer that holds one is found', async () => {
  const server = createServer((_incoming, outgoing) =>
    outgoing.end(JSON.stringify({ error: `no ${secret}` })),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  expect(await (await fetch(url)).text()).toContain(secret);
  let found = '';
  await expect
    .poll(() => {
      found += names().join('\n');
      return found;
    })
    .toContain(`secret of OKX in the answer of ${url}`);
  server.closeAllConnections();
  server.close();
});
