import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { CTRL_C, onTerminal, pseudoTerminal } from './onTerminal.js';
import { type CliOptions, finish, runCli, spawnCli } from './runCli.js';
import { interrupt } from './startRun.js';
import { killServed, startServe } from './startServe.js';

const folder = await mkdtemp(join(tmpdir(), 'fmzproto-run-'));
afterEach(killServed);
afterAll(() => rm(folder, { recursive: true }));

/** Writes a strategy as `strategy.js`, where it is run. */
async function write(source: string, file = 'strategy.js'): Promise<void> {
  await writeFile(join(folder, file), source);
}

const run = (args: readonly string[], options: CliOptions = {}) =>
  runCli(['run', ...args], { cwd: folder, ...options });

/** Starts a strategy, and resolves once a text has been printed. */
async function start(args: readonly string[], text: string, options: CliOptions = {}) {
  const child = spawnCli(['run', ...args], { cwd: folder, ...options });
  const done = finish(child);
  let seen = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      seen += chunk;
      if (seen.includes(text)) resolve();
    });
    child.once('exit', () => reject(new Error(`it ended before it printed ${text}: ${seen}`)));
  });
  return { child, done };
}

/** The lines of the log without their times. */
const logOf = (stdout: string) =>
  stdout.split('\n').flatMap((line) => /^\d\d:\d\d:\d\d {2}(.*)$/.exec(line)?.[1]?.trim() ?? []);

