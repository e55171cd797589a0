import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { findGaps } from '../../src/scaffold/findGaps.js';

test("finds comments that begin with FILL IN, and an address that is nobody's", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fmzproto-'));
  await mkdir(join(folder, 'mine/test'), { recursive: true });
  await writeFile(
    join(folder, 'mine/index.ts'),
    [
      "  baseUrl: 'https://api.mine.example',",
      '  // FILL IN: a path, and a name.',
      ' * FILL IN the fields',
      '/* FILL IN: in one line */',
      "  const text = 'FILL IN: not this';",
      '  // is FILL IN enough',
      "  see: 'https://docs.mine.example',",
      "  baseUrl: 'https://api.example.com',",
      "  // hosts: { api: 'https://api.mine.example' },",
      "  hosts: { api: 'https://api.mine.example' },",
      "    address: 'fix+tls://fix.mine.example:5212',",
      "    address: 'fix+tls://fix.example.com:5212',",
    ].join('\r\n'),
  );
  await writeFile(join(folder, 'mine/test/a.test.ts'), '// FILL IN: an error\n');
  await writeFile(join(folder, 'mine/README.md'), '// FILL IN: no source\n');
  const place = (file: string) => relative(process.cwd(), join(folder, 'mine', file));
  expect(await findGaps(folder, 'Mine')).toEqual([
    { file: place('index.ts'), line: 1, text: 'baseUrl: https://api.mine.example is a placeholder' },
    { file: place('index.ts'), line: 2, text: 'a path, and a name.' },
    { file: place('index.ts'), line: 3, text: 'the fields' },
    { file: place('index.ts'), line: 4, text: 'in one line' },
    { file: place('index.ts'), line: 10, text: 'hosts: https://api.mine.example is a placeholder' },
    { file: place('index.ts'), line: 11, text: 'address: fix+tls://fix.mine.example:5212 is a placeholder' },
    { file: place('test/a.test.ts'), line: 1, text: 'an error' },
  ]);
  expect(await findGaps(folder, 'other')).toBeUndefined();
  expect(await findGaps(join(folder, 'nowhere'), 'mine')).toBeUndefined();
});
