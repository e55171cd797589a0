import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { onTerminal, pseudoTerminal, type Typed } from './onTerminal.js';
import { finish, runCli, spawnCli } from './runCli.js';
import { startServe } from './startServe.js';

const TICKER =
  '{"data":{"symbol":"LTC_USDT","buy":"72.49","sell":"72.5","high":"75.123","low":"70","open":"71","last":"72.495","vol":"123456.789","time":"1700000000000"},"raw":{ "id" : 2896576259728695296, "px": 1.50 }}';
const BODY =
  /^\{"access_key":"(.*?)","secret_key":"(.*?)","method":"(.*?)","nonce":(\d+),"params":(\{.*\})\}$/;

let plugin: RecordingServer;
beforeEach(async () => {
  plugin = await startRecordingServer(() => ({ body: TICKER }));
});
afterEach(() => plugin.close());

const call = (args: readonly string[], env: Record<string, string> = {}) =>
  runCli(['call', ...args, '--url', plugin.url], { env });

function sent(index = 0) {
  const request = plugin.requests[index];
  const [, access, secret, method, nonce = '', params] = BODY.exec(request?.body ?? '') ?? [];
  return {
    verb: request?.headers['http-method'],
    path: request?.path,
    access,
    secret,
    method,
    nonce,
    params,
  };
}

