import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removeLeftovers, temporaryName } from '../../src/files/leftovers.js';

const folder = mkdtempSync(join(tmpdir(), 'fmzproto-leftovers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ID = '8b734812-4118-4b85-910a-87f2b3af1132';
const { pid: gone } = spawnSync(process.execPath, ['--version']);

test('what a process that has ended was writing is removed, and nothing else', () => {
  const others = [`a.json.${process.ppid}.${ID}.new`, `b.json.${gone}.${ID}.new`, 'a.json', 'a.json.new'];
  for (const name of [...others, `a.json.${gone}.${ID}.new`]) writeFileSync(join(folder, name), '');
  writeFileSync(temporaryName(join(folder, 'a.json')), '');
  expect(readdirSync(folder)).toHaveLength(6);
  removeLeftovers(folder, 'a.json');
  expect(readdirSync(folder).toSorted()).toEqual(others.toSorted());
  removeLeftovers(folder);
  expect(readdirSync(folder)).not.toContain(`b.json.${gone}.${ID}.new`);
  removeLeftovers(join(folder, 'nowhere'));
});
