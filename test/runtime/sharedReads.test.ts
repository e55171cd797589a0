import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { EndpointLimit } from '../../src/adapter/EndpointLimit.js';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { type RecordingServer, type ServerAnswer, startRecordingServer } from '../../src/testing.js';
import { exampleTicker } from '../support/exampleExchange.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const MANY = 20;
const others = { ...netKeys, access_key: 'access-key-of-others' };

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

/** A venue whose answers are held until the test lets them go. */
async function start(default_?: EndpointLimit) {
  let entered = 0;
  const held: ((answer: ServerAnswer) => void)[] = [];
  const net = networkExchange({
    ...(default_ && { limits: { default: default_ } }),
    reject({ status }) {
      if (status === 400) throw new ExchangeError({ code: '7', message: 'no such pair' });
      if (status === 500) throw new ExchangeError({ code: '8', message: 'busy', outcome: 'unknown' });
    },
    methods: {
      async ticker({ symbol }, api) {
        entered += 1;
        const { raw } = await api.get('/ticker', { pair: symbol.name });
        return { data: { ...exampleTicker, symbol: symbol.name }, raw };
      },
      async accounts(_params, api) {
        entered += 1;
        return { data: [], raw: (await api.signedGet('/account')).raw };
      },
      async trade(_params, api) {
        return { data: { id: '1' }, raw: (await api.signedPost('/order', {})).raw };
      },
    },
  });
  const venue = await startRecordingServer(() => new Promise((resolve) => held.push(resolve)));
  const running = await startPlugin({ exchanges: [net], baseUrls: { Net: venue.url }, timeout: 60_000 });
  [server, plugin] = [venue, running];
  return {
    venue,
    url: running.url,
    ask: (method: string, params: object = {}, keys = netKeys) => running.call('Net', method, params, keys),
    /** So many calls have come to where they ask the venue. */
    entered: (count: number) => expect.poll(() => entered).toBe(count),
    arrived: (count: number) => expect.poll(() => held.length).toBe(count),
    answer: (index: number, answer: ServerAnswer = { body: { n: index } }) => held[index]?.(answer),
  };
}

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const ltc = { symbol: 'LTC_USDT' };

test('what anybody can see is sent once while it is under way, for all accounts', async () => {
  const { venue, ask, entered, arrived, answer } = await start();
  const asked = times(MANY, (index) => ask('ticker', ltc, index % 2 ? netKeys : others));
  await arrived(1);
  const other = ask('ticker', { symbol: 'BTC_USDT' });
  await arrived(2);
  await entered(MANY + 1);
  answer(0);
  answer(1);
  expect(await Promise.all(asked)).toEqual(
    times(MANY, () => ({ data: { ...exampleTicker, symbol: 'LTC_USDT' }, raw: { n: 0 } })),
  );
  expect(await other).toMatchObject({ raw: { n: 1 } });
  expect(venue.requests.map(({ query }) => query)).toEqual(['pair=LTC_USDT', 'pair=BTC_USDT']);
});

test('what was answered is asked for anew', async () => {
  const { ask, arrived, answer } = await start();
  for (const index of [0, 1]) {
    const asked = ask('ticker', ltc);
    await arrived(index + 1);
    answer(index);
    expect(await asked).toMatchObject({ raw: { n: index } });
  }
});

test('reads that wait for a rate limit are sent once, whosever turn comes first', async () => {
  const { venue, ask, entered, arrived, answer } = await start({ requests: 1, per: 1000, by: 'ip' });
  const first = ask('ticker', { symbol: 'BTC_USDT' });
  await arrived(1);
  const asked = times(MANY, (index) =>
    ask('ticker', ltc, { ...netKeys, access_key: `access-key-${index % 4}` }),
  );
  answer(0);
  await first;
  await entered(MANY + 1);
  await arrived(2);
  answer(1);
  for (const told of await Promise.all(asked)) expect(told).toMatchObject({ raw: { n: 1 } });
  expect(venue.requests).toHaveLength(2);
});

test('what an account asks for is shared while it waits, with nobody else, and not when it is under way', async () => {
  const { venue, ask, entered, arrived, answer } = await start({ requests: 1, per: 1000, by: 'key' });
  const first = ask('accounts');
  await arrived(1);
  const mine = times(MANY, () => ask('accounts'));
  const theirs = ask('accounts', {}, others);
  await entered(MANY + 2);
  await arrived(2);
  answer(0);
  answer(1);
  await arrived(3);
  answer(2);
  await Promise.all([first, theirs]);
  for (const told of await Promise.all(mine)) expect(told).toMatchObject({ raw: { n: 2 } });
  expect(venue.requests.map(({ headers }) => headers.key)).toEqual([
    netKeys.access_key,
    others.access_key,
    netKeys.access_key,
  ]);
});

test('writes are never shared', async () => {
  const { ask, arrived, answer } = await start();
  const orders = times(5, () => ask('trade', netOrder));
  await arrived(5);
  for (const index of orders.keys()) answer(index);
  expect(await Promise.all(orders)).toMatchObject(times(5, () => ({ data: { id: '1' } })));
});

test('a refusal is for all who asked', async () => {
  const { venue, ask, entered, arrived, answer } = await start();
  const asked = times(MANY, () => ask('ticker', ltc));
  await arrived(1);
  await entered(MANY);
  answer(0, { status: 400, body: {} });
  for (const { error } of await Promise.all(asked)) expect(error).toContain('no such pair');
  expect(venue.requests).toHaveLength(1);
});

test('what decided nothing is repeated, and then answers all', async () => {
  const { venue, ask, arrived, answer } = await start();
  const asked = times(MANY, () => ask('ticker', ltc));
  await arrived(1);
  venue.answer = () => ({ body: { n: 1 } });
  answer(0, { status: 500, body: {} });
  for (const told of await Promise.all(asked)) expect(told).toMatchObject({ raw: { n: 1 } });
});

test('who gives up takes nobody along', async () => {
  const { url, ask, entered, arrived, answer } = await start();
  const body = JSON.stringify({ ...netKeys, method: 'ticker', nonce: 1, params: ltc });
  const leaving = connect(Number(new URL(url).port), '127.0.0.1');
  leaving.on('error', () => undefined);
  leaving.write(`POST /Net HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await arrived(1);
  const staying = times(MANY, () => ask('ticker', ltc));
  await entered(MANY + 1);
  leaving.resetAndDestroy();
  await arrived(2);
  answer(1);
  for (const told of await Promise.all(staying)) expect(told).toMatchObject({ raw: { n: 1 } });
});
