import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { createMarkerFinder } from './findMarkers.js';

const MARKER = 'kQ7/Zw+3 "vX9&<m>\'p=2';
const finder = createMarkerFinder({ key: MARKER, other: 'mYn0bOdyS-0ther-k3y' });
const folder = mkdtempSync(join(tmpdir(), 'fmzproto-markers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const named = (text: string) => finder.inText('x', text).map(({ name }) => name);

test.each(finder.forms(MARKER))('%s is found, amid other text', (_form, text) => {
  expect(named(`before ${text} after`)).toContain('key');
  expect(named(`before ${text} after`)).not.toContain('other');
});

test.each(['before', 'be', 'bef', 'b', ''])('base64 of a text that begins with %j', (before) => {
  for (const coding of ['base64', 'base64url'] as const)
    expect(named(Buffer.from(`${before}${MARKER} and more`).toString(coding))).toContain('key');
});

test('in upper case, in the name of a file, in a packed file and in a folder of a folder', () => {
  expect(named(MARKER.toUpperCase())).toContain('key');
  expect(finder.inPath(folder)).toEqual([]);
  writeFileSync(join(folder, 'packed'), gzipSync(`x ${MARKER}`));
  expect(finder.inPath(folder)).toContainEqual({
    where: `${join(folder, 'packed')}, unpacked`,
    name: 'key',
    form: 'plain',
  });
  writeFileSync(join(folder, 'mYn0bOdyS-0ther-k3y'), '');
  expect(finder.inPath(folder).map(({ name }) => name)).toContain('other');
});

test('what has no marker has no trace', () => {
  expect(named('kQ7/Zw is not enough of it, and mYn0bOdyS neither')).toEqual([]);
});