describe('what is sent', () => {
  it('posts one envelope to the exchange, as the docker does', async () => {
    const before = BigInt(Date.now()) * 1_000_000n;
    const { code, stderr } = await call(['ticker', 'LTC_USDT']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(plugin.requests).toHaveLength(1);
    expect(plugin.requests[0]).toMatchObject({ method: 'POST', path: '/OKX' });
    expect(plugin.requests[0]?.headers['content-type']).toBe('application/json');
    expect(sent()).toMatchObject({
      method: 'ticker',
      params: '{"symbol":"LTC_USDT"}',
      access: '',
      secret: '',
    });
    expect(sent().verb).toBeUndefined();
    expect(sent().nonce).toMatch(/^\d{19}$/);
    expect(BigInt(sent().nonce)).toBeGreaterThanOrEqual(before);
  });

  it.each([
    [['GetDepth', 'ETH_USDT', '5'], 'depth', '{"symbol":"ETH_USDT","limit":"5"}'],
    [['records', 'ETH_USDT', '60', '500'], 'records', '{"symbol":"ETH_USDT","period":"60","limit":"500"}'],
    [['records', 'ETH_USDT', '60', '60'], 'records', '{"symbol":"ETH_USDT","period":"60","limit":"60"}'],
    [
      ['trade', 'BTC_USDT', 'buy', '1000', '0.1'],
      'trade',
      '{"symbol":"BTC_USDT","type":"buy","price":"1000","amount":"0.1"}',
    ],
    [
      ['trade', 'BTC_USDT', 'buy', '-1', '100'],
      'trade',
      '{"symbol":"BTC_USDT","type":"buy","price":"-1","amount":"100"}',
    ],
    [
      ['trade', 'BTC_USDT', 'sell', '-.5', '-0.1'],
      'trade',
      '{"symbol":"BTC_USDT","type":"sell","price":"-0.5","amount":"-0.1"}',
    ],
    [
      ['Buy', 'BTC_USDT', '1000', '0.1'],
      'trade',
      '{"symbol":"BTC_USDT","type":"buy","price":"1000","amount":"0.1"}',
    ],
    [['order', 'LTC-USDT,9007199254740993'], 'order', '{"id":"LTC-USDT,9007199254740993"}'],
    [
      ['depth', 'ETH_USDT', '5', '--param', 'limit=7', '--param', 'symbol=a=b'],
      'depth',
      '{"symbol":"a=b","limit":"7"}',
    ],
    [['--param', 'limit=7', 'depth', 'ETH_USDT'], 'depth', '{"symbol":"ETH_USDT","limit":"7"}'],
    [
      ['--timeout', '5000', 'historyorders', 'X_Y', '0', '5000'],
      'historyorders',
      '{"symbol":"X_Y","since":"0","limit":"5000"}',
    ],
    [['orders'], 'orders', '{}'],
  ])('%j', async (args, method, params) => {
    await call(args);
    expect(sent()).toMatchObject({ method, params });
  });

  it('sends io with its verb in the header and its pairs as params', async () => {
    plugin.answer = () => ({ body: '{"data":{"id":2896576259728695296,"px":1.50}}' });
    const { code, stdout } = await call([
      'io',
      'get',
      '/api/v5/market/ticker',
      'a=1',
      'b=2',
      '--param',
      'b=3',
    ]);
    expect(sent()).toMatchObject({
      verb: 'GET',
      method: '__api_/api/v5/market/ticker',
      params: '{"a":"1","b":"3"}',
    });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '{\n  "id": 2896576259728695296,\n  "px": 1.50\n}\n',
    });
  });

  it('takes keys from the environment', async () => {
    await call(['accounts'], { FMZPROTO_ACCESS_KEY: 'AK', FMZPROTO_SECRET_KEY: 'SK,phrase' });
    expect(sent()).toMatchObject({ access: 'AK', secret: 'SK,phrase', method: 'accounts' });
  });

  it('takes flags from the environment', async () => {
    const env = {
      FMZPROTO_URL: plugin.url,
      FMZPROTO_PARAM: 'symbol=A_B limit=5',
      FMZPROTO_EXCHANGE: '币安',
      FMZPROTO_JSON: '1',
    };
    const { code, stdout } = await runCli(['call', 'depth'], { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${TICKER}\n` });
    expect(sent()).toMatchObject({ params: '{"symbol":"A_B","limit":"5"}', path: '/%E5%B8%81%E5%AE%89' });
  });

  it('takes an address with a path as it is', async () => {
    await runCli(['call', 'ticker', 'A_B', '--url', `${plugin.url}/exchange`]);
    expect(sent().path).toBe('/exchange');
  });
});

describe('what is shown', () => {
  it('shows a table without colors in a pipe', async () => {
    const { stdout } = await call(['ticker', 'LTC_USDT']);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining(['symbol  LTC_USDT', 'last        72.495', 'vol     123456.789']),
    );
  });

  it('colors with FORCE_COLOR, unless NO_COLOR is set', async () => {
    const forced = await call(['ticker', 'LTC_USDT'], { FORCE_COLOR: '1' });
    expect(forced.stdout).toContain('\u001B[32m');
    const both = await call(['ticker', 'LTC_USDT'], { FORCE_COLOR: '1', NO_COLOR: '1' });
    expect(both.stdout).not.toContain('\u001B');
  });

  it('prints the envelope exactly with --json', async () => {
    expect(await call(['ticker', 'LTC_USDT', '--json'])).toEqual({
      code: 0,
      stdout: `${TICKER}\n`,
      stderr: '',
    });
  });

  it('prints what the exchange sent, byte for byte, with --raw', async () => {
    const { stdout } = await call(['ticker', 'LTC_USDT', '--raw']);
    expect(stdout).toBe('{ "id" : 2896576259728695296, "px": 1.50 }\n');
    plugin.answer = () => ({ body: '{"data":[1.0,{"a":1}]}' });
    expect((await call(['io', 'GET', '/x', '--raw'])).stdout).toBe('[1.0,{"a":1}]\n');
    expect(await call(['trades', 'A_B', '--raw'])).toMatchObject({ code: 1, stdout: '' });
  });

  it('says in words that there is nothing', async () => {
    plugin.answer = () => ({ body: '{"data":[]}' });
    expect((await call(['orders'])).stdout).toBe('no open orders\n');
  });

  it('shows data that breaks the protocol as JSON with a note', async () => {
    plugin.answer = () => ({ body: '{"data":[{"id":9007199254740993}]}' });
    const { code, stdout, stderr } = await call(['orders']);
    expect(code).toBe(0);
    expect(stdout).toContain('"id": 9007199254740993');
    expect(stderr).toMatch(/^note: .*data\.0\.id/);
  });

  it('survives a reader that has seen enough', async () => {
    const row = '[1700000000,1,2,0.5,1.5,100]';
    plugin.answer = () => ({ body: `{"data":[${Array(20_000).fill(row).join(',')}]}` });
    const child = spawnCli(['call', 'records', 'A_B', '1', '--url', plugin.url]);
    child.stdout.once('data', () => child.stdout.destroy());
    const { code, stderr } = await finish(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('what goes wrong', () => {
  it('reports {error} on stderr, exit code 1', async () => {
    plugin.answer = () => ({ body: '{"error":"OKX GetTicker: 51001 Instrument ID does not exist"}' });
    expect(await call(['ticker', 'NO_NO'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: OKX GetTicker: 51001 Instrument ID does not exist\n',
    });
    expect(await call(['ticker', 'NO_NO', '--json'])).toEqual({
      code: 1,
      stdout: '{"error":"OKX GetTicker: 51001 Instrument ID does not exist"}\n',
      stderr: '',
    });
  });

  it('says of which exchange and function an error is that does not say so', async () => {
    const said = async (error: string, words: string[]) => {
      plugin.answer = () => ({ body: JSON.stringify({ error }) });
      return (await call(words)).stderr;
    };
    const ticker = ['ticker', 'NO_NO', '--exchange', 'Mine'];
    expect(await said('51001 does not exist', ticker)).toBe('error: Mine GetTicker: 51001 does not exist\n');
    const known = ['unknown exchange "mine": this plugin has OKX', 'Mine does not support GetTicker'];
    for (const error of known) expect(await said(error, ticker)).toBe(`error: ${error}\n`);
    const host = 'the host name api.mine.example could not be resolved';
    expect(await said(host, ticker)).toBe(`error: Mine GetTicker: ${host}\n`);
  });

  it('says which variables hold the keys when they are missing', async () => {
    plugin.answer = () => ({ body: '{"error":"OKX GetAccount: access_key is missing"}' });
    const missing = await call(['accounts']);
    expect(missing.stderr).toMatch(/hint: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY/);
    const given = await call(['accounts'], { FMZPROTO_ACCESS_KEY: 'a', FMZPROTO_SECRET_KEY: 's' });
    expect(given.stderr).not.toMatch(/hint/);
  });

  it('says how to start a plugin where nothing listens', async () => {
    await plugin.close();
    expect(await call(['ticker', 'A_B'])).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: nothing listens on ${plugin.url}: start it with "node bin/run.js serve"\n`,
    });
  });

  it.each([
    [{ status: 502, body: '<html>Bad gateway</html>' }, /HTTP 502/],
    [{ body: 'hello' }, /not JSON/],
    [{ body: '' }, /not JSON.*body is empty/],
    [{ body: '[1]' }, /not an object/],
    [{ body: '{"ok":true}' }, /neither data nor error/],
  ])('has a sentence for %j', async (answer, sentence) => {
    plugin.answer = () => answer;
    const { code, stdout, stderr } = await call(['ticker', 'A_B', '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('warns that an order may have been placed when no answer came', async () => {
    plugin.answer = () => undefined;
    const { code, stderr } = await call(['trade', 'A_B', 'buy', '1', '1', '--timeout', '300']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/did not answer within 0\.3 s.*may have been carried out/);
    expect(plugin.requests).toHaveLength(1);
  });

  it.each([
    [['tiker', 'A_B'], /unknown method "tiker", did you mean ticker\?/],
    [['depth'], /SYMBOL is missing, usage: node bin\/run.js call depth SYMBOL \[LIMIT\]/],
    [['depth', 'A_B', '1', '2'], /unexpected argument "2", usage: node bin\/run.js call depth/],
    [['io', 'GET', '/x', 'foo'], /"foo" is not NAME=VALUE/],
    [['ticker', 'A_B', '--param', '=x'], /"=x" is not NAME=VALUE/],
    [['ticker', 'A_B', '--nope'], /--nope; see "node bin\/run.js call --help"/],
    [['ticker', 'A_B', '--watch', 'x'], /--watch takes seconds/],
    [['trade', 'A_B', 'buy', '1', '1', '--watch', '1'], /leave out --watch/],
    [['ticker', 'A_B', '--timeout', '0'], /--timeout must be a whole number from 1 to 3600000/],
    [['ticker', 'A_B', '--json', '--raw'], /exclude each other/],
    [[], /no method given: write node bin\/run.js call METHOD/],
  ])('is wrong usage: %j', async (args, sentence) => {
    const { code, stdout, stderr } = await call(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(plugin.requests).toHaveLength(0);
  });

  it.each(['nonsense', 'localhost:6666', 'ftp://127.0.0.1'])('is no address: %s', async (url) => {
    const { code, stderr } = await runCli(['call', 'ticker', 'A_B', '--url', url]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/is not the address of a plugin: use --url/);
  });
});

describe('--watch', () => {
  it('repeats until it is interrupted, through errors, with exit code 0', async () => {
    plugin.answer = () => (plugin.requests.length === 2 ? { body: '{"error":"busy"}' } : { body: TICKER });
    const child = spawnCli(['call', 'ticker', 'A_B', '--watch', '0.1', '--json', '--url', plugin.url]);
    const finished = finish(child);
    while (plugin.requests.length < 4) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const { code, stdout } = await finished;
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 3)).toEqual([TICKER, '{"error":"busy"}', TICKER]);
  });
});

