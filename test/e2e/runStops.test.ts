import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { interrupt, logOf, useRuns } from './startRun.js';

const { folder, run, start } = useRuns();

/** It takes every connection, and says nothing. */
let silent: Server;
let address = '';

beforeAll(async () => {
  silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  address = `127.0.0.1:${Object(silent.address()).port}`;
});
afterAll(() => silent.close());

const BYE = "function onexit() { exchange.GetTicker(); Log('bye'); }";

describe('Ctrl-C runs onexit, exit code 0,', () => {
  test.each([
    ['in Sleep', 'Sleep(1e9)'],
    ['in Dial that is not answered', `Dial('ws://ADDRESS/')`],
    ['in a read of Dial', `Dial('tcp://ADDRESS').read()`],
    ['in HttpQuery', `HttpQuery('http://ADDRESS/')`],
    ['in GetCommand', 'while (true) GetCommand()'],
    ['in a wait of Go', `HttpQuery_Go('http://ADDRESS/').wait()`],
    ['in EventLoop', 'EventLoop()'],
    ['in a thread that sleeps', 'threading.Thread(function () { Sleep(1e9) }).join()'],
    ['in a thread that loops', 'threading.Thread(function () { while (true); }).join()'],
    [
      'in DBExec',
      `DBExec('WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT sum(n) FROM c')`,
    ],
    ['in _C', '_C(function () { return null })'],
    ['in _G', `while (true) _G('a', 1)`],
    ['in what catches everything', 'while (true) { try { exchange.GetTicker(); Sleep(1000) } catch (e) {} }'],
  ])('%s', async (_, body) => {
    const source = `function main() { Log('ready'); ${body.replace('ADDRESS', address)} }\n${BYE}`;
    const { child, done } = await start(source, 'ready');
    child.kill('SIGINT');
    const { code, stdout } = await done;
    expect(logOf(stdout)).toEqual(['ready', 'bye']);
    expect(code).toBe(0);
  });

  test('of a script that calls nothing before its main', async () => {
    const source = `while (!GetCommand()) Log('top');\nfunction main() { Log('never') }\n${BYE}`;
    const { child, done } = await start(source, 'top');
    child.kill('SIGINT');
    const { code, stdout } = await done;
    expect(logOf(stdout).filter((line) => line !== 'top')).toEqual(['bye']);
    expect(code).toBe(0);
  });
});

describe('SIGTERM and SIGHUP', () => {
  test.each([
    ['SIGTERM', ['SIGTERM']],
    ['SIGHUP', ['SIGHUP']],
    ['SIGTERM that npx hands on once more', ['SIGTERM', 'SIGTERM', 'SIGTERM']],
    ['SIGTERM, and then SIGHUP', ['SIGTERM', 'SIGHUP', 'SIGTERM']],
  ] satisfies [string, NodeJS.Signals[]][])('%s: onexit runs to its end', async (_, signals) => {
    const source = `function main() { Log('ready'); Sleep(1e9) }
      function onexit() { Log('exiting'); while (!GetCommand()) Sleep(10); Log('bye'); }`;
    const { child, done, seen } = await start(source, 'ready');
    for (const signal of signals) {
      child.kill(signal);
      await expect.poll(seen).toContain('exiting');
    }
    child.stdin.write('go on\n');
    const { code, stdout, stderr } = await done;
    expect(logOf(stdout)).toEqual(['ready', 'exiting', 'bye']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `${signals[0]}: stopping after the current call; onexit runs, Ctrl-C ends it at once\n`,
    });
  });

  test('Ctrl-C after SIGTERM ends it at once', async () => {
    const source =
      "function main() { Log('ready'); Sleep(1e9) } function onexit() { Log('exiting'); Sleep(1e9) }";
    const { child, done, seen } = await start(source, 'ready');
    child.kill('SIGTERM');
    await expect.poll(seen).toContain('exiting');
    interrupt(child);
    const { code, stderr } = await done;
    expect(code).toBe(1);
    expect(stderr).toMatch(/SIGINT: ended at once\nerror: the strategy was ended at once\n$/);
  });

  test('a step of the engine that nothing ends: the process is killed, and all is told before', async () => {
    const source = `function main() { exchange.Buy(100, 0.01); Log('ready'); [].indexOf.call({ length: 2 ** 53 - 1 }, 1) }`;
    const { child, done } = await start(source, 'ready', { flags: ['--report', 'stuck.html'] });
    child.kill('SIGTERM');
    interrupt(child);
    const { code, stdout, stderr } = await done;
    expect(code).toBeNull();
    expect(stdout).toContain('1 placed, 0 filled, 0 canceled');
    expect(stderr).toContain('the strategy is in a step that nothing can end');
    expect(stderr).toContain('the report is stuck.html');
  });

  // What nohup makes of a terminal's input, without a terminal.
  test('SIGHUP where nohup has taken the input away: the strategy goes on', async () => {
    const source = "function main() { for (var i = 0; ; i++) { Log('line', i); Sleep(50) } }";
    const before = ['sh', '-c', 'exec "$@" 0>/dev/null', 'sh'];
    const { child, done, seen } = await start(source, 'line 0', { before });
    child.kill('SIGHUP');
    const count = () => logOf(seen()).length;
    const then = count();
    await expect.poll(count).toBeGreaterThan(then + 2);
    child.kill('SIGTERM');
    const { code, stderr } = await done;
    expect(code).toBe(0);
    expect(stderr).not.toContain('SIGHUP');
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s while the plugin starts: exit code 0', async (signal) => {
  await run('function main() {}', ['--exchange', 'Papre']);
  await mkdir(join(folder(), 'adapters/slow'), { recursive: true });
  await writeFile(
    join(folder(), 'adapters/slow/index.ts'),
    "process.stderr.write('loading\\n'); await new Promise((resolve) => setTimeout(resolve, 1e8)); export default {};",
  );
  const flags = ['--exchange', 'Slow', '--exchanges', 'adapters'];
  const { child, done } = await start("function main() { Log('never') }", 'loading', { flags });
  child.kill(signal);
  const { code, stdout, stderr } = await done;
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toBe(`loading\n${signal}: stopped before the strategy began\n`);
});

describe('an output that nobody reads', () => {
  test.each([
    ['while it runs', "function main() { Log('ready'); while (true) Log('line') }", 0],
    [
      'in onexit',
      "function main() { Log('ready'); Sleep(1e9) } function onexit() { while (true) Log('line') }",
      1,
    ],
    [
      'at its end',
      "function main() { Log('ready'); Sleep(1e9) } function onexit() { Log('x'.repeat(5e5)) }",
      0,
    ],
  ])('%s keeps no Ctrl-C from ending it', async (_, source, expected) => {
    const { child } = await start(source, 'ready');
    child.stdout.removeAllListeners('data').pause();
    // Far apart: one more would end the process itself, at its exit.
    child.kill('SIGINT');
    const again = setInterval(() => child.kill('SIGINT'), 3000);
    const [code] = await once(child, 'exit');
    clearInterval(again);
    expect(code).toBe(expected);
  });

  test('is stopped where its reader has gone, as behind head', async () => {
    const source = `function main() { Log('ready'); while (true) { try { Log('line'); Sleep(1) } catch (e) {} } }`;
    const { child } = await start(source, 'ready');
    child.stdout.destroy();
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });
});
