import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './compare.js';
import { FMZPROTO } from './Laboratory.js';
import { symbolOf } from './listings.js';
import { cleanEnvironment } from './start.js';

const cli = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/**
 * Measures what it takes to start: in turns with `node -e 0`, whose share of everything nobody can spare.
 *
 * @param options.rounds how often each is started.
 */
export async function measureStartup(laboratory, { rounds }) {
  try {
    const server = await laboratory.start(FMZPROTO, await laboratory.startExchange());
    const { origin } = new URL(server.url);
    const programs = [
      { name: 'node -e 0', words: ['-e', '0'] },
      { name: '--version', words: [cli, '--version'] },
      { name: 'call', words: [cli, 'call', 'ticker', symbolOf(0), '--url', origin] },
      { name: 'serve', words: [cli, 'serve', '--port', '0'], until: 'listening on' },
    ].map((program) => ({ ...program, runs: [] }));
    for (let round = -1; round < rounds; round += 1) {
      for (const { runs, ...program } of programs) {
        const run = await time(program, laboratory.folder);
        // What is on the disk is in memory from the first one on.
        if (round >= 0) runs.push(run);
      }
    }
    const [bare] = programs;
    return programs.map(({ name, runs }) => ({
      program: name,
      ...figuresOf(runs, (run) => run),
      ...(name !== bare.name && {
        ratios: figuresOf(runs, ({ cpu, wall }, index) => ({
          cpu: cpu / bare.runs[index].cpu,
          wall: wall / bare.runs[index].wall,
        })),
      }),
    }));
  } finally {
    await laboratory.clear();
  }
}

function figuresOf(runs, of) {
  const all = runs.map(of);
  return { cpu: median(all.map(({ cpu }) => cpu)), wall: median(all.map(({ wall }) => wall)) };
}

/** Bash tells what a program used that it has waited for, on the clock and on the processor. */
const SCRIPT = 'TIMEFORMAT="%R %U %S"; time { "$@" 2>/dev/null 3>&- & echo $! >&3; wait $!; }';

/**
 * Runs a program to its end; one that does not end by itself is ended as soon as it says that it is ready.
 *
 * @returns in ms: `wall` on the clock, `cpu` in user and system time.
 */
async function time({ name, words, until }, folder) {
  const shell = spawn('bash', ['-c', SCRIPT, 'bash', process.execPath, ...words], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, output, errors, pid] = shell.stdio.map((stream) => stream && collect(stream));
  if (until) {
    shell.stdout.on('data', () => {
      if (output.text.includes(until)) process.kill(Number(pid.text), 'SIGKILL');
    });
  }
  const [code] = await once(shell, 'close');
  if (code !== (until ? 128 + 9 : 0)) throw new Error(`${name} ended with ${code}: ${output.text}`);
  const [wall, user, system] = errors.text.trim().split('\n').at(-1).split(' ').map(Number);
  return { wall: wall * 1000, cpu: (user + system) * 1000 };
}

function collect(stream) {
  const collected = { text: '' };
  stream.setEncoding('utf8').on('data', (text) => {
    collected.text += text;
  });
  return collected;
}