it('--watch has nothing to report when it is interrupted while it waits', async () => {
  plugin.answer = () => (plugin.requests.length === 1 ? { body: TICKER } : undefined);
  const child = spawnCli(['call', 'ticker', 'A_B', '--watch', '0.1', '--json', '--url', plugin.url]);
  const finished = finish(child);
  while (plugin.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  expect(await finished).toEqual({ code: 0, stdout: `${TICKER}\n`, stderr: '' });
});

describe.skipIf(!pseudoTerminal)('on a terminal', () => {
  const converse = (args: string, typed: readonly Typed[]) =>
    onTerminal(`call ${args} --url ${plugin.url}`, typed);

  const EXCHANGES =
    '{"exchanges":[{"name":"OKX","keys":"required","methods":["depth","ticker"]},{"name":"Paper","keys":"optional","methods":[]}]}';
  const BALANCES = '{"data":[{"currency":"USDT","free":"1","frozen":"0"}]}';

  it('asks for missing keys without showing them', async () => {
    plugin.answer = ({ method }) => ({ body: method === 'GET' ? EXCHANGES : BALANCES });
    const { code, stdout } = await converse('accounts', [
      ['access key', 'ACCESS\r'],
      ['secret key', 'SECRET,PHRASE\r'],
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('USDT');
    expect(stdout).not.toMatch(/ACCESS|SECRET|PHRASE/);
    expect(sent(1)).toMatchObject({ access: 'ACCESS', secret: 'SECRET,PHRASE' });
  });

  it('asks for no keys where the exchange needs none', async () => {
    plugin.answer = ({ method }) => ({ body: method === 'GET' ? EXCHANGES : BALANCES });
    expect((await converse('accounts --exchange paper', [])).code).toBe(0);
    expect(sent(1)).toMatchObject({ path: '/paper', access: '', secret: '' });
  });

  it('asks what to call when nothing is said', async () => {
    plugin.answer = ({ method }) => ({ body: method === 'GET' ? EXCHANGES : TICKER });
    const { code, stdout } = await converse('', [
      ['exchange', '\r'],
      ['method', '\r'],
      ['symbol', 'LTC_USDT\r'],
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('node bin/run.js call ticker LTC_USDT --exchange OKX');
    expect(sent(1)).toMatchObject({ path: '/OKX', method: 'ticker', params: '{"symbol":"LTC_USDT"}' });
  });
});

describe('with a running server', () => {
  it('reads the ticker of the built-in paper exchange', async () => {
    const { child, url, done } = await startServe(['--log-level', 'error']);
    try {
      const { code, stdout, stderr } = await runCli([
        'call',
        'ticker',
        'LTC_USDT',
        '--exchange',
        'Paper',
        '--url',
        url,
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^symbol +LTC_USDT\nlast +\d/);
      const unknown = await runCli(['call', 'ticker', 'LTC_USDT', '--exchange', 'Nowhere', '--url', url]);
      expect(unknown).toMatchObject({ code: 1, stdout: '' });
      expect(unknown.stderr).toMatch(/^error: .*Nowhere/);
    } finally {
      child.kill('SIGTERM');
      expect((await done).code).toBe(0);
    }
  });
});
