import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methodNames } from '../../src/protocol/methods.js';
import { type BybitDouble, startBybitDouble } from '../doubles/bybit/startBybitDouble.js';
import { defaultAccount as ctraderAccount } from '../doubles/ctrader/CtraderAccount.js';
import { type CtraderDouble, startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { certificate } from '../doubles/proxy/certificate.js';
import { startProxy } from '../doubles/proxy/startProxy.js';
import { startTlsFront } from '../doubles/proxy/startTlsFront.js';
import { write } from '../e2e/adapterFiles.js';
import { type CliResult, runCli } from '../e2e/runCli.js';
import { killServed, startServe } from '../e2e/startServe.js';
import { createMarkerFinder } from '../support/findMarkers.js';
import { echoAdapter } from './echoAdapter.js';
import { startEcho } from './startEcho.js';
import { watchProcesses } from './watchProcesses.js';

/** They occur nowhere else. Those of OKX and Bybit have the form that these exchanges give out. */
const markers = {
  'access key of OKX': '9c7ae01b-4d52-4e86-a3f1-70b6d2958e4c',
  'secret of OKX': 'C4NARY7Q1OKX9SECRET2W8Z5M3T6V0XB',
  'passphrase of OKX': 'Pf3/canary "W9+k&okx=<7>Zq',
  'access key of Bybit': 'bYc4n4rYKEY0173zQ9',
  'secret of Bybit': 'bYc4n4rY5ecret8Kx2Lw6Vn1Rt9Mp3Qs7Z',
  'FIX password': 'fIx/c4n4rY+pa55&w0rd=8Tz',
  'access key of Paper': 'pApErKEYc4n4rY-5521',
  'secret of Paper': 'pApErS3cr3tc4n4rY/+7781=',
  'access key of Echo': 'eCh0/c4n4rY+key=55 31',
  'secret of Echo': 'eCh0c4n4rYs3cr3t/Q9+zz==&x<1>',
  'wrong secret': 'wR0ngc4n4rYs3cr3tZ88127456',
  'password of a proxy': 'pR0xyc4n4rYpa55w0rd',
};
const boxes = {
  OKX: {
    access_key: markers['access key of OKX'],
    secret_key: `${markers['secret of OKX']},${markers['passphrase of OKX']}`,
  },
  Bybit: { access_key: markers['access key of Bybit'], secret_key: markers['secret of Bybit'] },
  CTrader: {
    access_key: ctraderAccount.sender,
    secret_key: `${markers['FIX password']},host=ctrader.invalid`,
  },
  Paper: { access_key: markers['access key of Paper'], secret_key: markers['secret of Paper'] },
  'paper/OKX': { access_key: markers['access key of Paper'], secret_key: markers['secret of Paper'] },
  Echo: { access_key: markers['access key of Echo'], secret_key: markers['secret of Echo'] },
};
type Boxes = (typeof boxes)['OKX'];

const finder = createMarkerFinder(markers);
const root = mkdtempSync(join(tmpdir(), 'fmzproto-canary-'));
/** What was answered and printed, by where. */
const said = new Map<string, string>();
const processes = watchProcesses();
let okx: OkxDouble;
let bybit: BybitDouble;
let ctrader: CtraderDouble;
let echo: Awaited<ReturnType<typeof startEcho>>;
let moved: string[];

/** Whatever a command writes is in this folder. */
const options = (keys?: Boxes, env: Record<string, string> = {}) => ({
  cwd: root,
  env: {
    ...{ TMPDIR: join(root, 'temporary'), HOME: join(root, 'home'), XDG_CACHE_HOME: join(root, 'cache') },
    ...(keys && { FMZPROTO_ACCESS_KEY: keys.access_key, FMZPROTO_SECRET_KEY: keys.secret_key }),
    ...env,
  },
});

beforeAll(async () => {
  const [accessKey, secret] = [markers['access key of OKX'], markers['secret of OKX']];
  const passphrase = markers['passphrase of OKX'];
  const balances = { USDT: '10000', BTC: '1', ETH: '10' };
  [okx, bybit, ctrader, echo] = await Promise.all([
    startOkxDouble({ accounts: [{ accessKey, secret, passphrase, balances }] }),
    startBybitDouble({
      accounts: [{ accessKey: boxes.Bybit.access_key, secret: boxes.Bybit.secret_key, balances }],
    }),
    startCtraderDouble({ accounts: [{ ...ctraderAccount, password: markers['FIX password'] }] }),
    startEcho(),
  ]);
  moved = [
    ...[`OKX=${okx.url}`, `Bybit=${bybit.url}`],
    ...[`CTrader=${ctrader.trade}`, `CTrader.quote=${ctrader.quote}`],
  ].flatMap((address) => ['--base-url', address]);
  await write(root, 'exchanges/echo/index.ts', echoAdapter(echo.url));
  for (const folder of ['temporary', 'home', 'cache']) await write(root, `${folder}/.keep`, '');
});
afterAll(async () => {
  killServed();
  processes.stop();
  echo.close();
  await Promise.all([okx.close(), bybit.close(), ctrader.close()]);
  rmSync(root, { recursive: true });
});

const keep = (what: string, { stdout, stderr }: CliResult) => {
  said.set(`stdout of ${what}`, stdout).set(`stderr of ${what}`, stderr);
};

/** Posts as FMZ's docker does, and keeps what is answered. */
async function post(url: string, body: object | string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = `${[...response.headers].join('\n')}\n${await response.text()}`;
  said.set(`answer ${said.size} to ${new URL(url).pathname.slice(0, 12)}`, answer);
}

const params = {
  ...{ symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1', period: '60', limit: '5' },
  ...{ id: 'BTC-USDT,1', margin_level: '5' },
};

/** Everything that FMZ may ask, with the right keys, with wrong ones, and with keys where none belong. */
async function askAll(url: string): Promise<void> {
  for (const [exchange, keys] of Object.entries(boxes)) {
    const asked = exchange === 'CTrader' ? { ...params, symbol: 'EUR_USD.swap', price: '1.05' } : params;
    for (const method of methodNames.filter((name) => name !== 'io'))
      await post(`${url}/${exchange}`, { ...keys, method, params: asked });
    const wrong = { ...keys, secret_key: `${markers['wrong secret']},${keys.secret_key}` };
    for (const method of ['accounts', 'trade'])
      await post(`${url}/${exchange}`, { ...wrong, method, params: asked });
    await post(`${url}/${exchange}/${encodeURIComponent(keys.access_key)}`, {
      ...keys,
      method: 'ticker',
      params,
    });
    for (const key of [keys.access_key, ...keys.secret_key.split(',')]) {
      await post(`${url}/${exchange}`, { ...keys, method: key, params: {} });
      await post(`${url}/${exchange}`, { ...keys, method: 'ticker', params: { symbol: key } });
      await post(`${url}/${exchange}`, { ...keys, method: 'order', params: { id: key, symbol: 'BTC_USDT' } });
      await post(`${url}/${exchange}`, {
        ...keys,
        method: 'trade',
        params: { ...params, type: key, price: key },
      });
      await post(`${url}/${exchange}`, {
        ...keys,
        method: `__api_/${encodeURIComponent(key)}`,
        params: { [key]: key },
      });
    }
    await post(
      `${url}/${exchange}`,
      { ...keys, method: 'accounts', params: {} },
      { 'http-method': keys.access_key.replace(/[^\w-]/g, '') },
    );
    await post(`${url}/${exchange}`, JSON.stringify({ ...keys, method: 'ticker' }).slice(0, -1));
  }
  for (let form = 0; form < echo.forms; form += 1) {
    await post(`${url}/Echo`, { ...boxes.Echo, method: 'trade', params });
    await post(`${url}/Echo`, { ...boxes.Echo, method: '__api_/x', params: {} }, { 'http-method': 'POST' });
    await post(`${url}/Echo`, { ...boxes.Echo, method: 'accounts', params: {} });
  }
  for (const path of ['/healthz', '/metrics']) said.set(path, await (await fetch(url + path)).text());
}

/** The same from the command line. */
async function callAll(url: string): Promise<void> {
  const calls = [
    ['ticker', 'BTC_USDT'],
    ['accounts'],
    ['orders', '--raw'],
    ['trade', 'BTC_USDT', 'buy', '1000', '0.1', '--json'],
  ];
  for (const [exchange, keys] of Object.entries(boxes)) {
    const run = async (words: string[]) =>
      keep(
        `call ${exchange} ${words}`,
        await runCli(['call', ...words, '--exchange', exchange, '--url', url], options(keys)),
      );
    await Promise.all(calls.map(run));
  }
  keep('check of it', await runCli(['check', `${url}/OKX`, '--json'], options(boxes.OKX)));
}

describe('keys are used, and left nowhere', () => {
  test.each(['json', 'pretty'])('by serve, at level debug, recording, in %s', async (format) => {
    const served = await startServe(
      [
        ...['--log-level', 'debug', '--log-format', format, ...moved],
        ...[
          '--paper-state',
          join(root, `state-${format}.json`),
          '--record',
          join(root, `recorded-${format}`),
        ],
      ],
      options(),
    );
    await askAll(served.url);
    // What a command prints does not depend on the form of the server's log.
    if (format === 'json') await callAll(served.url);
    served.child.kill('SIGTERM');
    const result = await served.done;
    keep(`serve in ${format}`, result);
    expect(result.code).toBe(0);
    expect(result.stderr).toContain('GetAccount');
  });

  test('by check and run, with a report and a state', async () => {
    for (const name of ['OKX', 'Bybit', 'CTrader'] as const)
      keep(`check ${name}`, await runCli(['check', name, '--trade', ...moved], options(boxes[name])));
    await write(root, 'strategy.js', strategy);
    for (const flags of [['--json'], ['--quiet'], []]) {
      const names = [
        ...['--exchange', 'OKX', '--exchange', 'Echo', '--base-url', `OKX=${okx.url}`],
        ...flags,
      ];
      const files = [
        '--report',
        join(root, `report${flags}.html`),
        '--state',
        join(root, `state${flags}.db`),
      ];
      const second = {
        FMZPROTO_ACCESS_KEY_2: boxes.Echo.access_key,
        FMZPROTO_SECRET_KEY_2: boxes.Echo.secret_key,
      };
      const result = await runCli(['run', 'strategy.js', ...names, ...files], options(boxes.OKX, second));
      keep(`run ${flags}`, result);
      expect({ flags, code: result.code, stderr: result.stderr }).toMatchObject({ code: 0 });
    }
    keep('new-exchange', await runCli(['new-exchange', 'Canary', '--yes'], options(boxes.OKX)));
    keep('exchanges', await runCli(['exchanges', '--json'], options(boxes.OKX)));
    keep('wrong usage', await runCli(['call', 'nothing'], options(boxes.OKX)));
  });

  test('by a server behind a proxy, whatever that does', async () => {
    const front = await startTlsFront(okx.port);
    await write(root, 'authority.pem', certificate);
    const password = markers['password of a proxy'];
    for (const behaviour of [
      { kind: 'tunnel', port: front.port },
      {
        kind: 'answer',
        bytes: `HTTP/1.1 407 ${password}\r\nX: ${Buffer.from(`me:${password}`).toString('base64')}\r\nContent-Length: 0\r\n\r\n`,
      },
      { kind: 'close' },
    ] as const) {
      const proxy = await startProxy(behaviour);
      const env = {
        HTTPS_PROXY: `http://me:${password}@127.0.0.1:${proxy.port}`,
        NODE_EXTRA_CA_CERTS: join(root, 'authority.pem'),
      };
      const served = await startServe(
        ['--base-url', 'OKX=https://okx.example', '--log-level', 'debug', '--timeout', '3000'],
        options(undefined, env),
      );
      for (const method of ['ticker', 'accounts', 'trade'])
        await post(`${served.url}/OKX`, { ...boxes.OKX, method, params });
      said.set(
        `healthz behind a proxy that ${behaviour.kind}`,
        await (await fetch(`${served.url}/healthz`)).text(),
      );
      served.child.kill('SIGTERM');
      keep(`serve behind a proxy that ${behaviour.kind}`, await served.done);
      expect(proxy.asked.join()).toContain(Buffer.from(`me:${password}`).toString('base64'));
      await proxy.close();
    }
    await front.close();
  });

  test('the exchanges were sent them: they were at work', () => {
    const sent = [okx, bybit]
      .flatMap(({ requests }) => requests.map(({ headers }) => JSON.stringify(headers)))
      .join();
    for (const key of [markers['access key of OKX'], markers['access key of Bybit']])
      expect(sent).toContain(key);
    expect(okx.orders().length).toBeGreaterThan(2);
    expect(bybit.orders().length).toBeGreaterThan(1);
    expect(ctrader.state().orders.length).toBeGreaterThan(0);
    expect(said.size).toBeGreaterThan(500);
  });

  test('nothing that was written, answered, printed or recorded has a trace of them', () => {
    const answered = [...said].flatMap(([where, text]) => finder.inText(where, text));
    expect([...answered, ...finder.inPath(root)]).toEqual([]);
  });

  test('nor has a signature been left', () => {
    const signatures = [okx, bybit].flatMap(({ requests }) =>
      requests.flatMap(({ headers }) =>
        [headers['ok-access-sign'], headers['x-bapi-sign']].flat().filter((value) => value !== undefined),
      ),
    );
    expect(signatures.length).toBeGreaterThan(50);
    const all = [...said.values()].join('\n');
    expect(signatures.filter((signature) => all.includes(signature))).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('nor is one in the list of processes', () => {
    expect(processes.seen.size).toBeGreaterThan(10);
    expect([...processes.seen].flatMap((line) => finder.inText(line, line))).toEqual([]);
  });
});

describe('the search finds what is there', () => {
  test('each key: in a file, in a packed one, in the name of one, and in an answer', async () => {
    await write(root, 'planted/.keep', '');
    const planted = join(root, 'planted');
    for (const [name, marker] of Object.entries(markers)) {
      writeFileSync(join(planted, `${name}.log`), `x ${base64(`a${marker}`)} x`);
      writeFileSync(join(planted, `${name}.gz`), gzipSync(`x ${marker} x`));
      const traces = finder.inText('an answer', JSON.stringify({ error: `no ${marker}` }));
      expect(traces.map((trace) => trace.name)).toContain(name);
    }
    writeFileSync(join(planted, markers['secret of OKX']), '');
    const found = finder.inPath(root);
    for (const name of Object.keys(markers)) {
      expect(found).toContainEqual({
        where: join(planted, `${name}.log`),
        name,
        form: 'base64 behind 1 bytes',
      });
      expect(found).toContainEqual({
        where: `${join(planted, `${name}.gz`)}, unpacked`,
        name,
        form: 'plain',
      });
    }
    const where = `the name of ${join(planted, markers['secret of OKX'])}`;
    expect(found).toContainEqual({ where, name: 'secret of OKX', form: 'plain' });
  });

  test.runIf(process.platform === 'linux')('in the arguments of a process', async () => {
    const child: ChildProcess = spawn(
      process.execPath,
      ['-e', 'process.stdin.resume()', markers['secret of OKX']],
      { stdio: 'pipe' },
    );
    await expect
      .poll(() => [...processes.seen].flatMap((line) => finder.inText(line, line)).map(({ name }) => name))
      .toContain('secret of OKX');
    child.kill('SIGKILL');
  });
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

const strategy = `function main() {
  for (var e of exchanges) {
    Log(e.GetName(), e.GetAccount(), e.GetTicker(), GetLastError());
    Log(e.Buy(1000, 0.1), e.GetOrders(), e.IO('api', 'POST', '/x', 'a=1'), GetLastError());
    LogProfit(1);
  }
  _G('kept', exchange.GetTicker());
  LogStatus('done');
}
`;
