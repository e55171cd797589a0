import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaulty } from '../check/startFaulty.js';
import {
  type BybitDouble,
  defaultAccount as bybitAccount,
  startBybitDouble,
} from '../doubles/bybit/startBybitDouble.js';
import { isOpen } from '../doubles/ctrader/Order.js';
import { startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { type SketchPlugin, startSketchPlugin } from '../support/startSketchPlugin.js';
import { runCli } from './runCli.js';

const account = { ...defaultAccount, passphrase: 'phrase' };
const env = {
  FMZPROTO_ACCESS_KEY: account.accessKey,
  FMZPROTO_SECRET_KEY: `${account.secret},${account.passphrase}`,
};

interface Found {
  number: number;
  id: string;
  group: string;
  title: string;
  status: string;
}
const casesIn = (stdout: string): Found[] => Object(JSON.parse(stdout)).cases;
const failed = (stdout: string) =>
  casesIn(stdout).flatMap(({ id, status }) => (status === 'fail' ? [id] : []));

let okx: OkxDouble;
let bybit: BybitDouble;
beforeAll(async () => {
  okx = await startOkxDouble({ accounts: [account] });
  bybit = await startBybitDouble();
});
afterAll(async () => {
  await okx?.close();
  await bybit?.close();
});

describe('our own exchanges', () => {
  test('Paper: no case fails, the exit code is 0, each group is there', async () => {
    const { code, stdout, stderr } = await runCli(['check', 'Paper']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^transport\n {3}1 {2}ok {3}a POST as FMZ's docker sends it is answered\n/);
    expect(stdout).toMatch(/\n\d+ cases: \d+ ok, 0 failed, \d+ skipped\n$/);
    expect(stdout).not.toContain('\u001b');
  });

  test.each([[['--base-url']], [['--trade', '--base-url']]])('OKX %j', async (flags) => {
    const { code, stdout, stderr } = await runCli(['check', 'okx', '--json', ...flags, okx.url], { env });
    expect({ code, stderr, failed: failed(stdout) }).toEqual({ code: 0, stderr: '', failed: [] });
    expect(okx.orders().every(({ state }) => state === 'canceled')).toBe(true);
    expect(stdout).not.toContain(account.secret);
  });

  test.each([[['--base-url']], [['--trade', '--base-url']]])('Bybit %j', async (flags) => {
    const keys = {
      FMZPROTO_ACCESS_KEY: bybitAccount.accessKey,
      FMZPROTO_SECRET_KEY: bybitAccount.secret,
    };
    const { code, stdout, stderr } = await runCli(['check', 'bybit', '--json', ...flags, bybit.url], {
      env: keys,
    });
    expect({ code, stderr, failed: failed(stdout) }).toEqual({ code: 0, stderr: '', failed: [] });
    expect(bybit.orders().length > 0).toBe(flags.includes('--trade'));
    expect(bybit.orders().every(({ orderStatus }) => orderStatus === 'Cancelled')).toBe(true);
    expect(stdout).not.toContain(bybitAccount.secret);
  });
});

describe('an exchange over FIX', () => {
  /** How each case of the group session ended. */
  const sessionsIn = (stdout: string) =>
    casesIn(stdout).flatMap(({ group, status }) => (group === 'session' ? [status] : []));

  test.each([
    [[], ['ok', 'skip', 'skip', 'ok', 'ok']],
    [['--trade'], ['ok', 'ok', 'ok', 'ok', 'ok']],
  ])('CTrader %j: no case fails, its sessions among them', async (flags, sessions) => {
    const ctrader = await startCtraderDouble();
    const { keys, trade, quote } = ctrader;
    const { code, stdout, stderr } = await runCli(
      ['check', 'ctrader', '--json', ...flags, '--base-url', trade, '--base-url', `CTrader.quote=${quote}`],
      { env: { FMZPROTO_ACCESS_KEY: keys.access_key, FMZPROTO_SECRET_KEY: keys.secret_key } },
    );
    expect({ code, stderr, failed: failed(stdout) }).toEqual({
      ...{ code: 0, stderr: 'note: checking with EUR_USD.swap\n', failed: [] },
    });
    expect(sessionsIn(stdout)).toEqual(sessions);
    expect(stdout).not.toContain(keys.secret_key.split(',')[0]);
    expect((await ctrader.count('D')) > 0).toBe(flags.length > 0);
    expect(ctrader.state().orders.filter(isOpen)).toEqual([]);
    await ctrader.close();
  });

  test('without keys no case fails, nothing is sent, and it is said how to give them', async () => {
    const ctrader = await startCtraderDouble();
    const addresses = ['--base-url', ctrader.trade, '--base-url', `CTrader.quote=${ctrader.quote}`];
    const { code, stdout, stderr } = await runCli(['check', 'CTrader', ...addresses]);
    const needs = 'needs keys: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY';
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        'note: CTrader tells prices and lists with keys alone: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY\n',
    });
    expect(stdout).toMatch(/\n\d+ cases: \d+ ok, 0 failed, \d+ skipped\n$/);
    expect(stdout).toContain(`skip GetTicker has the fields of the protocol: ${needs}`);
    expect(stdout).toContain(`skip 20 calls at once log on once: ${needs}`);
    expect(ctrader.connections).toBe(0);
    await ctrader.close();
  });

  test.each([
    ['OKX', () => okx.url, 'OKX does not speak FIX'],
    [
      'a plugin elsewhere',
      undefined,
      'what a plugin elsewhere sends over FIX cannot be seen: name its exchange instead',
    ],
  ])('%s has no sessions to look at', async (_name, address, reason) => {
    const plugin = await startFaulty(() => ({ data: { buy: '1', asks: [] } }));
    const target = address ? ['OKX', '--base-url', address()] : [plugin.url.href];
    const { code, stdout } = await runCli(['check', ...target, '--json', '--only', 'session'], { env });
    plugin.close();
    expect(code).toBe(0);
    expect(Object(JSON.parse(stdout)).cases).toEqual(
      Array(5).fill(expect.objectContaining({ status: 'skip', reason })),
    );
  });
});

