import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findCcxt } from '../../../src/exchanges/ccxt/library/findCcxt.js';

const script = fileURLToPath(new URL('../../../bin/ccxtChanges.js', import.meta.url));
const run = (folder: string) => execFileSync(process.execPath, [script, folder], { encoding: 'utf8' });

/** A ccxt 9 whose only exchange is a bitvavo that can do more and wants more. */
function installAnother(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fmzproto-'));
  const place = join(folder, 'node_modules/ccxt');
  mkdirSync(join(place, 'js/src'), { recursive: true });
  mkdirSync(join(place, 'dist'));
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ name: 'ccxt', version: '9.0.0', main: 'dist/ccxt.cjs' }),
  );
  writeFileSync(join(place, 'dist/ccxt.cjs'), '');
  writeFileSync(
    join(place, 'js/src/bitvavo.js'),
    `import bitvavo from ${JSON.stringify(findCcxt()?.moduleOf('bitvavo'))};
export default class extends bitvavo {
  describe() {
    return this.deepExtend(super.describe(), {
      has: { fetchPositions: true },
      api: { private: { get: { positions: { cost: 1 } } } },
      requiredCredentials: { password: true },
    });
  }
}`,
  );
  return folder;
}

test('the same version: nothing has changed', () => {
  expect(run(tmpdir())).toBe('ccxt 4.5.84 -> 4.5.84: nothing that matters has changed\n');
});

test('what is new, what is gone, and what is other', () => {
  const lines = run(installAnother()).split('\n');
  expect(lines[0]).toMatch(/^ccxt 4\.5\.84 -> 9\.0\.0: \d+ changes$/);
  expect(lines).toContain('okx: gone');
  expect(lines.filter((line) => line.startsWith('bitvavo:'))).toEqual([
    'bitvavo: keys apiKey,secret -> apiKey,secret,password',
    'bitvavo: fetchPositions false -> true',
    'bitvavo: + private GET positions',
  ]);
});
