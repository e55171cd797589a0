import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as door from '../../src/index.js';
import * as testingDoor from '../../src/testing.js';
import { readDocument } from './readDocument.js';

test('the reference is what the types say', () => {
  const script = fileURLToPath(new URL('../../bin/reference.js', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

const { text } = readDocument('docs/reference.md');

test('every value in it can be imported', () => {
  const entries = text.slice(text.indexOf('## fmzproto')).split(/^### /m).slice(1);
  const names = entries.flatMap((entry) => {
    const [, keyword, name = ''] = /```ts\n(?:async )?(\w+) (\w+)/.exec(entry) ?? [];
    return keyword === 'type' || keyword === 'interface' ? [] : [name];
  });
  expect(names.length).toBeGreaterThan(80);
  expect(names.filter((name) => !Object.hasOwn({ ...door, ...testingDoor }, name))).toEqual([]);
});

test('what FMZ gets says what it is', () => {
  const [, entry = ''] = text.split('### Funding\n\n');
  expect(entry.split('\n')[0]).toMatch(/^A funding rate: /);
});

test('links in comments are names', () => {
  expect(text.split('\n').filter((line) => line.includes('{@link'))).toEqual([]);
});

test('its index names all of it, by subject', () => {
  const index = text.slice(text.indexOf('## Index'), text.indexOf('## Methods'));
  const named = [...index.matchAll(/\[`(\w+)`\]/g)].map(([, name]) => name);
  const own = text.slice(text.indexOf('## fmzproto'));
  const entries = [...own.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(entries.toSorted());
});
