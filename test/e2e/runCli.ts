import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { markSecret, searchCommand } from '../canary/watchSuite.js';

/** The built command line. */
export const bin = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** What a finished command left. */
export interface CliResult {
  /** The exit code; `null` where a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliOptions {
  /** Added to an environment without colors and without settings of fmzproto. */
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  /** Another copy of the built command line. */
  program?: string;
  /** What runs it: a program and its arguments, in front of Node's. */
  before?: readonly string[];
  /** Flags of Node. */
  node?: readonly string[];
}

/** Where commands were started, for what they write there. */
const folders = new WeakMap<ChildProcessWithoutNullStreams, string>();

const clock = new URL('../support/shiftClock.js', import.meta.url);

/** The environment of a command: this one's and its clock, without what would change the output. */
export function cliEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(FMZPROTO_.*|FORCE_COLOR|NO_COLOR|NODE_OPTIONS|VITEST.*|NODE_ENV|LANG|LC_.*)$/.test(name),
  );
  // `npm run canary` has every server of the suite say all that it can.
  const { CANARY_LOG_LEVEL: level } = process.env;
  return {
    ...Object.fromEntries(kept),
    NODE_OPTIONS: `--import=${clock.href}`,
    ...(level && { FMZPROTO_LOG_LEVEL: level }),
    ...extra,
  };
}

/** Starts the built command line; its stdin is a pipe, so it is not on a terminal. */
export function spawnCli(args: readonly string[], options: CliOptions = {}): ChildProcessWithoutNullStreams {
  const { before = [], node = [], program = bin } = options;
  for (const [name, value] of Object.entries(options.env ?? {}))
    if (name.startsWith('FMZPROTO_SECRET_KEY')) markSecret(value);
  const [first = '', ...others] = [...before, process.execPath, ...node, program, ...args];
  const child = spawn(first, others, {
    env: cliEnvironment(options.env),
    cwd: options.cwd,
    stdio: 'pipe',
  });
  if (options.cwd !== undefined) folders.set(child, options.cwd);
  return child;
}

/** Resolves when a started command has ended. */
export function finish(child: ChildProcessWithoutNullStreams): Promise<CliResult> {
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      searchCommand(output, child.spawnargs, folders.get(child));
      resolve({ code, ...output });
    });
  });
}

/** Runs the built command line to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const child = spawnCli(args, options);
  child.stdin.end();
  return finish(child);
}
