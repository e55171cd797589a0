import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SOURCES = fileURLToPath(new URL('acceptor/', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/quickfix/', import.meta.url));
/** QuickFIX 1.15 has exception specifications, which later standards took out. */
const FLAGS = ['-std=c++14', '-O1', '-w'];

/** Why there is no acceptor on this machine: one line. */
export class NoQuickfix extends Error {
  override readonly name = 'NoQuickfix';
}

/**
 * The path of the compiled acceptor. It is compiled once for all tests, and again after its sources have changed.
 *
 * @throws NoQuickfix where there is no C++ compiler, or no QuickFIX.
 */
export async function buildAcceptor(): Promise<string> {
  const program = join(CACHE, await hashSources());
  await mkdir(CACHE, { recursive: true });
  for (;;) {
    if (await exists(program)) return program;
    if (await lock(program)) break;
    await wait(50);
  }
  try {
    if (!(await exists(program))) await compile(program);
  } finally {
    await rm(lockOf(program), { force: true });
  }
  return program;
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(FLAGS.join(' '));
  for (const name of (await readdir(SOURCES)).sort()) hash.update(await readFile(join(SOURCES, name)));
  return hash.digest('hex').slice(0, 16);
}

async function compile(program: string): Promise<void> {
  const unfinished = `${program}.${process.pid}`;
  const args = [...FLAGS, join(SOURCES, 'main.cpp'), '-o', unfinished, '-lquickfix'];
  try {
    await promisify(execFile)('c++', args, { env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    throw explain(error);
  }
  await rename(unfinished, program);
}

function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ('code' in error && error.code === 'ENOENT')
    return new NoQuickfix('QuickFIX is left out: there is no C++ compiler (apt-get install g++)');
  if (/quickfix\/\w+\.h'?:? (No such file|file not found)|(find|for) -lquickfix/.test(error.message))
    return new NoQuickfix(
      'QuickFIX is left out: its library is not installed (apt-get install libquickfix-dev)',
    );
  return error;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const lockOf = (program: string) => `${program}.lock`;

/** Whether this process is the one that compiles. The lock of a process that is gone does not count. */
async function lock(program: string): Promise<boolean> {
  try {
    await writeFile(lockOf(program), String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(await readFile(lockOf(program), 'utf8').catch(() => ''));
    if (owner > 0 && !isRunning(owner)) await rm(lockOf(program), { force: true });
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