test('a slow exchange is no defect of the plugin', async () => {
  okx.fault({ match: 'GET /api/v5/market/ticker', kind: 'slow', ms: 300, times: 100 });
  const only = ['--base-url', okx.url, '--only', 'concurrency'];
  const { stdout } = await runCli(['check', 'OKX', '--json', ...only], { env });
  okx.clearFaults();
  expect(casesIn(stdout).map(({ status }) => status)).toEqual(Array(6).fill('ok'));
});

describe('--json and --only', () => {
  test('prints the target and its cases, and nothing else', async () => {
    const { code, stdout, stderr } = await runCli([
      'check',
      'Paper',
      '--json',
      '--only',
      'depth',
      '--only',
      '1',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(['target', 'cases']);
    expect(report.target).toBe('Paper');
    expect(new Set(casesIn(stdout).map(({ group }) => group))).toEqual(new Set(['transport', 'depth']));
    expect(casesIn(stdout)[0]).toEqual({
      number: 1,
      id: 'transport.post',
      group: 'transport',
      title: "a POST as FMZ's docker sends it is answered",
      contract: expect.any(String),
      status: 'ok',
    });
  });

  test('takes the id of a case', async () => {
    const { stdout } = await runCli(['check', 'Paper', '--json', '--only', 'errors.keys']);
    expect(casesIn(stdout).map(({ id }) => id)).toEqual(['errors.keys']);
  });
});

test.each([
  [['check'], 'no plugin given'],
  [['check', 'Nowhere'], 'unknown exchange "Nowhere"'],
  [['check', 'http://me:secret@127.0.0.1/OKX'], 'the address of a plugin is one like'],
  [
    ['check', 'http://127.0.0.1:1/OKX', '--base-url', 'OKX=http://127.0.0.1:2'],
    '--base-url is for an exchange',
  ],
  [['check', 'Paper', '--only', 'dept'], 'did you mean depth?'],
  [['check', 'Paper', '--only', '0'], '--only "0" is neither a group nor a case'],
  [['check', 'Paper', '--symbol', 'USDT'], '--symbol "USDT" is not a symbol'],
  [['check', 'Paper', '--secret-key', 'x'], '--secret-key'],
])('wrong usage %j', async (args, message) => {
  const { code, stdout, stderr } = await runCli(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('a list of markets that does not come in time: one sentence, and no case fails', async () => {
  const plugin = await startFaulty(({ method }) =>
    method === 'markets' ? new Promise(() => undefined) : { error: `${method}: no such symbol` },
  );
  const { code, stdout, stderr } = await runCli(['check', plugin.url.href, '--timeout', '1000']);
  plugin.close();
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'error: GetMarkets tells no symbol to check with (no answer within 1000 ms): name a symbol with --symbol, or wait longer with --timeout\n',
  });
});

test('an address at which nothing listens: exit code 1, one sentence', async () => {
  const { code, stdout, stderr } = await runCli(['check', 'http://127.0.0.1:1/OKX']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe('error: nothing listens on http://127.0.0.1:1: start the plugin first\n');
});

describe('a plugin with the faults of a first sketch', () => {
  let sketch: SketchPlugin;
  beforeAll(async () => {
    sketch = await startSketchPlugin(okx.url);
    okx.seedOrder({
      instId: 'BTC-USDT',
      state: 'live',
      side: 'buy',
      px: '1000',
      sz: '0.01',
      accFillSz: '0',
      avgPx: '',
    });
  });
  afterAll(() => sketch?.stop());

  test('its defects are found', async () => {
    const { code, stdout } = await runCli(['check', `${sketch.url}/OKX`, '--json'], { env });
    expect(code).toBe(1);
    expect(failed(stdout)).toEqual(expect.arrayContaining(DEFECTS));
    expect(stdout).not.toContain(account.secret);
  });

  test('and that one slow call holds up all others', async () => {
    okx.fault({ match: 'GET /api/v5/market/ticker', kind: 'slow', ms: 300, times: 100 });
    const { stdout } = await runCli(['check', `${sketch.url}/OKX`, '--json', '--only', 'concurrency']);
    okx.clearFaults();
    expect(failed(stdout)).toEqual(
      expect.arrayContaining(['concurrency.beside-a-slow-call', 'concurrency.at-once']),
    );
  });

  test('and with --trade, that its orders are invented', async () => {
    const { code, stdout } = await runCli(['check', `${sketch.url}/OKX`, '--json', '--trade'], { env });
    expect(code).toBe(1);
    expect(failed(stdout)).toEqual(
      expect.arrayContaining(['ids.nobody', 'orders.lists-placed', 'order.finds-placed', 'cancel.cancels']),
    );
  });
});

/** One case for each defect; several have more than one. */
const DEFECTS = [
  'transport.chunked',
  'transport.path-case',
  'transport.trailing-slash',
  'transport.empty-path',
  'envelope.no-keys',
  'envelope.empty-keys',
  'envelope.null-params',
  'envelope.method-case',
  'depth.price',
  'depth.recent',
  'depth.limit-of-one',
  'trades.shape',
  'trades.oldest-first',
  'records.oldest-first',
  'records.spacing',
  'records.limit',
  'records.defaults',
  'accounts.wrong-keys',
  'assets.wrong-keys',
  'orders.shape',
  'orders.symbol',
  'orders.status',
  'orders.defaults',
  'historyorders.symbol',
  'markets.known',
  'tickers.known',
  'positions.known',
  'symbols.incomplete-depth',
  'ids.unknown-order',
  'ids.unknown-cancel',
  'ids.one-for-all',
  'errors.empty-body',
  'errors.malformed-echo',
  'errors.not-utf8',
  'errors.method-number',
  'errors.unknown-exchange',
  'errors.period',
  'errors.order-type',
  'errors.incomplete-ticker',
  'concurrency.idle-connection',
  'concurrency.half-a-body',
];
