import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { logOf, useRuns } from './startRun.js';

const { run, start } = useRuns();

test('what onexit throws is told with its place', async () => {
  const { code, stdout, stderr } = await run(
    "function main() { Log('main') }\nfunction onexit() {\n  null.x;\n}",
  );
  expect(logOf(stdout)).toEqual(['main']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: strategy\.js:3:8: onexit threw: TypeError: Cannot read .*\n$/);
});

test('what onerror throws is told beside what main threw', async () => {
  const { code, stdout, stderr } = await run(
    'function main() {\n  missing();\n}\nfunction onerror() { null.x; }',
  );
  expect(logOf(stdout)).toEqual([
    expect.stringMatching(/^error +onerror threw: TypeError: Cannot read .* {2}\(strategy\.js:4:27\)$/),
  ]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'error: strategy.js:2:3: ReferenceError: missing is not defined\n',
  });
});

test('a symbol that the exchange lacks is null and a line with its place', async () => {
  const { code, stdout } = await run("function main() {\n  Log('got', exchange.GetTicker('nonsense'));\n}");
  expect(code).toBe(0);
  const [error, got] = logOf(stdout);
  expect(error).toMatch(/^error +Paper GetTicker: .*nonsense.* {2}\(strategy\.js:2:23\)$/);
  expect(got).toBe('got null');
});

test('2,001 calls of Go that nobody waits for are one too many', async () => {
  const { code, stderr } = await run(
    "function main() {\n  for (var i = 0; i < 2001; i++) {\n    exchange.Go('GetName');\n  }\n}",
  );
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'error: strategy.js:3:14: Go: 2000 calls have not been waited for, call wait() of some first\n',
  });
});

describe('a log of 50 MB', () => {
  test('in a line is cut, and says so', async () => {
    const { code, stdout } = await run("function main() { Log('x'.repeat(50e6)); Log('after') }", ['--json']);
    expect(code).toBe(0);
    const [line, after] = stdout.split('\n').map((one) => Object(JSON.parse(one || '{}')).text);
    expect(line).toHaveLength(1_000_000 + '… (cut, of 50000000 characters)'.length);
    expect(line.slice(-40)).toMatch(/x… \(cut, of 50000000 characters\)$/);
    expect(after).toBe('after');
  });

  test('in the error that ends it is cut', async () => {
    const { code, stderr } = await run("function main() { throw new Error('x'.repeat(50e6)) }");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: strategy\.js:1:25: x+\n$/);
    expect(stderr.length).toBeLessThan(11_000);
  });

  test.runIf(process.platform === 'linux')(
    'in 500,000 lines takes no more memory than in 50,000',
    async () => {
      const source = `
      var text = 'x'.repeat(90);
      function log(count) {
        for (var i = 0; i < count; i++) Log(text);
        Log('mark');
        while (!GetCommand()) Sleep(10);
      }
      function main() { log(50000); log(450000) }`;
      const { child, done } = await start(source, 'mark');
      let lines = 0;
      let marks = 0;
      child.stdout.removeAllListeners('data').on('data', (chunk: string) => {
        lines += chunk.split('\n').length - 1;
        if (chunk.includes('mark')) marks += 1;
      });
      const memory = async () =>
        Number(/^VmHWM:\s+(\d+)/m.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
      const before = await memory();
      child.stdin.write('go on\n');
      await expect.poll(() => marks, { timeout: 250_000 }).toBeGreaterThan(0);
      const after = await memory();
      child.stdin.write('go on\n');
      expect((await done).code).toBe(0);
      expect(lines).toBeGreaterThanOrEqual(450_001);
      expect(before).toBeGreaterThan(0);
      expect(after / before).toBeLessThan(2);
    },
  );
});
