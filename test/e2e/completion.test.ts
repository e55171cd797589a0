import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { runCli } from './runCli.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'completion-'));
});

afterAll(() => rm(folder, { recursive: true }));

const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;

/** What each shell says when the Tab key is pressed behind the words. */
const shells: Record<string, (script: string, words: readonly string[]) => string> = {
  bash: (script, words) =>
    execFileSync('bash', [
      '--norc',
      '-c',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: bash reads it.
      'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _fmzproto; printf "%s\\n" "${COMPREPLY[@]}"',
      'bash',
      script,
      ...words,
    ]).toString(),
  fish: (script, words) =>
    execFileSync('fish', ['--no-config', '-c', `source ${script}; complete -C "${words.join(' ')}"`], {
      env: { ...process.env, HOME: folder },
    })
      .toString()
      .replace(/\t.*/g, ''),
};

const completed: [typed: string[], words: string[]][] = [
  [['se'], ['serve']],
  [['serve', '--log-l'], ['--log-level']],
  [
    ['serve', '--log-level', ''],
    ['debug', 'error', 'info', 'warn'],
  ],
  [['serve', '--hel'], ['--help']],
  [
    ['call', 'GetOrd'],
    ['GetOrder', 'GetOrders'],
  ],
  [['call', '--exchange', 'Paper/B'], ['Paper/Bybit']],
  [['run', '--exchange', 'Al'], ['Alpaca']],
  [['completion', 'z'], ['zsh']],
  [['help', 'new'], ['new-exchange']],
];

describe.each(Object.entries(shells))('%s', (shell, complete) => {
  it.runIf(has(shell)).each(completed)('completes %j', async (typed, words) => {
    const { stdout } = await runCli(['completion', shell]);
    const script = join(folder, shell);
    await writeFile(script, stdout);
    const found = complete(script, ['fmzproto', ...typed])
      .split('\n')
      .filter(Boolean);
    expect(found.toSorted()).toEqual(words);
  });
});

test.runIf(has('zsh'))('zsh takes its script, and knows what completes the command', async () => {
  const { stdout } = await runCli(['completion', 'zsh']);
  await writeFile(join(folder, 'zsh'), stdout);
  const line = `autoload -Uz compinit; compinit -u -d ${folder}/dump; source ${folder}/zsh; print $_comps[fmzproto]`;
  const { stdout: said, stderr } = spawnSync('zsh', ['-f', '-c', line], { encoding: 'utf8' });
  expect({ said, stderr }).toEqual({ said: '_fmzproto\n', stderr: '' });
});

test('PowerShell gets a completer whose quotes and brackets are in pairs', async () => {
  const { stdout } = await runCli(['completion', 'powershell']);
  expect(stdout).toMatch(/^Register-ArgumentCompleter -Native -CommandName fmzproto -ScriptBlock \{/);
  const bare = stdout.replace(/'[^'\n]*'|"[^"\n]*"/g, '');
  expect(bare).not.toMatch(/['"]/);
  for (const [open, close] of ['{}', '()', '[]'] as const)
    expect(bare.split(open ?? '').length).toBe(bare.split(close ?? '').length);
});

test.each([
  [[], 'no shell given'],
  [['tcsh'], 'no completion for "tcsh"'],
])('%j', async (args, sentence) => {
  const { code, stdout, stderr } = await runCli(['completion', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(`error: ${sentence}: use one of bash, zsh, fish, powershell\n`);
});
