import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/cli/terminal/screen.js';
import { startRecordingServer } from '../../src/testing.js';
import { CTRL_C, CTRL_D, onTerminal, pseudoTerminal } from './onTerminal.js';
import { bin, cliEnvironment, finish, runCli, spawnCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

const emptyFolder = () => mkdtemp(join(tmpdir(), 'fmzproto-'));
const plugin = await startRecordingServer(() => ({ body: '{"data":[]}' }));
afterAll(() => plugin.close());
beforeEach(() => {
  plugin.requests.length = 0;
  plugin.answer = () => ({ body: '{"data":[]}' });
});

/** The one line that wrong usage is. */
async function refusal(args: readonly string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await runCli(args, { env, cwd: await emptyFolder() });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  return stderr.trimEnd();
}

describe('help and version', () => {
  it('a home folder that cannot be read is none of its business', async () => {
    const { stderr } = await runCli(['version'], { env: { HOME: bin } });
    expect(stderr).toBe('');
  });

  it.each([['help'], ['-h'], ['--help'], []])('%s lists the commands', async (...args) => {
    const { code, stdout, stderr } = await runCli(args.flat());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of [
      'call',
      'check',
      'doctor',
      'exchanges',
      'help',
      'new-exchange',
      'run',
      'serve',
      'version',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    }
  });

  it.each([
    [['help', 'call']],
    [['call', '-h']],
    [['call', '--help']],
    [['call', 'ticker', 'LTC_USDT', '-h']],
    [['-h', 'call']],
    [['call', 'help']],
    [['call', 'help', 'ticker']],
  ])('%j shows the help of call', async (args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('$ fmzproto call [METHOD]');
  });

  it('shows the help of each command', async () => {
    for (const name of ['check', 'doctor', 'exchanges', 'help', 'new-exchange', 'run', 'serve', 'version']) {
      const { code, stdout } = await runCli(['help', name]);
      expect({ name, code }).toEqual({ name, code: 0 });
      expect(stdout).toContain(`$ fmzproto ${name}`);
    }
  });

  it.each([['version'], ['-v'], ['-V'], ['--version']])('%s', async (word) => {
    const { version } = Object(JSON.parse(await readFile(join(bin, '../../package.json'), 'utf8')));
    const { code, stdout, stderr } = await runCli([word]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^fmzproto/${version} .* node-v\\d+\\S*\\n$`));
  });
});

describe('misspelt words', () => {
  it.each([
    [['serv'], 'error: unknown command "serv": did you mean "fmzproto serve"?'],
    [['chekc', 'Paper'], 'error: unknown command "chekc": did you mean "fmzproto check"?'],
    [['help', 'cal'], 'error: unknown command "cal": did you mean "fmzproto call"?'],
    [['cal', '--help'], 'error: unknown command "cal": did you mean "fmzproto call"?'],
    [['ticker', 'A_B'], 'error: unknown command "ticker": did you mean "fmzproto call ticker"?'],
    [['GetTiker'], 'error: unknown command "GetTiker": did you mean "fmzproto call GetTicker"?'],
    [['call', 'tikcer', 'A_B'], 'error: unknown method "tikcer", did you mean ticker?'],
    [['call', 'orders', '--exchagne', 'OKX'], 'error: unknown flag --exchagne: did you mean --exchange?'],
    [['call', 'orders', '--exchagne=OKX'], 'error: unknown flag --exchagne: did you mean --exchange?'],
    [['call', 'orders', '-json'], 'error: unknown flag -json: did you mean --json?'],
    [['serve', '--prot', '0'], 'error: unknown flag --prot: did you mean --port?'],
    [['serve', '--frobnicate'], 'error: unknown flag --frobnicate; see "fmzproto serve --help"'],
    [['new-exchange', 'x', '--sining', 'okx'], 'error: unknown flag --sining: did you mean --signing?'],
    [['exchanges', '--cxt'], 'error: unknown flag --cxt: did you mean --ccxt?'],
  ])('%j', async (args, sentence) => {
    expect(await refusal(args)).toBe(sentence);
  });

  it('an unknown flag for keys says where keys come from, and does not repeat them', async () => {
    const sentence = await refusal(['call', 'accounts', '--secret-key=TOPSECRET']);
    expect(sentence).toContain('unknown flag --secret-key: keys are read from FMZPROTO_ACCESS_KEY');
    expect(sentence).not.toContain('TOPSECRET');
  });

  it('a param that a method lacks', async () => {
    const call = ['call', 'depth', 'A_B', '--url', plugin.url, '--param'];
    expect(await refusal([...call, 'limt=5'])).toBe('error: depth has no param "limt": did you mean limit?');
    expect(await refusal([...call, 'colour=red'])).toBe(
      'error: depth has no param "colour": it takes symbol, limit',
    );
    expect(await refusal(['call', 'accounts', '--param', 'limit=5'])).toBe(
      'error: accounts has no param "limit": it takes none',
    );
    expect(plugin.requests).toHaveLength(0);
    const modify = ['call', 'modifyorder', 'X,1', 'buy', '1', '-1', '--param', 'symbol=A_B'];
    await runCli([...modify, '--url', plugin.url]);
    await runCli(['call', 'io', 'GET', '/x', '--param', 'limt=5', '--url', plugin.url]);
    expect(plugin.requests).toHaveLength(2);
  });
});

describe('values', () => {
  it.each([
    ['exchange', ['call', 'trade', 'A_B', 'buy', '1', '1']],
    ['url', ['call', 'orders']],
    ['param', ['call', 'orders']],
    ['watch', ['call', 'orders']],
    ['symbol', ['check', 'Paper']],
    ['only', ['check', 'Paper']],
    ['default', ['serve', '--port', '0']],
    ['record', ['serve', '--port', '0']],
    ['base-url', ['serve', '--port', '0']],
    ['host', ['serve', '--port', '0']],
    ['signing', ['new-exchange', 'mine', '--yes']],
    ['exchanges', ['exchanges']],
  ])('an empty --%s is refused, also from the environment', async (flag, command) => {
    const name = `FMZPROTO_${flag.toUpperCase().replace('-', '_')}`;
    const empty = `error: --${flag} is empty: give it a value, or leave it out`;
    expect(await refusal([...command, `--${flag}=`])).toBe(empty);
    expect(await refusal([...command, `--${flag}`, ''])).toBe(empty);
    expect(await refusal([...command, `--${flag}`, ' '])).toBe(empty);
    expect(await refusal(command, { [name]: '' })).toBe(
      `error: ${name} is empty: give it a value, or unset it`,
    );
  });

  it('a flag wins over its variable, also over one that is wrong', async () => {
    const args = ['call', 'orders', '--url', plugin.url, '--exchange', 'Mine'];
    const { code } = await runCli(args, { env: { FMZPROTO_EXCHANGE: '', FMZPROTO_URL: 'nonsense' } });
    expect(code).toBe(0);
    expect(plugin.requests[0]?.path).toBe('/Mine');
  });

  it.each([
    [
      ['serve', '--port', 'abc'],
      'error: --port must be a whole number from 0 to 65535, not "abc"; see "fmzproto serve --help"',
    ],
    [
      ['serve', '--port', '65536'],
      'error: --port must be a whole number from 0 to 65535, not "65536"; see "fmzproto serve --help"',
    ],
    [
      ['serve', '--port', '1.5'],
      'error: --port must be a whole number from 0 to 65535, not "1.5"; see "fmzproto serve --help"',
    ],
    [
      ['serve', '--timeout', '-5'],
      'error: --timeout must be a whole number from 100 to 600000, not "-5"; see "fmzproto serve --help"',
    ],
    [['serve', '--port'], 'error: --port needs a value: write --port VALUE'],
    [['serve', '--host', '--port', '0'], 'error: --host needs a value: write --host VALUE'],
    [['serve', '--port', '0', '--port', '1'], 'error: --port is given twice: give it once'],
    [
      ['serve', '--log-level', 'wran'],
      'error: --log-level must be debug, info, warn or error, not "wran": did you mean warn?',
    ],
    [['serve', 'OKX'], 'error: unexpected argument "OKX"; see "fmzproto serve --help"'],
    [['check', 'OKX', 'Bybit'], 'error: unexpected argument "Bybit"; see "fmzproto check --help"'],
    [['call', 'orders', '--json=yes'], 'error: --json takes no value: write --json alone'],
    [['exchanges', '--markdown'], 'error: --markdown is for --ccxt: add --ccxt'],
    [
      ['exchanges', '--ccxt', '--markdown', '--json'],
      'error: --json and --markdown exclude each other: use one of them',
    ],
    [
      ['serve', '--base-url', 'OKX=https://a.example', '--base-url', 'okx=https://b.example'],
      'error: --base-url names okx twice, with https://a.example and https://b.example: leave out one of them',
    ],
    [
      ['new-exchange', 'acme', '--yes', '--base-url', 'acme=https://api.acme.com'],
      'error: --base-url takes an address without a name: https://api.acme.com',
    ],
    [
      ['new-exchange', 'acme', '--yes', '--base-url=OKX=https://eea.okx.com'],
      'error: --base-url takes an address without a name: https://eea.okx.com',
    ],
    [
      ['check', '127.0.0.1:7766/Paper'],
      'error: "127.0.0.1:7766/Paper" has no scheme: write http://127.0.0.1:7766/Paper',
    ],
    [['check', '[::1]:7766'], 'error: "[::1]:7766" has no scheme: write http://[::1]:7766'],
    [
      ['check', ''],
      'error: no plugin given: write its address, like http://127.0.0.1:6666/OKX, or the name of an exchange',
    ],
    [
      ['call', 'orders', '--url', '127.0.0.1:7766/Paper'],
      'error: "127.0.0.1:7766/Paper" is not the address of a plugin: use --url with one like http://127.0.0.1:7766/Paper',
    ],
    [
      ['call', 'orders', '--exchange', 'http://127.0.0.1:7766/Paper'],
      'error: --exchange takes a name; give the address with --url',
    ],
    [
      ['call', 'orders', '--exchange', '127.0.0.1:7766/Paper'],
      'error: --exchange takes a name; give the address with --url',
    ],
  ])('%j', async (args, sentence) => {
    expect(await refusal(args)).toBe(sentence);
  });

  it.each([
    [
      'FMZPROTO_PORT',
      'abc',
      'must be a whole number from 0 to 65535, not "abc"; see "fmzproto serve --help"',
    ],
    [
      'FMZPROTO_LOG_LEVEL',
      'loud',
      'must be debug, info, warn or error, not "loud"; see "fmzproto serve --help"',
    ],
  ])('%s=%s is refused by the name of the variable', async (name, value, rest) => {
    expect(await refusal(['serve'], { [name]: value })).toBe(`error: ${name} ${rest}`);
  });

  it('one exchange may be given the same address twice', async () => {
    const args = ['check', 'Paper', '--only', 'transport.post', '--base-url', 'OKX=https://a.example'];
    const { code, stderr } = await runCli([...args, '--base-url', 'okx=https://a.example/']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    ['OKX=https://eea.okx.com,acme=https://api.acme.com', 'https://api.acme.com'],
    ['OKX=https://eea.okx.com', 'https://api.acme.example'],
    ['https://api.acme.com', 'https://api.acme.com'],
  ])('new-exchange takes its own address from FMZPROTO_BASE_URL=%s', async (value, address) => {
    const cwd = await emptyFolder();
    const { code } = await runCli(['new-exchange', 'acme', '--yes'], {
      cwd,
      env: { FMZPROTO_BASE_URL: value },
    });
    expect(code).toBe(0);
    expect(await readFile(join(cwd, 'exchanges/acme/index.ts'), 'utf8')).toContain(`'${address}'`);
  });

  it('call --help says which price is a market order', async () => {
    const { stdout } = await runCli(['call', '--help']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('A price of 0 or below, such as -1, is a market order.');
  });

  it.each(['0', '-2', '-0.5'])('a price of %s goes out as it is typed', async (price) => {
    plugin.answer = () => ({ body: '{"data":{"id":"1"}}' });
    const { code } = await runCli(['call', 'trade', 'A_B', 'buy', price, '1', '--url', plugin.url]);
    expect(code).toBe(0);
    expect(plugin.requests[0]?.body).toMatch(new RegExp(`"price":"?${price}"?[,}]`));
  });

  it('hints name the command as it is run here: with node in a clone', async () => {
    const hint = (name: string) => `error: unknown command "serv": did you mean "${name} serve"?`;
    const clone = join(bin, '../..');
    for (const [cwd, name] of [
      [clone, 'node bin/run.js'],
      [join(clone, 'src'), 'node ../bin/run.js'],
    ] as const) {
      expect((await runCli(['serv'], { cwd })).stderr.trimEnd()).toBe(hint(name));
    }
    expect(await refusal(['serv'])).toBe(hint('fmzproto'));
  });

  it('a switch in the environment is true or false', async () => {
    expect(await refusal(['exchanges'], { FMZPROTO_JSON: 'on please' })).toBe(
      'error: FMZPROTO_JSON must be true or false, not "on please"',
    );
    const off = await runCli(['exchanges'], { env: { FMZPROTO_JSON: 'false' }, cwd: await emptyFolder() });
    expect(off.stdout).toMatch(/^function/);
  });

  it('--url with the path of one exchange and --exchange with another contradict each other', async () => {
    const url = `${plugin.url}/Paper`;
    const sentence = await refusal(['call', 'orders', '--url', url, '--exchange', 'OKX']);
    expect(sentence).toBe(
      `error: the address ${url} names "Paper", but the exchange given is "OKX": leave out one of the two`,
    );
    expect(await refusal(['call', 'orders', '--url', url], { FMZPROTO_EXCHANGE: 'OKX' })).toBe(sentence);
    await runCli(['call', 'orders', '--url', url, '--exchange', 'paper']);
    expect(plugin.requests.map(({ path }) => path)).toEqual(['/Paper']);
  });
});

describe('a param that is typed as a flag', () => {
  it.each([
    [
      'call records BTC_USDT --limit 3',
      'write --param limit=VALUE, or use its place: fmzproto call records SYMBOL',
    ],
    [
      'call GetOrders --symbol BTC_USDT',
      'write --param symbol=VALUE, or use its place: fmzproto call orders',
    ],
    ['call --margin-level 3', 'write --param margin_level=VALUE'],
  ])('%s', async (line, hint) => {
    expect(await refusal(line.split(' '))).toContain(`error: unknown flag --`);
    expect(await refusal(line.split(' '))).toContain(`: ${hint}`);
  });

  it('is an unknown flag where the method has no such param', async () => {
    expect(await refusal(['call', 'ticker', 'BTC_USDT', '--period', '60'])).toMatch(
      /^error: unknown flag --period; see ".*call --help"$/,
    );
  });
});

describe('a variable that is misspelled', () => {
  it('is told once, with the one that was meant, and its value is not shown', async () => {
    const env = {
      FMZPROTO_ACESS_KEY: 'a-key',
      FMZPROTO_PROT: '7000',
      FMZPROTO_SECRET_KEY: 's',
      FMZPROTO_PORT: '1',
    };
    const { code, stdout, stderr } = await runCli(['version'], { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^fmzproto\//) });
    expect(stderr.trimEnd().split('\n').sort()).toEqual([
      'warning: FMZPROTO_ACESS_KEY is not read: did you mean FMZPROTO_ACCESS_KEY?',
      'warning: FMZPROTO_PROT is not read: did you mean FMZPROTO_PORT?',
    ]);
  });

  it('says nothing of a variable that resembles none', async () => {
    const { stderr } = await runCli(['version'], { env: { FMZPROTO_HOMEPAGE: 'x', FMZPROTO_PORT: '7000' } });
    expect(stderr).toBe('');
  });
});

it.each([
  [['version'], 0, /^$/],
  [['exchanges', '--json'], 0, /^$/],
  [['call', 'ticker', 'A_B', '--url', 'http://127.0.0.1:1'], 1, /^error: nothing listens on \S+: start it/],
] as const)('%j with stdout closed ends as usual', async (args, code, stderr) => {
  const before = ['sh', '-c', 'exec "$@" >&-', 'sh'];
  expect(await runCli(args, { before })).toEqual({ code, stdout: '', stderr: expect.stringMatching(stderr) });
});

describe.skipIf(!existsSync('/dev/full'))('stdout that cannot be written to', () => {
  it.each([[['exchanges']], [['exchanges', '--json']], [['help']], [['version']], [['call', '--help']]])(
    '%j > /dev/full is one sentence and exit code 1',
    (args) => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [bin, ...args], {
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
        env: cliEnvironment(),
      });
      closeSync(full);
      expect(status).toBe(1);
      expect(stderr).toBe('error: stdout cannot be written to: ENOSPC: no space left on device, write\n');
    },
  );
});

it.each([[['help']], [['exchanges', '--ccxt', '--markdown']], [['check', 'Paper', '--only', 'transport']]])(
  '%j | head -1 is quiet',
  async (args) => {
    const child = spawnCli(args);
    child.stdin.end();
    child.stdout.once('data', () => child.stdout.destroy());
    expect((await finish(child)).stderr).toBe('');
  },
);

describe('check of what is not a plugin', () => {
  const check = async (url: string, ...flags: string[]) => {
    const { code, stdout, stderr } = await runCli(['check', url, ...flags, '--timeout', '2000']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    return stderr;
  };
  const place = 'check the host, the port and the path of the address';

  it.each([[[]], [['--only', 'errors']], [['--only', 'transport.post']]])('%j', async (flags) => {
    plugin.answer = () => ({ status: 404, body: '<html>not here</html>' });
    const url = `${plugin.url}/nowhere`;
    expect(await check(url, ...flags)).toBe(
      `error: ${url} is not a plugin of FMZ's protocol, it answered HTTP 404: ${place}\n`,
    );
    plugin.answer = () => ({ body: '{"code":"0","data":[],"msg":""}' });
    expect(await check(url, ...flags)).toContain(`is not a plugin of FMZ's protocol, it answered "`);
    const reason =
      'unknown exchange "nowhere": this plugin has OKX, Bybit, Alpaca, CTrader, Paper, Paper/OKX, Paper/Bybit, Paper/Alpaca and Paper/CTrader';
    plugin.answer = () => ({ body: JSON.stringify({ error: reason }) });
    expect(await check(url, ...flags)).toBe(
      `error: ${url} answers every method with the same error, "${reason}": ${place}\n`,
    );
    plugin.answer = () => ({ body: '{"error":"401 request is not authorized"}' });
    expect(await check(url, ...flags)).toContain(': set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY\n');
  });

  it('a server that hangs up', async () => {
    const server = createServer((request) => request.socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = Object(server.address());
    expect(await check(`http://127.0.0.1:${port}/OKX`, '--only', 'errors')).toContain(
      'the connection was dropped without an answer',
    );
    expect(await check(`https://127.0.0.1:${port}/OKX`)).toMatch(/cannot be reached|does not speak TLS/);
    server.close();
  });
});

describe('new-exchange with a name that is taken', () => {
  it.each([
    ['bybit', 'the built-in Bybit'],
    ['OKX', 'the built-in OKX'],
    ['paper', 'the built-in Paper and of Paper/OKX and the like'],
    ['bitvavo', "ccxt's bitvavo, which stays available as ccxt/bitvavo"],
  ])('%s', async (name, what) => {
    const cwd = await emptyFolder();
    const { code, stderr } = await runCli(['new-exchange', name, '--yes'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: `note: your adapter takes the place of ${what}\n` });
    const json = await runCli(['new-exchange', name, '--yes', '--json', '--force'], { cwd });
    expect(Object(JSON.parse(json.stdout)).notes).toContain(`your adapter takes the place of ${what}`);
  });

  it('says nothing of a name that is free', async () => {
    const { code, stderr } = await runCli(['new-exchange', 'mine', '--yes'], { cwd: await emptyFolder() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

const order = (id: number) => ({
  id: `LTC-USDT,${1_795_368_131_749 + id}`,
  symbol: 'LTC_USDT',
  amount: 1,
  price: 10,
  deal_amount: 0,
  avg_price: 0,
  type: 'buy',
  status: 'pending',
  time: 1_700_000_000_000,
});
const orders = (count: number) =>
  JSON.stringify({ data: Array.from({ length: count }, (_, id) => order(id)) });
const plain = (stdout: string) => stripVTControlCharacters(stdout).replaceAll('\r', '');
const linesOf = (stdout: string) => plain(stdout).trimEnd().split('\n');
const keys = { FMZPROTO_ACCESS_KEY: 'a', FMZPROTO_SECRET_KEY: 's' };

describe.skipIf(!pseudoTerminal)('on a terminal', () => {
  it.each([120, 80, 60, 40, 20])('a table fits %s columns, and nothing of it is lost', async (columns) => {
    plugin.answer = () => ({ body: orders(3) });
    const size = { columns, rows: 24 };
    const { code, stdout } = await onTerminal(`call orders --url ${plugin.url}`, [], { size, env: keys });
    expect(code).toBe(0);
    for (const line of linesOf(stdout)) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    const text = linesOf(stdout).join('').replaceAll(/\s/g, '');
    for (const id of [0, 1, 2]) expect(text).toContain(order(id).id);
    for (const title of ['id', 'time', 'symbol', 'price', 'deal_amount', 'avg_price', 'status', 'pending']) {
      expect(text).toContain(title);
    }
  });

  it('wide characters take two columns', async () => {
    const balances = ['人民币稳定币', '币安币'].map((currency) => ({
      currency,
      free: '12345678.123456789',
      frozen: '12345678.123456789',
    }));
    plugin.answer = () => ({ body: JSON.stringify({ data: balances }) });
    const args = `call accounts --url ${plugin.url} --exchange x`;
    const { stdout } = await onTerminal(args, [], { env: keys, size: { columns: 50, rows: 24 } });
    for (const line of linesOf(stdout)) expect(displayWidth(line)).toBeLessThanOrEqual(50);
  });

  it('the matrices fit', async () => {
    for (const flags of ['', '--ccxt']) {
      const { stdout } = await onTerminal(`exchanges ${flags}`, [], { cwd: await emptyFolder() });
      const widths = linesOf(stdout).map(displayWidth);
      expect(Math.max(...widths)).toBeLessThanOrEqual(80);
    }
  });

  it('--watch fits the height of the screen', async () => {
    plugin.answer = () => (plugin.requests.length > 1 ? { body: '{"data":[]}' } : { body: orders(40) });
    const args = `call orders --watch 1 --url ${plugin.url}`;
    const { stdout } = await onTerminal(args, [['more rows', CTRL_C]], {
      env: keys,
      size: { columns: 130, rows: 12 },
    });
    const [, screen = ''] = stdout.split('\u001B[H\u001B[2J');
    const lines = linesOf(screen.split('^C')[0] ?? '');
    expect(lines.length).toBeLessThan(12);
    expect(lines.at(-1)).toMatch(/^\.\.\. \d+ more rows$/);
    const shown = lines.filter((line) => line.startsWith('LTC-USDT,')).length;
    expect(lines.at(-1)).toBe(`... ${40 - shown} more rows`);
  });

  it.each([
    [130, 12],
    [80, 14],
    [60, 24],
    [40, 24],
    [24, 30],
  ])(
    '--watch on %s columns and %s rows: what is shown and what is counted make all',
    async (columns, rows) => {
      plugin.answer = () => (plugin.requests.length > 1 ? { body: '{"data":[]}' } : { body: orders(40) });
      const args = `call orders --watch 1 --url ${plugin.url}`;
      const { stdout } = await onTerminal(args, [['more rows', CTRL_C]], {
        env: keys,
        size: { columns, rows },
      });
      const [, screen = ''] = stdout.split('\u001B[H\u001B[2J');
      const lines = linesOf(screen.split('^C')[0] ?? '');
      expect(lines.length).toBeLessThan(rows);
      const text = lines.join('').replaceAll(/\s/g, '');
      const shown = Array.from({ length: 40 }, (_, id) => id).filter((id) =>
        text.includes(order(id).id),
      ).length;
      expect(lines.at(-1)).toBe(`... ${40 - shown} more rows`);
    },
  );

  it('something moves while a call waits, but not with --json', async () => {
    plugin.answer = () => undefined;
    const args = `call orders --timeout 2500 --url ${plugin.url}`;
    const shown = await onTerminal(args, [], { env: keys });
    expect(shown.stdout).toContain(`waiting for ${plugin.url}, 1 s`);
    expect(shown.stdout.indexOf('\r\u001B[K')).toBeLessThan(shown.stdout.indexOf('did not answer'));
    expect((await onTerminal(`${args} --json`, [], { env: keys })).stdout).not.toContain('waiting');
  });

  it.each([
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', CTRL_D],
  ])('%s at a question: exit code 130, and nothing was done', async (_, key) => {
    const cwd = await emptyFolder();
    const made = await onTerminal(
      'new-exchange mine',
      [
        ['protocol', '\r'],
        ['address of the API', '\r'],
        ['products', key],
      ],
      { cwd },
    );
    expect(made.code).toBe(130);
    expect(linesOf(made.stdout).at(-1)).toBe('error: canceled, nothing was done');
    expect(await readdir(cwd)).toEqual([]);
    const called = await onTerminal(`call trade A_B buy 1 1 --url ${plugin.url}`, [['access key', key]]);
    expect(called.code).toBe(130);
    expect(linesOf(called.stdout).at(-1)).toBe('error: canceled, nothing was done');
    expect(plugin.requests.filter(({ method }) => method === 'POST')).toHaveLength(0);
  });

  it('a wrong answer is asked for again, with the reason, and the others are kept', async () => {
    const made = await onTerminal(
      'new-exchange',
      [
        ['name of the exchange', 'my exchange\r'],
        ['did you mean my-exchange?', '\u0015mine\r'],
        ['protocol', '\r'],
        ['address of the API', 'api.mine.com\r'],
        ['is not an address', '\u0015https://api.mine.com\r'],
        ['products', '\r'],
        ['style', '\r'],
        ['signed', '\r'],
        ['how it writes', '\r'],
        ['a symbol', '\r'],
      ],
      { cwd: await emptyFolder() },
    );
    expect(made.stdout).toContain('exchanges/mine/index.ts');
    expect(made.code).toBe(0);

    plugin.answer = ({ method }) => (method === 'GET' ? { status: 404, body: '' } : { body: '{"data":[]}' });
    await onTerminal(`call --url ${plugin.url}`, [
      ['exchange', 'Mine\r'],
      ['method', '\u001B[B\u001B[B\r'],
      ['symbol', 'USDT.swap\r'],
      ['is a range', '\u0015LTC_USDT\r'],
    ]);
    expect(plugin.requests.at(-1)).toMatchObject({ path: '/Mine' });
    expect(plugin.requests.at(-1)?.body).toContain('"method":"trades"');
    expect(plugin.requests.at(-1)?.body).toContain('"params":{"symbol":"LTC_USDT"}');
  });

  it('a wrong flag is told before the first question', async () => {
    const made = await onTerminal('new-exchange mine --signing nope', [], { cwd: await emptyFolder() });
    expect(made.code).toBe(2);
    expect(plain(made.stdout)).toMatch(/^error: --signing "nope" is not a signing scheme/);
  });

  it('asks before an adapter takes the place of another exchange', async () => {
    const cwd = await emptyFolder();
    const made = await onTerminal(
      'new-exchange bybit --base-url https://a.com --products spot --style envelope --signing okx --symbols joined --quote USDT',
      [
        ['takes the place of the built-in Bybit', '\r'],
        ['name of the exchange', 'mine\r'],
      ],
      { cwd },
    );
    expect(made.code).toBe(0);
    expect(await readdir(join(cwd, 'exchanges'))).toEqual(['mine']);
  });
});

it('a table is whole in a pipe', async () => {
  plugin.answer = () => ({ body: orders(2) });
  const { stdout } = await runCli(['call', 'orders', '--url', plugin.url]);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^LTC-USDT,\d+ .* pending$/);
});

it('times are told with their zone', async () => {
  plugin.answer = () => ({ body: orders(1) });
  const zones = {
    'Asia/Shanghai': '2023-11-15 06:13:20 +08:00',
    'America/St_Johns': '2023-11-14 18:43:20 -03:30',
  };
  for (const [TZ, time] of Object.entries(zones)) {
    const { stdout } = await runCli(['call', 'orders', '--url', plugin.url], { env: { TZ } });
    expect(stdout).toContain(time);
  }
});

it.each([
  ['transport.post', '1 case: 1 ok, 0 failed, 0 skipped'],
  ['transport', ' cases: '],
])('check counts the cases of %s', async (only, summary) => {
  const { stdout } = await runCli(['check', 'Paper', '--only', only]);
  expect(stdout.trimEnd().split('\n').at(-1)).toContain(summary);
});

describe('what a plugin says to a slip of the pen', () => {
  afterAll(killServed);

  it('names the method or the pair that was meant', async () => {
    const served = await startServe(['--log-level', 'error']);
    const said = async (method: string, symbol = 'LTC_USDT') =>
      (await served.call('Paper', method, { symbol })).error;
    expect(await said('tikcer')).toBe(
      'unknown method "tikcer" with params {symbol: string}: did you mean ticker?',
    );
    expect(await said('__api_/fmz/GetTikcer')).toContain('did you mean GetTicker?');
    expect(await said('moon')).toBe('unknown method "moon" with params {symbol: string}');
    expect(await said('ticker', 'LTCUSDT')).toContain('"LTCUSDT" is incomplete: did you mean LTC_USDT?');
    served.child.kill('SIGTERM');
    await served.done;
  });
});
