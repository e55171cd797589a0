import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import type { Exchange } from '../../src/adapter/Exchange.js';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { type RecordingServer, type ServerAnswer, startRecordingServer } from '../../src/testing.js';
import { exampleTicker } from '../support/exampleExchange.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const others = { ...netKeys, access_key: 'access-key-of-others' };
const slow = { limits: { default: { requests: 1, per: 1000, by: 'ip' } } } as const;
const all = (envelopes: readonly object[], expected: object) =>
  expect(envelopes).toMatchObject(envelopes.map(() => expected));

let plugin: Plugin | undefined;
let venue: RecordingServer | undefined;

afterEach(async () => {
  await plugin?.stop();
  await venue?.close();
});

/** A venue whose answers are held until the test lets them go. */
async function start(exchange: Exchange, entered: () => number = () => 0) {
  const held: ((answer: ServerAnswer) => void)[] = [];
  const server = await startRecordingServer(() => new Promise((resolve) => held.push(resolve)));
  const running = await startPlugin({
    exchanges: [exchange],
    baseUrls: { Net: server.url },
    timeout: 60_000,
  });
  [venue, plugin] = [server, running];
  return {
    server,
    log: running.log,
    ask: (method: string, params: object = {}, keys = netKeys) => running.call('Net', method, params, keys),
    entered: (count: number) => expect.poll(entered).toBe(count),
    arrived: (count: number) => expect.poll(() => held.length).toBe(count),
    answer: (index: number, answer: ServerAnswer = { body: { n: index } }) => held[index]?.(answer),
  };
}

/** What an author may make of keys: nothing of it can be seen from outside. */
class Signer {
  readonly #key: string;
  constructor(key: string) {
    this.#key = key;
  }
  get header(): string {
    return this.#key;
  }
}

test('accounts are told apart whatever the adapter makes of their keys', async () => {
  const hidden = defineExchange<Signer, object>({
    ...slow,
    name: 'Net',
    baseUrl: 'https://net.example',
    credentials: v.pipe(
      v.object({ access_key: v.string(), secret_key: v.string() }),
      v.transform(({ access_key }) => new Signer(access_key)),
    ),
    sign: (request, keys) => ({ ...request, headers: { ...request.headers, key: keys.header } }),
    createState: () => ({}),
    methods: {
      accounts: async (_params, api) => ({ data: [], raw: (await api.signedGet('/account')).raw }),
    },
  });
  const { server, ask, arrived, answer } = await start(hidden);
  const first = ask('accounts');
  await arrived(1);
  const [mine, theirs] = [ask('accounts'), ask('accounts', {}, others)];
  answer(0);
  await arrived(2);
  answer(1);
  await arrived(3);
  answer(2);
  await Promise.all([first, mine, theirs]);
  expect(new Set(server.requests.slice(1).map(({ headers }) => headers.key))).toEqual(
    new Set([netKeys.access_key, others.access_key]),
  );
});

test('what is asked for in a body is not shared with what another body asks for', async () => {
  const net = networkExchange({
    methods: {
      async ticker({ symbol }, api) {
        const { raw } = await api.request({ path: '/ticker', body: { pair: symbol.name } });
        return { data: { ...exampleTicker, symbol: symbol.name }, raw };
      },
    },
  });
  const { server, ask, arrived, answer } = await start(net);
  const asked = [ask('ticker', { symbol: 'LTC_USDT' }), ask('ticker', { symbol: 'BTC_USDT' })];
  await arrived(2);
  for (const index of [0, 1]) answer(index);
  await Promise.all(asked);
  expect(server.requests.map(({ body }) => body).sort()).toEqual([
    '{"pair":"BTC_USDT"}',
    '{"pair":"LTC_USDT"}',
  ]);
});

test('an order that an exchange takes by GET is not shared', async () => {
  const net = networkExchange({
    ...slow,
    methods: {
      async trade(_params, api) {
        return { data: { id: '1' }, raw: (await api.signedGet('/private/buy', { amount: 1 })).raw };
      },
    },
  });
  const { server, ask, arrived, answer } = await start(net);
  const orders = [ask('trade', netOrder), ask('trade', netOrder), ask('trade', netOrder)];
  for (const index of orders.keys()) {
    await arrived(index + 1);
    answer(index);
  }
  all(await Promise.all(orders), { data: { id: '1' } });
  expect(server.requests).toHaveLength(3);
});

test('no error that others get shows the signature of the request that was sent for all', async () => {
  let count = 0;
  const net = networkExchange({
    ...slow,
    sign(request, keys) {
      count += 1;
      const signature = `signature-number-${count}`;
      return { ...request, headers: { ...request.headers, key: keys.access_key, signature } };
    },
    reject(reply) {
      if (reply.status === 400) throw new ExchangeError({ code: '7', message: reply.text });
    },
    methods: {
      accounts: async (_params, api) => ({ data: [], raw: (await api.signedGet('/account')).raw }),
    },
  });
  const { server, log, ask } = await start(net);
  server.answer = ({ headers }) => ({ status: 400, body: `bad signature ${headers.signature}` });
  const told = await Promise.all([1, 2, 3, 4].map(() => ask('accounts')));
  expect(server.requests).toHaveLength(2);
  for (const { error } of told) expect(error).toContain('bad signature ***');
  expect(log()).not.toContain('signature-number');
});

test('what waits beside a read that is not sent after all fails for the same reason', async () => {
  let entered = 0;
  const net = networkExchange({
    ...slow,
    methods: {
      async ticker({ symbol }, api) {
        entered += 1;
        const { raw } = await api.get('/ticker', { pair: symbol.name });
        return { data: { ...exampleTicker, symbol: symbol.name }, raw };
      },
    },
  });
  const venue = await start(net, () => entered);
  const first = venue.ask('ticker', { symbol: 'BTC_USDT' });
  await venue.arrived(1);
  const waiting = Array.from({ length: 4 }, (_, index) =>
    venue.ask('ticker', { symbol: 'LTC_USDT' }, { ...netKeys, access_key: `access-key-${index}` }),
  );
  await venue.entered(5);
  venue.answer(0, { status: 429, headers: { 'retry-after': '600' }, body: {} });
  await first;
  const errors = (await Promise.all(waiting)).map(({ error }) => error?.replace(/[\d.]+ s/, 'N s'));
  expect([...new Set(errors)]).toEqual([expect.stringContaining('429')]);
});
