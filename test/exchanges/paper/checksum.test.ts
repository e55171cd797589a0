import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { StateFile } from '../../../src/exchanges/paper/state-file/StateFile.js';
import { openPaper } from './openPaper.js';

let path: string;
let text: string;

beforeAll(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'fmzproto-checksum-')), 'paper.json');
  const paper = openPaper({ stateFile: path });
  await paper.call('trade', { symbol: 'BTC_USDT', type: 'buy', price: -1, amount: 1000 }, 'alice');
  await paper.call('trade', { symbol: 'BTC_USDT', type: 'sell', price: 90_000, amount: '0.5' }, 'alice');
  await paper.close();
  text = await readFile(path, 'utf8');
});

/** Opens the file with another text; what it says where it is not taken. */
async function open(changed: string): Promise<string | undefined> {
  await writeFile(path, changed);
  try {
    const file = new StateFile(path);
    file.adopt('nothing', () => []);
    file.close();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('the file as it was written is taken', async () => {
  expect(text).toMatch(/^\{"format":"fmzproto paper accounts","version":1,"checksum":"[0-9a-f]{64}",/);
  expect(await open(text)).toBeUndefined();
});

test('one changed character anywhere is told, and the file is left as it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length - 1),
      fc.constantFrom(...'0123456789abcdef"{}[],:. -xE\n'),
      async (at, letter) => {
        fc.pre(text[at] !== letter);
        const changed = text.slice(0, at) + letter + text.slice(at + 1);
        expect(await open(changed)).toMatch(/paper\.json .*; nothing was changed, .* or name another/);
        expect(await readFile(path, 'utf8')).toBe(changed);
      },
    ),
    { numRuns: 600 },
  );
});

test('every changed digit is told', async () => {
  for (const { index, 0: digit } of text.matchAll(/\d/g)) {
    const other = String((Number(digit) + 1) % 10);
    expect(await open(text.slice(0, index) + other + text.slice(index + 1))).toBeDefined();
  }
});

test('the message names the file and says what to do', async () => {
  const changed = text.replace('"USDT":"', '"USDT":"9');
  expect(changed).not.toBe(text);
  expect(await open(changed)).toBe(
    `${path} was changed or damaged since it was written: it does not fit its checksum; nothing was changed, put a copy back, or take its "checksum" out if you changed it yourself, or name another with --paper-state`,
  );
});

test('a file of an older version, without a checksum, is taken', async () => {
  expect(await open(text.replace(/"checksum":"[0-9a-f]{64}",/, ''))).toBeUndefined();
});
