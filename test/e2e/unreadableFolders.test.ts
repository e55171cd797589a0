import { rename, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { adapter, createFolder, parse, write } from './adapterFiles.js';
import { runCli } from './runCli.js';
import { killServed, type Served, startServe } from './startServe.js';

let folder: string;
beforeEach(async () => {
  folder = await createFolder();
});
afterEach(async () => {
  killServed();
  await rm(folder, { recursive: true });
});

const answered = async (url: string, path: string) => Object(await (await fetch(`${url}${path}`)).json());
/** What nobody can read, whoever they are: it leads to itself. */
const blind = (path: string) => symlink(basename(path), join(folder, path));

const logs = (served: Served, text: string) => vi.waitFor(() => expect(served.log()).toContain(text), 20_000);

test('a folder of adapters that cannot be read is told, and all else works', async () => {
  await write(folder, 'readable/mine/index.ts', adapter('Mine'));
  await write(folder, 'readable/mine/parse.ts', parse('1'));
  await blind('exchanges');
  for (const args of [[], ['--exchanges', 'exchanges']]) {
    const served = await startServe(args, { cwd: folder });
    const reason = 'exchanges cannot be loaded: exchanges cannot be read (ELOOP)';
    await logs(served, reason);
    expect(await answered(served.url, '/healthz')).toMatchObject({ status: 'degraded', reasons: [reason] });
    expect(await served.call('paper', 'ticker')).toHaveProperty('data');
    if (args.length > 0) break;
    // What changes right after the beginning is looked at in any case.
    await sleep(1500);
    await rm(join(folder, 'exchanges'));
    await rename(join(folder, 'readable'), join(folder, 'exchanges'));
    await vi.waitFor(async () => expect(await served.call('mine', 'ticker')).toHaveProperty('data'), 20_000);
    expect(await answered(served.url, '/healthz')).toMatchObject({ status: 'ok', reasons: [] });
    await logs(served, 'exchanges can be read again');
    await write(folder, 'exchanges/mine/parse.ts', parse('2'));
    await vi.waitFor(
      async () => expect(await served.call('mine', 'ticker')).toMatchObject({ data: { last: '2' } }),
      20_000,
    );
    await rename(join(folder, 'exchanges'), join(folder, 'readable'));
    await blind('exchanges');
  }
});

test('so is the folder of one adapter', async () => {
  await write(folder, 'exchanges/mine/index.ts', adapter('Mine'));
  await write(folder, 'exchanges/mine/parse.ts', parse('1'));
  await blind('exchanges/other');
  const served = await startServe([], { cwd: folder });
  await logs(served, 'other cannot be loaded: exchanges/other cannot be read (ELOOP)');
  expect(await served.call('mine', 'ticker')).toHaveProperty('data');
  expect((await served.call('other', 'ticker')).error).toContain('exchanges/other cannot be read (ELOOP)');
  await sleep(1500);
  await rm(join(folder, 'exchanges/other'));
  await write(folder, 'other/index.ts', adapter('Other'));
  await write(folder, 'other/parse.ts', parse('3'));
  await rename(join(folder, 'other'), join(folder, 'exchanges/other'));
  await vi.waitFor(async () => expect(await served.call('other', 'ticker')).toHaveProperty('data'), 20_000);
});

test('a file is no folder', async () => {
  await write(folder, 'file.txt', '');
  expect(await runCli(['exchanges', '--exchanges', 'file.txt'], { cwd: folder })).toMatchObject({
    ...{ code: 2, stdout: '' },
    stderr: 'error: there is no folder file.txt: give --exchanges the one that holds your adapters\n',
  });
});
