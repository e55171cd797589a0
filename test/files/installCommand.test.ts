import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installCommand } from '../../src/files/installCommand.js';

it('says how a package is installed in a clone, in a project, and for all projects', () => {
  const clone = mkdtempSync(join(tmpdir(), 'fmzproto-'));
  mkdirSync(join(clone, 'src'));
  writeFileSync(join(clone, 'src/index.ts'), '');
  expect(installCommand('ccxt@4', clone, '/home/me')).toBe(
    'npm install --no-save ccxt@4 in the clone of fmzproto',
  );
  const inProject = '/home/me/robots/node_modules/fmzproto';
  expect(installCommand('ccxt@4', inProject, '/home/me/robots')).toBe('npm install ccxt@4');
  expect(installCommand('ccxt@4', inProject, '/home/me/robots/exchanges')).toBe('npm install ccxt@4');
  expect(installCommand('ccxt@4', '/usr/lib/node_modules/fmzproto', '/home/me')).toBe(
    'npm install -g ccxt@4',
  );
});