describe('fmzproto run', () => {
  it('keeps what _G is told with --state, for its owner alone', async () => {
    await write("function main() { var n = _G('count') || 0; _G('count', n + 1); Log('before', n); }");
    for (const n of [0, 1]) {
      const { code, stdout } = await run(['strategy.js', '--state', 'state.json']);
      expect(code).toBe(0);
      expect(logOf(stdout)).toEqual([`before ${n}`]);
    }
    expect(JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'))).toEqual({ count: 2 });
    expect((await stat(join(folder, 'state.json'))).mode & 0o777).toBe(0o600);
  });

  it('tells the file and the line where a strategy threw', async () => {
    await write("function main() {\n  Log('before');\n  missing();\n}");
    const { code, stdout, stderr } = await run(['strategy.js']);
    expect(logOf(stdout)).toEqual(['before']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'error: strategy.js:3:3: ReferenceError: missing is not defined\n',
    });
  });

  it('tells how a parameter is set that has no value', async () => {
    await write("function main() {\n  Log('before', Levels * 2);\n}");
    const { code, stderr } = await run(['strategy.js']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      [
        'error: strategy.js:2:17: ReferenceError: Levels is not defined',
        'note: Levels may be a parameter of the strategy: set it with --arg Levels=VALUE',
        '',
      ].join('\n'),
    );
  });

  it('tells what cuts orders that are finer than the exchange takes', async () => {
    await write(`function main() {
      var price = Math.floor(exchange.GetTicker().Buy / 2) + 0.1234567;
      exchange.Buy(price, 0.01);
      return exchange.GetOrders().length;
    }`);
    const plain = await run(['strategy.js']);
    expect(plain.stderr).toBe(
      "note: 1 order was finer than the exchange's steps: SetPrecision in the strategy cuts them, or --precision auto\n",
    );
    const cut = await run(['strategy.js', '--precision', 'auto', '--json']);
    expect(cut.stderr).toBe('');
    expect(cut.stdout).toMatch(/"reason":"returned","value":1\}\n$/);
  });

  it('tells the file and the line of a syntax error', async () => {
    await write('function main() {\n  var = 1;\n}');
    const { code, stderr } = await run(['strategy.js']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: strategy\.js:2\S*: SyntaxError: .*\n$/);
  });

  it('runs TypeScript without its types, and tells its own lines', async () => {
    const source = `
// @ts-check
interface Look { last: number }

function main(): void {
  const look: Look = { last: exchange.GetTicker().Last };
  seen = (look as Look).last > 0;
  Log('seen', seen);
  throw new Error('here');
}`;
    for (const [file, text] of [
      ['strategy.js', source],
      ['strategy.ts', source.replace('// @ts-check', '')],
    ] as const) {
      await write(text, file);
      const { stdout, stderr } = await run([file]);
      expect(logOf(stdout)).toEqual(['seen true']);
      expect(stderr).toBe(`error: ${file}:9:9: here\n`);
    }
    await write('\nlet a: = 3;', 'strategy.ts');
    const { code, stderr } = await run(['strategy.ts']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: strategy.ts:2:8: SyntaxError: Unexpected token\n',
    });
  });

  it('ends a loop without a call, and says so', async () => {
    await write("function main() {\n  Log('looping');\n  for (;;) {}\n}");
    const { child, done } = await start(['strategy.js'], 'looping');
    child.kill('SIGINT');
    const { code, stderr } = await done;
    expect(code).toBe(1);
    expect(stderr).toContain('went on without a call');
  });

  it('runs onexit at Ctrl-C', async () => {
    await write("function main() {\n  Log('sleeping');\n  Sleep(1e9);\n}\nfunction onexit() { Log('bye'); }");
    const { child, done } = await start(['strategy.js'], 'sleeping');
    child.kill('SIGINT');
    const { code, stdout } = await done;
    expect(code).toBe(0);
    expect(logOf(stdout)).toEqual(['sleeping', 'bye']);
  });

  it('ends at once at a second Ctrl-C', async () => {
    await write(
      "function main() { Log('sleeping'); Sleep(1e9); }\nfunction onexit() { Log('exiting'); Sleep(1e9); }",
    );
    const { child, done } = await start(['strategy.js'], 'sleeping');
    child.kill('SIGINT');
    interrupt(child);
    const { code, stdout } = await done;
    expect(code).toBe(1);
    expect(logOf(stdout)).toEqual(['sleeping', 'exiting']);
  });

  it('hands what is typed to GetCommand', async () => {
    await write(`function main() {
      Log('listening');
      for (var command = null; command === null; Sleep(10)) command = GetCommand();
      Log('got', command);
    }`);
    const { child, done } = await start(['strategy.js'], 'listening');
    // What has no end is no command.
    child.stdin.write('x'.repeat(200_000));
    child.stdin.write('y\n\r\nbuy:均');
    child.stdin.write('线\r\nlate\n');
    const { code, stdout } = await done;
    expect(code).toBe(0);
    expect(logOf(stdout)).toEqual(['listening', 'got buy:均线']);
  });

  it('stops when its time is up', async () => {
    await write("function main() { Sleep(1e9); }\nfunction onexit() { Log('bye'); }");
    const { code, stdout, stderr } = await run(['strategy.js', '--for', '0.1s']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'time is up: stopping after the current call; onexit runs, Ctrl-C ends it at once\n',
    });
    expect(logOf(stdout)).toEqual(['bye']);
  });

  it('opens accounts on Paper as the header has them, and as --paper-balance says', async () => {
    await write(`/*backtest
exchanges: [{"eid":"OKX","currency":"LTC_USD","balance":500,"stocks":2},{"eid":"OKX","currency":"ETH_USDT"}]
*/
function main() {
  Log(exchanges.map(function (e) { var a = e.GetAccount(); return [a.Balance, a.Stocks] }));
  Log(exchange.SetContractType('quarter').Symbol, exchange.GetTicker().Symbol);
}`);
    const header = await run(['strategy.js']);
    expect(logOf(header.stdout)).toEqual([
      '[[500,2],[10000,10]]',
      expect.stringContaining('has no quarter: LTC_USD.swap is traded in its place'),
      'LTC_USD.swap LTC_USD.swap',
    ]);
    const flag = await run(['strategy.js', '--paper-balance', 'USD=7']);
    expect(logOf(flag.stdout)[0]).toBe('[[7,0],[0,0]]');
  });

  it('prints one event a line with --json, and nothing else', async () => {
    await write("function main() { Log('hello', exchange.GetTicker().Last > 0); return 3; }");
    const { code, stdout, stderr } = await run(['strategy.js', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const events: unknown[] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toMatchObject([
      { kind: 'call', fn: 'GetTicker', exchange: 'Paper' },
      { kind: 'log', text: 'hello true' },
      { kind: 'end', reason: 'returned', value: 3 },
    ]);
  });

  it('prints errors and the summary alone with --quiet', async () => {
    await write("function main() { Log('hello'); exchange.GetTicker('NONSENSE'); }");
    const { code, stdout } = await run(['strategy.js', '--quiet']);
    expect(code).toBe(0);
    expect(logOf(stdout)).toEqual([
      expect.stringMatching(/^error +Paper GetTicker: .*\(strategy\.js:1:\d+\)$/),
    ]);
    expect(stdout).toMatch(/^GetTicker +1 +1 /m);
  });

  it('evaluates libraries first, and sets parameters', async () => {
    await write('$ = { half: function (x) { return x / 2; } };\nfunction main() {}', 'half.js');
    await write('/*backtest\nargs: [["Levels",3]]\n*/\nfunction main() { Log($.half(Levels)); }');
    const { code, stdout } = await run(['strategy.js', '--lib', 'half.js', '--arg', 'Levels=5']);
    expect(code).toBe(0);
    expect(logOf(stdout)).toEqual(['2.5']);
  });

  it('takes flags that are repeated from lines of their variables', async () => {
    await write('function main() { Log(exchanges.length, exchanges[1].GetCurrency(), Levels, Phone); }');
    const env = {
      FMZPROTO_EXCHANGE: 'Paper\nPaper\n',
      FMZPROTO_CURRENCY: 'BTC_USDT\r\nETH_USDT',
      FMZPROTO_ARG: 'Levels=5\nPhone=1,2 3',
    };
    const { code, stdout } = await run(['strategy.js', '--for', '1m'], { env });
    expect({ code, log: logOf(stdout) }).toEqual({ code: 0, log: ['2 ETH_USDT 5 1,2 3'] });
  });

  it('trades on two exchanges, with an account each', async () => {
    await write(`function main() {
      Log(exchanges.map(function (e) { return e.GetName() + ' ' + e.GetCurrency(); }).join(', '));
      exchanges[0].Buy(-1, 1000);
      Log(exchanges.map(function (e) { return e.GetAccount().Balance; }).join(' '));
    }`);
    const flags = ['--exchange', 'Paper', '--exchange', 'Paper', '--name', 'A', '--name', 'B'];
    const { code, stdout } = await run(['strategy.js', ...flags, '--currency', 'LTC_USDT']);
    expect(code).toBe(0);
    const [names, , balances = ''] = logOf(stdout);
    expect(names).toBe('A LTC_USDT, B LTC_USDT');
    expect(balances.split(' ')[1]).toBe('10000');
    expect(Number(balances.split(' ')[0])).toBeLessThan(9100);
    expect(stdout).toMatch(/^B GetAccount +1 /m);
  });

  it('spells exchanges and pairs as these do, however they were typed', async () => {
    await write(`function main() {
      Log(exchange.GetName(), exchange.GetCurrency(), exchange.GetContractType(), exchange.GetTicker().Symbol);
      Log(exchange.GetMarkets()[exchange.GetCurrency()].Symbol, exchange.GetQuoteCurrency());
    }`);
    const { code, stdout } = await run(['strategy.js', '--exchange', 'paper', '--currency', 'eth_usdt.swap']);
    expect(code).toBe(0);
    expect(logOf(stdout)).toEqual(['Paper ETH_USDT swap ETH_USDT.swap', 'ETH_USDT USDT']);
  });

  it('goes on while the plugin is gone', async () => {
    const served = await startServe([], { cwd: folder });
    await write(`function main() {
      Log('ready', exchange.GetTicker() !== null);
      while (exchange.GetTicker()) Sleep(10);
      Log('gone', exchange.Buy(1, 1), GetLastError());
    }`);
    const { done } = await start(['strategy.js', '--url', `${served.url}/Paper`], 'ready true');
    served.child.kill('SIGKILL');
    const { code, stdout } = await done;
    expect(code).toBe(0);
    expect(stdout).toMatch(/gone null (nothing listens on|\S+).*/);
  });

  it('takes 2,000 Go at once', async () => {
    await write(`function main() {
      var all = [];
      for (var i = 0; i < 2000; i++) all.push(exchange.Go('GetTicker'));
      var got = all.map(function (one) { return one.wait(); });
      Log(got.filter(function (t) { return t && t.Last > 0; }).length);
    }`);
    const { code, stdout } = await run(['strategy.js', '--quiet', '--timeout', '120000']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^GetTicker +2000 /m);
  });

  it('keeps no key in what is printed', async () => {
    await write("function main() { Log(exchange.GetAccount() !== null, 'made-up-access-key'); }");
    const env = { FMZPROTO_ACCESS_KEY: 'made-up-access-key', FMZPROTO_SECRET_KEY: 'made-up-secret' };
    for (const flag of ['--json', '--for=1m']) {
      const { code, stdout } = await run(['strategy.js', flag], { env });
      expect(code).toBe(0);
      expect(stdout).toContain('true ***');
      expect(stdout).not.toContain('made-up');
    }
  });

  it('shows what of the keys the exchange has as no secret', async () => {
    await write("function main() { Log('broker.example of trader.broker.7654321, made-up-password'); }");
    const env = {
      FMZPROTO_ACCESS_KEY: 'trader.broker.7654321',
      FMZPROTO_SECRET_KEY: 'made-up-password,host=broker.example',
    };
    const { code, stdout } = await run(['strategy.js', '--exchange', 'CTrader'], { env });
    expect({ code, log: logOf(stdout) }).toEqual({ code: 0, log: ['broker.example of ***, ***'] });
  });
});

