import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { startRecordingServer } from '../../src/testing.js';
import { defaultAccount as bybitAccount } from '../doubles/bybit/BybitAccount.js';
import { startBybitDouble } from '../doubles/bybit/startBybitDouble.js';
import { defaultAccount as okxAccount } from '../doubles/okx/OkxAccount.js';
import { startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { createFolder, write } from './adapterFiles.js';
import { killServed, startServe } from './startServe.js';
import { expectTruth, type StopBench, stopAround } from './stopAround.js';

const MOMENTS = 20;
const TIMEOUT = 1000;
const order = { symbol: 'BTC_USDT.swap', type: 'buy', price: '1000', amount: '1' };

afterAll(killServed);

interface Keys {
  access_key: string;
  secret_key: string;
}

/** An exchange of which each order is one of an account that it has not seen before: its mode is read first. */
interface Venue {
  name: string;
  url: string;
  /** The folder to start the plugin in. */
  cwd?: string;
  keysOf(moment: number): Keys;
  /** Lets the next ticker, or the next look at an account's mode, take so many ms. */
  slow(what: 'ticker' | 'mode', ms: number): void;
  /** The access keys of the orders that arrived. */
  arrived(): unknown[];
  close(): Promise<void>;
}

async function startOkx(): Promise<Venue> {
  const keyOf = (moment: number) => `0f4d8c2e-7a61-4b53-9e0c-5d2a1b8f${1000 + moment}`;
  const accounts = Array.from({ length: MOMENTS + 1 }, (_, moment) => ({
    ...okxAccount,
    acctLv: '2' as const,
    accessKey: keyOf(moment),
  }));
  const double = await startOkxDouble({ accounts });
  const paths = { ticker: '/api/v5/market/ticker', mode: '/api/v5/account/config' };
  return {
    name: 'OKX',
    url: double.url,
    keysOf: (moment) => ({
      access_key: keyOf(moment),
      secret_key: `${okxAccount.secret},${okxAccount.passphrase}`,
    }),
    slow: (what, ms) => double.fault({ match: `GET ${paths[what]}`, kind: 'slow', ms }),
    arrived: () =>
      double.requests
        .filter(({ path }) => path === '/api/v5/trade/order')
        .map(({ headers }) => headers['ok-access-key']),
    close: () => double.close(),
  };
}

async function startBybit(): Promise<Venue> {
  const keyOf = (moment: number) => `DOUBLEbybitKEY${1000 + moment}`;
  const accounts = Array.from({ length: MOMENTS + 1 }, (_, moment) => ({
    ...bybitAccount,
    accessKey: keyOf(moment),
  }));
  const double = await startBybitDouble({ accounts });
  const paths = { ticker: '/v5/market/tickers', mode: '/v5/position/list' };
  return {
    name: 'Bybit',
    url: double.url,
    keysOf: (moment) => ({ access_key: keyOf(moment), secret_key: bybitAccount.secret }),
    slow: (what, ms) => double.fault({ match: `GET ${paths[what]}`, kind: 'slow', ms }),
    arrived: () =>
      double.requests
        .filter(({ path }) => path === '/v5/order/create')
        .map(({ headers }) => headers['x-bapi-api-key']),
    close: () => double.close(),
  };
}

/** An author's, which is not paced. */
const ADAPTER = `
import { defineExchange } from 'fmzproto';
import * as v from 'valibot';

export default defineExchange({
  name: 'Mine',
  baseUrl: 'https://mine.example',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  sign: (request, keys) => ({ ...request, headers: { ...request.headers, key: keys.access_key } }),
  createState: () => ({}),
  methods: {
    async ticker(_params, api) {
      const reply = await api.get('/ticker');
      throw new Error(reply.text);
    },
    async trade(_params, api) {
      await api.signedGet('/mode');
      await api.signedPost('/order', {});
      return { data: { id: '1' } };
    },
  },
});
`;

async function startMine(): Promise<Venue> {
  const cwd = await createFolder();
  await write(cwd, 'exchanges/mine/index.ts', ADAPTER);
  const delays = new Map<string, number[]>();
  const server = await startRecordingServer(async ({ path }) => {
    await sleep(delays.get(path)?.shift() ?? 0);
    return { body: {} };
  });
  return {
    name: 'Mine',
    url: server.url,
    cwd,
    keysOf: (moment) => ({ access_key: `key-of-moment-${moment}`, secret_key: 'a-secret-of-mine' }),
    slow: (what, ms) => delays.set(`/${what}`, [...(delays.get(`/${what}`) ?? []), ms]),
    arrived: () => server.requests.filter(({ path }) => path === '/order').map(({ headers }) => headers.key),
    async close() {
      await server.close();
      await rm(cwd, { recursive: true });
    },
  };
}

test.concurrent.each([
  ['OKX', startOkx],
  ['Bybit', startBybit],
  ['an adapter of an author', startMine],
])(
  '%s: no order is sent after FMZ was told that nothing was changed, whenever the process is stopped',
  async (_name, start) => {
    const venue = await start();
    const args = ['--timeout', String(TIMEOUT), '--base-url', `${venue.name}=${venue.url}`];
    const served = await startServe(args, venue.cwd === undefined ? {} : { cwd: venue.cwd });
    const ask = async (method: string, params: object, keys: Keys) => {
      const body = JSON.stringify({ ...keys, method, params });
      const response = await fetch(`${served.url}/${venue.name}`, { method: 'POST', body });
      return Object(await response.json());
    };
    const bench: StopBench = {
      served,
      timeout: TIMEOUT,
      askOther() {
        venue.slow('ticker', TIMEOUT);
        return ask('ticker', { symbol: 'BTC_USDT' }, { access_key: '', secret_key: '' });
      },
      order(moment, delay) {
        venue.slow('mode', delay);
        return ask('trade', order, venue.keysOf(moment));
      },
      arrived: (moment) => venue.arrived().filter((key) => key === venue.keysOf(moment).access_key).length,
    };
    // Reads what all orders need.
    while (!('data' in (await ask('trade', order, venue.keysOf(MOMENTS))))) await sleep(100);
    const told = await stopAround(bench, MOMENTS);
    await venue.close();
    expect(told.filter(({ error = '' }) => /nothing was (changed|sent)/.test(error))).not.toEqual([]);
    expectTruth(bench, told);
  },
  300_000,
);
