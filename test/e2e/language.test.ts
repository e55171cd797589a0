import { afterEach, describe, expect, test } from 'vitest';
import { runCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

afterEach(killServed);

describe('in Chinese', () => {
  test.each([
    [['serve', '--prot', '1'], '错误：没有选项 --prot，是否指 --port？'],
    [['serve', '--port', 'x'], '必须是 0 到 65535 的整数，而不是 "x"'],
    [['serve', '--log-level', 'loud'], '--log-level 只能是 '],
  ])('%j', async (args, sentence) => {
    const { code, stdout, stderr } = await runCli([...args, '--lang', 'zh']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  test('serve starts, and FMZ reads it', async () => {
    const { child, call, done } = await startServe(['--lang', 'zh']);
    expect((await call('Paper', 'GetTicekr')).error).toContain('是否指');
    child.kill('SIGTERM');
    expect(await done).toMatchObject({ code: 0, stderr: expect.stringContaining('收到 SIGTERM') });
  });

  test('the language of the system is spoken, and --lang comes before it', async () => {
    const env = { LANG: 'zh_CN.UTF-8' };
    const [chinese, english] = await Promise.all([
      runCli(['serve', '--prot', '1'], { env }),
      runCli(['serve', '--prot', '1', '--lang', 'en'], { env }),
    ]);
    expect(chinese.stderr).toContain('是否指');
    expect(english.stderr).toContain('did you mean');
  });

  test.each(['cn', 'zh_CN', 'zh-Hans', '中文'])('--lang %s: zh is meant', async (value) => {
    const { code, stderr } = await runCli(['call', 'ticker', '--lang', value]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `错误：--lang 只能是 en 或 zh，而不是 "${value}"，是否指 zh？\n`,
    });
  });

  test('what stands around the variable counts for nothing', async () => {
    const { stderr } = await runCli(['serve', '--prot', '1'], { env: { FMZPROTO_LANG: ' zh\r\n' } });
    expect(stderr).toBe('错误：没有选项 --prot，是否指 --port？\n');
  });

  test.each([
    [['--lang', 'cn'], '错误：--lang 只能是 en 或 zh，而不是 "cn"，是否指 zh？'],
    [['--lang=de'], 'error: --lang must be en or zh, not "de"; see '],
    [['--lang'], 'error: --lang needs a value'],
  ])('%j without a command is refused like with one', async (args, sentence) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  test('another language than these is refused', async () => {
    const { code, stderr } = await runCli(['call', 'ticker', '--lang', 'de']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: --lang must be en or zh, not "de"; see "node bin/run.js call --help"\n',
    });
  });
});
