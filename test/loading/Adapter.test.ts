import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Adapter } from '../../src/loading/Adapter.js';
import { sharedPackages } from '../support/sharedPackages.js';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'fmzproto-adapter-')));
});
afterEach(() => rm(root, { recursive: true }));

test('a file that is being written is not served without what it will hold', async () => {
  const entry = join(root, 'index.ts');
  await writeFile(join(root, 'name.ts'), '');
  await writeFile(
    entry,
    `import { defineExchange } from 'fmzproto';
     import * as v from 'valibot';
     import { writeFileSync } from 'node:fs';
     import * as file from './name.js';
     writeFileSync(new URL('read.txt', import.meta.url), '');
     await new Promise((resolve) => setTimeout(resolve, 200));
     const credentials = v.object({ access_key: v.string(), secret_key: v.string() });
     export default defineExchange({ name: file.name ?? 'Torn', credentials, createState: () => ({}), methods: {} });`,
  );
  const adapter = new Adapter(
    {
      id: root,
      name: 'mine',
      label: 'mine',
      locate: async () => ({ entry, root, whole: true }),
    },
    sharedPackages,
  );
  const loading = adapter.load();
  await expect.poll(() => existsSync(join(root, 'read.txt')), { timeout: 5000, interval: 5 }).toBe(true);
  await writeFile(join(root, 'name.ts'), "export const name: string = 'Whole';");
  await loading;
  expect(adapter.exchange?.name).toBe('Whole');
});
