import { expect, test } from 'vitest';
import { checkDescriptors, checkDisk, checkNode, foldersInUse } from '../../../src/cli/doctor/machine.js';

const MIB = 1024 * 1024;

test.each([
  [0, 'fail', '0 MiB free in /var'],
  [50 * MIB - 1, 'fail', '49 MiB free in /var'],
  [50 * MIB, 'warn', '50 MiB free in /var'],
  [1024 * MIB - 1, 'warn', '1023 MiB free in /var'],
  [1024 * MIB, 'ok', '1 GiB free in /var'],
  [70.9 * 1024 * MIB, 'ok', '70 GiB free in /var'],
])('%d bytes are free: %s', (free, status, text) => {
  const found = checkDisk('/var', free);
  expect(found).toMatchObject({ status, text });
  expect(found.remedy === undefined).toBe(status === 'ok');
});

test.each([
  ['20.18.3', 'fail'],
  ['18.20.0', 'fail'],
  ['20.19.0', 'ok'],
  ['22.0.0', 'ok'],
])('Node.js %s: %s', (version, status) => {
  expect(checkNode(version)).toMatchObject({ status });
});

test.each([
  [
    1024,
    'warn',
    /^this process may open 1024 files and connections at once, and many clients need up to \d+$/,
  ],
  [65_536, 'ok', /^65536 files and connections at once$/],
])('%d files and connections may be open: %s', (most, status, text) => {
  expect(checkDescriptors(most)).toMatchObject({ status, text: expect.stringMatching(text) });
});

test('the folders that are written into, each once', () => {
  const settings = new Map([
    ['paper-state', '/srv/paper/state.json'],
    ['log-file', '/var/log/serve.log'],
    ['record', '/srv/paper'],
  ]);
  expect(foldersInUse((flag) => settings.get(flag))).toEqual(['.', '/srv/paper', '/var/log']);
  expect(foldersInUse(() => undefined)).toEqual(['.']);
});
