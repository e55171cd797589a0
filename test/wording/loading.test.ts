import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { loadExchange } from '../../src/loading/loadExchange.js';
import { pathSource } from '../../src/loading/sources.js';

let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fmzproto-'));
  await speakLanguage('zh');
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await speakLanguage('en');
});

test.each([
  ["import './gone.js';", "index.ts:1: 找不到模块 './gone.js'"],
  ['export const a = 1;', 'index.ts: 没有默认导出：请在末尾写上 "export default defineExchange({ ... })"'],
  ['export default () => 1;', 'index.ts: 默认导出的是函数，应为 defineExchange 的返回值'],
  ['throw 1;', 'index.ts: 抛出了 1，它不是 Error'],
])('an adapter that cannot be loaded: %s', async (code, reason) => {
  const entry = join(folder, 'index.ts');
  writeFileSync(entry, code);
  const result = await loadExchange(entry, { root: folder, shared: async () => new Map() });
  expect('reason' in result && result.reason).toContain(reason);
});

test('an adapter that is not there', async () => {
  await expect(pathSource('none', folder).locate()).rejects.toThrow(/none 不存在$/);
});
