import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseExchanges } from '../../src/cli/run/chooseExchanges.js';
import { readDuration } from '../../src/cli/run/lengths.js';
import { RunAdvice } from '../../src/cli/run/RunAdvice.js';
import { readScript } from '../../src/cli/run/readScripts.js';
import { renderEvent } from '../../src/cli/run/renderEvent.js';
import { renderSummary } from '../../src/cli/run/renderSummary.js';
import { Tally } from '../../src/cli/run/Tally.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

const colors = new Chalk({ level: 0 });

test('flags of run that nothing can be made of', () => {
  expect(() => readDuration('soon')).toThrow(
    '--for 是不超过 24 天的时长，如 30s、10m、2h，只写 90 表示秒，而不是 "soon"',
  );
  const flags = {
    exchange: ['OKX,Bybit'],
    url: undefined,
    currency: [],
    name: [],
    label: [],
    period: undefined,
  };
  expect(() => chooseExchanges({ ...flags, precision: 'auto' }, { exchanges: [], args: new Map() })).toThrow(
    '--exchange 只接受一个名称，多个交易所请重复使用：--exchange OKX --exchange Bybit',
  );
});

test('a file that is no strategy', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fmzproto-'));
  try {
    const file = join(folder, 'grid.txt');
    await expect(readScript(file, 'strategy')).rejects.toThrow(`策略 ${file} 不存在`);
    await writeFile(file, '(*backtest\n*)\nMA5:=MA(C,5);');
    await expect(readScript(file, '--lib')).rejects.toThrow(
      `--lib ${file} 是麦语言：run 只运行 JavaScript 和 TypeScript 策略`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('advice on a thread that stopped', () => {
  const advice = new RunAdvice(['Thread(work)'], { precision: 'none' });
  const text = 'Thread-1 抛出：ReferenceError: Levels is not defined';
  advice.add({ kind: 'log', time: 0, level: 'error', text });
  expect(advice.at({ kind: 'end', time: 0, reason: 'returned' })).toEqual([
    'Levels 可能是策略参数：请用 --arg Levels=VALUE 设置',
  ]);
});

test('what a run shows', () => {
  const tally = new Tally(false);
  const shown = [
    { kind: 'log', time: 0, level: 'buy', exchange: 'Paper', text: '8000, 0.1' },
    { kind: 'log', time: 0, level: 'error', text: 'TypeError: broken' },
  ] as const;
  for (const event of shown) tally.add(event);
  const lines = shown.map((event) => renderEvent(event, colors));
  expect(lines).toEqual([
    expect.stringMatching(/ {2}买入 {4}Paper 8000, 0.1$/),
    expect.stringMatching(/ {2}错误 {4}TypeError: broken$/),
  ]);
  tally.add({ kind: 'call', time: 0, exchange: 'Paper', fn: 'GetTicker', ms: 5 });
  expect(renderSummary(tally, colors, {})).toMatch(
    /^调用 +次数 +p50 ms +p99 ms\nGetTicker +1 +[\d.]+ +[\d.]+\n\n1 次 TypeError: broken$/,
  );
});
