import { readdirSync } from 'node:fs';
import type { Command } from '@oclif/core';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/cli/terminal/screen.js';
import { chinese } from '../../src/wording/chinese.js';
import { runCli } from '../e2e/runCli.js';

const folder = new URL('../../src/commands/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));

/** What the help of a command says, in English. */
async function textsOf(name: string): Promise<string[]> {
  const { default: command }: { default: Command.Class } = await import(new URL(`${name}.ts`, folder).href);
  const { summary = '', description = '', args, flags, baseFlags, examples = [] } = command;
  const described = [...Object.values(args), ...Object.values({ ...baseFlags, ...flags })];
  return [
    summary,
    // In a row of a list, what stands behind its name.
    ...description.split('\n').map((line) => line.replace(/^ +\S+ {2,}/, '')),
    ...described.flatMap((one) => [('summary' in one && one.summary) || '', one.description ?? '']),
    ...examples.flatMap((example) => (typeof example === 'string' ? [] : [example.description])),
  ];
}

/** What is typed, rather than read. */
const TYPED = /^(fmzproto call .*|[A-Za-z-]*[/_]?[A-Za-z]*|)$/;

test.each(names)('what the help of %s says has its Chinese', async (name) => {
  const texts = (await textsOf(name)).filter((text) => !TYPED.test(text));
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.filter((text) => !(text in chinese))).toEqual([]);
});

const helpOf = async (args: readonly string[], env: Record<string, string> = {}) => {
  const { code, stdout, stderr } = await runCli(args, { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

test.each([['--help'], ...names.map((name) => ['help', name])])('%s %s in Chinese', async (...args) => {
  const lines = (await helpOf([...args, '--lang', 'zh'])).split('\n');
  const read = lines.filter((line) => !/^ +(\$|[A-Za-z]+ +fmzproto call) /.test(line));
  const English = /(?!fmzproto completion)\b[a-z]{2,} [a-z]{2,} [a-z]{2,}/i;
  expect(read.filter((line) => English.test(line))).toEqual([]);
  expect(read.filter((line) => displayWidth(line) > 80)).toEqual([]);
  expect(lines).toContain('用法');
});

describe('the language is asked for', () => {
  test.each([
    [['serve', '--help', '--lang', 'zh'], {}],
    [['serve', '--lang=zh', '-h'], {}],
    [['--lang', 'zh', 'help', 'serve'], {}],
    [['serve', '--help'], { FMZPROTO_LANG: 'zh' }],
    [['help', 'serve'], { LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8' }],
  ])('%j %j', async (args, env) => {
    const text = await helpOf(args, env);
    expect(text).toMatch(/^运行供 FMZ 托管者访问的插件。\n\n用法\n {2}\$ fmzproto serve /);
    expect(text).toContain(
      '\n  --log-level=<可选值>\n      [默认值：info，环境变量：FMZPROTO_LOG_LEVEL] 记录日志的最低级别。\n      <可选值：debug|info|warn|error>\n',
    );
  });

  test.each([
    [['--help', '--lang', 'zh']],
    [['--lang', 'zh', '--help']],
    [['--lang', 'zh']],
    [['help', '--lang', 'zh']],
  ])('%j: of all commands', async (args) => {
    expect(await helpOf(args)).toContain(
      '\n命令\n  call          像 FMZ 托管者一样，调用运行中的插件的方法。\n',
    );
  });

  test('--lang in front of a command is its own', async () => {
    const { code, stderr } = await runCli(['--lang', 'zh', 'run']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: '错误：未指定策略：请写上策略文件，例如 run examples/first.js\n',
    });
  });
});

test('what shells show follows the language', async () => {
  const script = await helpOf(['completion', 'zsh', '--lang', 'zh']);
  expect(script).toContain("'serve:运行供 FMZ 托管者访问的插件'");
  expect(script).toContain("'*--port[监听端口]:value:");
  expect(script).toContain("'*--help[显示命令的用途]'");
});
