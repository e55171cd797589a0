import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scrape, valuesOf } from '../support/scrape.js';
import { createFolder, write } from './adapterFiles.js';
import { bin, cliEnvironment } from './runCli.js';
import { killServed, startServe } from './startServe.js';

let folder: string;
const started: { kill(signal: NodeJS.Signals): boolean }[] = [];

beforeEach(async () => {
  folder = await createFolder();
});
afterEach(async () => {
  killServed();
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const REQUESTS = 1500;

/** Asks for what fills the log, and counts the answers. */
async function ask(url: string, count: number): Promise<number> {
  let answers = 0;
  for (let done = 0; done < count; done += 50) {
    const texts = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const body = JSON.stringify({ method: 'ticker', params: { symbol: 'NOPE_NOPE' } });
        return (await fetch(`${url}/Paper`, { method: 'POST', body })).text();
      }),
    );
    answers += texts.filter((text) => text.startsWith('{')).length;
  }
  return answers;
}

test('a log that nobody reads stops nothing; what was dropped is counted when it is read again', async () => {
  const fifo = join(folder, 'log');
  execFileSync('mkfifo', [fifo]);
  const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
  const before = ['sh', '-c', 'exec "$@" 2>log', 'sh'];
  const { child, url } = await startServe(['--log-level', 'debug'], { cwd: folder, before });
  expect(await ask(url, REQUESTS)).toBe(REQUESTS);
  const lost = valuesOf(await scrape(url), 'fmzproto_dropped_log_lines_total')[''];
  let log = '';
  const read = () => {
    log += readAll(reader);
    return log;
  };
  await expect.poll(read).toMatch(/\d+ lines of the log were dropped: nobody read them\n/);
  const dropped = Number(/(\d+) lines of the log were dropped/.exec(log)?.[1]);
  // Known while nobody reads, too.
  expect(lost).toBe(dropped);
  const lines = log.trimEnd().split('\n');
  expect(lines.every((line) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /.test(line))).toBe(true);
  expect(dropped + lines.filter((line) => line.includes('NOPE')).length).toBeGreaterThanOrEqual(REQUESTS);
  child.kill('SIGTERM');
  await expect.poll(() => child.exitCode).toBe(0);
  expect(read()).toContain('SIGTERM: finishing');
  closeSync(reader);
});

function readAll(descriptor: number): string {
  const chunk = Buffer.alloc(65_536);
  let text = '';
  try {
    for (let size = -1; size !== 0; ) {
      size = readSync(descriptor, chunk);
      text += chunk.toString('latin1', 0, size);
    }
  } catch {
    // There is nothing more yet.
  }
  return text;
}

const TERMINAL = `
import fcntl, os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    # Everybody but the log goes elsewhere.
    os.dup2(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT, 0o600), 1)
    os.execv(sys.argv[2], sys.argv[2:])
os.write(terminal, b'\\x13')
# Nobody reads the terminal: it is paused, and it fills up.
print(pid, flush=True)
sys.stdin.read()
os.kill(pid, 15)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
`;

test('a terminal that is paused with Ctrl-S stops nothing, not even the end', async () => {
  await write(folder, 'terminal.py', TERMINAL);
  const out = join(folder, 'out.txt');
  writeFileSync(out, '');
  const child = spawn(
    'python3',
    [join(folder, 'terminal.py'), out, process.execPath, bin, 'serve', '--port', '0', '--log-level', 'debug'],
    { cwd: folder, env: cliEnvironment(), stdio: 'pipe' },
  );
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  await expect.poll(() => readFileSync(out, 'utf8')).toContain('listening on');
  const url = /listening on (\S+)/.exec(readFileSync(out, 'utf8'))?.[1] ?? '';
  expect(await ask(url, REQUESTS)).toBe(REQUESTS);
  child.stdin.end();
  await expect.poll(() => said).toMatch(/^\d+\n0\n$/);
});
