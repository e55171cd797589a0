import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const USAGE = new URL('processes/usage.js', import.meta.url).href;
/** Linux counts the time of a process in hundredths of a second. */
const MICROSECONDS_A_TICK = 10_000;

/**
 * Starts a program of Node in a process of its own.
 *
 * @param options.file a path from this folder.
 * @param options.log where its stderr goes.
 * @param options.node flags of Node.
 * @returns its process, what rejects when that ends unasked, and `ask`, which sends it a word and resolves with what it says.
 */
export function startNode({ file, log, words = [], node = [], env = {}, input = 'ignore' }) {
  const errors = openSync(log, 'a');
  const child = fork(here(file), words, {
    execArgv: ['--import', USAGE, ...node],
    env: { ...cleanEnvironment(), ...env },
    stdio: [input, 'pipe', errors, 'ipc'],
  });
  closeSync(errors);
  const ended = once(child, 'exit');
  const unasked = ended.then(() => {
    throw new Error(`${file} ended by itself: ${tailOf(log)}`);
  });
  unasked.catch(() => undefined);
  const ask = async (message) => {
    child.send(message);
    const [answer] = await Promise.race([once(child, 'message'), unasked]);
    return answer;
  };
  const stop = async () => {
    if (child.connected) child.disconnect();
    await ended;
  };
  return { child, unasked, ask, stop, usage: () => ask('usage') };
}

/** Starts one that listens, and says so. */
export async function startServer(options) {
  const { child, unasked, ...started } = startNode(options);
  return { ...started, url: await Promise.race([textOf(child, /listening on (\S+)\n/), unasked]) };
}

/**
 * Starts a strategy that does what it is ordered to.
 *
 * @param options.url its exchange at a plugin.
 * @returns besides what others have, `order`, which sends it a command and resolves with the result that its log tells.
 */
export function startStrategy({ url, ...options }) {
  const words = ['run', here('processes/asksOften.js'), '--url', url];
  const { child, unasked, ...started } = startNode({
    ...{ file: '../../bin/run.js', words, input: 'pipe' },
    ...options,
  });
  const order = async (name, number) => {
    const result = textOf(child, /result (\{[^}]*\})/);
    child.stdin.write(`${name}:${number}\n`);
    return JSON.parse(await Promise.race([result, unasked]));
  };
  return { ...started, order };
}

/** Starts the Python plugin of FMZ's guide from a copy in `folder`, in front of another address. */
export async function startGuide({ source, folder, exchange, log }) {
  const file = join(folder, 'guide.py');
  writeFileSync(
    file,
    readFileSync(source, 'utf8').replace('"https://www.okx.com"', JSON.stringify(exchange)),
  );
  const port = await freePort();
  const words = [file, '--port', String(port), '--address', '127.0.0.1'];
  const errors = openSync(log, 'a');
  const child = spawn('python3', words, {
    env: cleanEnvironment(),
    stdio: ['ignore', 'ignore', errors],
  });
  closeSync(errors);
  const url = `http://127.0.0.1:${port}`;
  const listens = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  while (!(await listens())) {
    if (child.exitCode !== null) throw new Error(`the guide's plugin ended: ${tailOf(log)}`);
    await sleep(50);
  }
  const stop = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { url, stop, usage: async () => usageOf(child.pid) };
}

/** The environment without proxies, and without what would change a program. */
export function cleanEnvironment() {
  const changes = /^(FMZPROTO_.*|NODE_OPTIONS|VITEST.*|NODE_ENV|\w+_PROXY)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !changes.test(name)));
}

/** What a program writes that fits the group of a pattern, from now on. */
function textOf(child, pattern) {
  return new Promise((resolve) => {
    let text = '';
    const take = (chunk) => {
      text += chunk;
      const found = pattern.exec(text)?.[1];
      if (found === undefined) return;
      child.stdout.off('data', take).resume();
      resolve(found);
    };
    child.stdout.on('data', take);
  });
}

/** From Linux' own books; elsewhere nothing is known of a process that cannot be asked. */
function usageOf(pid) {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
    const bytes = Number(/VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
    return { microseconds: (Number(user) + Number(system)) * MICROSECONDS_A_TICK, bytes };
  } catch {
    return { microseconds: Number.NaN, bytes: Number.NaN };
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function tailOf(log) {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ');
}