describe('wrong usage of run is one sentence, exit code 2', () => {
  it.each([
    [[], 'no strategy given'],
    [['nowhere.js'], 'strategy nowhere.js does not exist'],
    [['.'], 'strategy . is a folder'],
    [['empty.js', '--lib', 'nowhere.js'], '--lib nowhere.js does not exist'],
    [['header.js', '--arg', 'Levles=1'], 'the strategy has no parameter "Levles": did you mean Levels?'],
    [['empty.js', '--exchange', 'Papre'], 'did you mean Paper'],
    [['empty.js', '--for', 'ever'], '--for takes a time'],
    [['empty.js', '--paper-balance', 'USD'], '--paper-balance "USD" has no amount'],
    [
      ['empty.js', '--paper-balance', 'USD=1', '--url', 'http://127.0.0.1:9'],
      '--paper-balance is for accounts',
    ],
    [['empty.js', '--exchange', 'OKX,Paper'], '--exchange OKX --exchange Paper'],
    [
      ['empty.js', '--for', '1min'],
      '--for takes a time of at most 24 days, like 30s, 10m, 2h or 90 for seconds, not "1min"',
    ],
    [['empty.js', '--period', '60'], '--period takes the length of bars, like 1m, 15m or 1d, not "60"'],
    [['empty.js', '--currency', 'BTCUSDT'], '--currency "BTCUSDT" is incomplete: did you mean BTC_USDT?'],
    [['empty.js', '--precision', 'on'], '--precision must be auto or none, not "on"'],
    [['main.py'], 'strategy main.py is Python: run takes strategies in JavaScript and TypeScript'],
    [['empty.js', '--lib', 'main.py'], '--lib main.py is Python'],
    [['empty.js', '--json', '--quiet'], '--json and --quiet exclude each other'],
    [['empty.js', '--url', 'nonsense'], 'is not the address of a plugin'],
    [['empty.js', '--state', 'none/state.json'], 'the folder of --state none/state.json does not exist'],
  ])('%j', async (args, sentence) => {
    await write('function main() {}', 'empty.js');
    await write('def main():\n    Log(1)\n', 'main.py');
    await write('/*backtest\nargs: [["Levels",3]]\n*/\nfunction main() {}', 'header.js');
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('leaves a broken state file as it is', async () => {
    await write('function main() {}', 'empty.js');
    await writeFile(join(folder, 'broken.json'), '{"a":');
    const { code, stderr } = await run(['empty.js', '--state', 'broken.json']);
    expect(code).toBe(2);
    expect(stderr).toContain('--state broken.json is damaged');
    expect(await readFile(join(folder, 'broken.json'), 'utf8')).toBe('{"a":');
  });
});

describe.runIf(pseudoTerminal)('on a terminal', () => {
  it('shows figures below the log until Ctrl-C', async () => {
    await write(`function main() {
  exchange.GetTicker();
  Log('hello', '#ff0000');
  for (;;) { exchange.GetTicker(); Sleep(50); }
}`);
    const typed = [
      ['hello', ''],
      ['Ctrl-C stops', CTRL_C],
    ] as const;
    const { code, stdout } = await onTerminal('run strategy.js', typed, { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\d+ s {2}\d+ calls? {2}0 errors {2}0 orders {2}Ctrl-C stops/);
    expect(stripVTControlCharacters(stdout)).toMatch(/GetTicker +\d+ /);
    expect(stdout).toContain('\u001B[');
  });

  it('has no colors with NO_COLOR', async () => {
    await write("function main() { Log('hello', '#ff0000'); }");
    const env = { NO_COLOR: '1' };
    const { stdout } = await onTerminal('run strategy.js', [], { cwd: folder, env });
    expect(stdout).toContain('hello');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are what is looked for.
    expect(stdout).not.toMatch(/\u001B\[\d+(;\d+)*m/);
  });
});
