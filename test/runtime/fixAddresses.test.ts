import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FixServer } from '../../src/testing/startFixServer.js';
import { type RecordingServer, startRecordingServer, testExchange } from '../../src/testing.js';
import { forexExchange, forexKeys, startForexServer } from '../support/forexExchange.js';
import { type Envelope, type Plugin, startPlugin } from '../support/startPlugin.js';

let server: FixServer;
let other: FixServer;
let web: RecordingServer;
let plugin: Plugin | undefined;

beforeEach(async () => {
  server = await startForexServer();
  other = await startForexServer();
  web = await startRecordingServer(() => ({ body: [['1795000000', '1.1', '1.3', '1.0', '1.2', '5']] }));
});
afterEach(async () => {
  await plugin?.stop();
  plugin = undefined;
  await Promise.all([server.close(), other.close(), web.close()]);
});

type Parts = Parameters<typeof forexExchange>[0];

/** A broker whose candles go over HTTP. */
const mixed = (parts: Parts = {}) =>
  forexExchange({
    baseUrl: web.url,
    ...parts,
    methods: {
      async records(_params, api) {
        const reply = await api.get('/candles');
        return { data: [[1795000000, 1.1, 1.3, 1, 1.2, 5]], raw: reply.raw };
      },
    },
  });

async function start(baseUrls: Record<string, string>, exchange = forexExchange()): Promise<void> {
  plugin = await startPlugin({ exchanges: [exchange], baseUrls });
}

function call(method: string, keys = forexKeys): Promise<Envelope> {
  const params = { symbol: 'EUR_USD', id: 'mine', period: 60 };
  return plugin?.call('Forex', method, params, keys) ?? Promise.reject(new Error('it was not started'));
}

const sides = (which: FixServer) => which.sessions.map(({ logon }) => logon.get(57));

describe('an exchange that speaks FIX alone', () => {
  test('its name moves its first line, and the others are moved by their own', async () => {
    await start({ Forex: server.url, 'Forex.quote': other.url });
    expect(await call('order')).toHaveProperty('data');
    expect(await call('ticker')).toHaveProperty('data');
    expect([sides(server), sides(other)]).toEqual([['TRADE'], ['QUOTE']]);
  });

  test('the first line may be named as well', async () => {
    await start({ 'Forex.trade': server.url, 'Forex.quote': other.url });
    expect(await call('order')).toHaveProperty('data');
    expect(sides(server)).toEqual(['TRADE']);
  });

  test('a line that was forgotten is not asked at its live address', async () => {
    await start({ Forex: server.url });
    expect(await call('order')).toHaveProperty('data');
    expect(await call('ticker')).toEqual({
      error: `fix+tls://quote.broker.invalid:5212 was not asked: --base-url moved Forex to ${server.url}, and not its line quote: start again with --base-url Forex.quote=fix+tls://HOST:PORT as well; nothing was sent`,
    });
  });

  test('one line alone may be moved, and one may be named where it stands', async () => {
    await start({ 'Forex.quote': other.url }, forexExchange({ trade: { address: server.url } }));
    expect(await call('order')).toHaveProperty('data');
    expect(await call('ticker')).toHaveProperty('data');
    await plugin?.stop();
    await start(
      { Forex: server.url },
      forexExchange({ trade: { address: server.url }, quote: { address: other.url } }),
    );
    expect(await call('ticker')).toHaveProperty('data');
    expect([sides(server), sides(other)]).toEqual([['TRADE'], ['QUOTE', 'QUOTE']]);
  });

  test('an address of HTTP is refused, though it may have been right for what had its name before', async () => {
    await start({ Forex: web.url });
    expect(await call('order')).toEqual({
      error: `Forex was not asked: --base-url Forex=${web.url} is not an address of FIX: start again with --base-url Forex=fix+tls://HOST:PORT; nothing was sent`,
    });
  });

  test('each account has the address that its keys name', async () => {
    const byBroker = new Map([
      ['demo.one.1', server.url],
      ['demo.two.2', other.url],
      ['demo.three.3', 'https://three.example.com'],
    ]);
    const address = ({ sender }: { sender: string }) => byBroker.get(sender) ?? '';
    await start({}, forexExchange({ trade: { address } }));
    for (const access_key of ['demo.one.1', 'demo.two.2'])
      expect(await call('order', { ...forexKeys, access_key })).toHaveProperty('data');
    expect([server.count('H'), other.count('H')]).toEqual([1, 1]);
    expect(await call('order', { ...forexKeys, access_key: 'demo.three.3' })).toEqual({
      error: 'the keys do not give the line trade of Forex an address like fix+tls://fix.example.com:5212',
    });
  });
});

describe('lines beside hosts', () => {
  test('both are moved, each by its name, and prices need no keys', async () => {
    await start(
      { Forex: web.url, 'Forex.trade': server.url, 'Forex.quote': other.url },
      mixed({ baseUrl: 'https://api.broker.invalid' }),
    );
    expect(await call('records', { access_key: '', secret_key: '' })).toHaveProperty('data');
    expect(await call('order')).toHaveProperty('data');
    expect(await call('ticker')).toHaveProperty('data');
    web.expectRequests(['GET /candles']);
    expect([sides(server), sides(other)]).toEqual([['TRADE'], ['QUOTE']]);
  });

  test('a line that was forgotten is not asked, and neither is a host where an address of FIX stands', async () => {
    await start({ Forex: web.url }, mixed({ baseUrl: 'https://api.broker.invalid' }));
    expect(await call('records')).toHaveProperty('data');
    expect((await call('order')).error).toContain(
      `--base-url moved Forex to ${web.url}, and not its line trade: start again with --base-url Forex.trade=fix+tls://HOST:PORT as well`,
    );
    await plugin?.stop();
    await start({ Forex: server.url }, mixed());
    expect((await call('records')).error).toContain(
      `${web.url} was not asked: --base-url Forex=${server.url} is not an address of HTTP`,
    );
    expect(web.requests).toHaveLength(1);
  });

  test('a moved line leaves the API where it is', async () => {
    await start({ 'Forex.trade': server.url, 'Forex.quote': other.url }, mixed());
    expect(await call('records')).toHaveProperty('data');
    expect(await call('order')).toHaveProperty('data');
  });
});

describe('testExchange', () => {
  const asked = { symbol: 'EUR_USD', id: 'mine', period: 60 };

  test('takes one address for all lines, or one for each', async () => {
    const one = testExchange(forexExchange(), { baseUrl: server.url, keys: forexKeys });
    expect((await one.call('order', asked)).data.id).toBe('4711');
    expect((await one.call('ticker', asked)).data.buy).toBe('1.10');
    await one.close();
    expect(sides(server)).toEqual(['TRADE', 'QUOTE']);
    const each = testExchange(forexExchange(), {
      ...{ baseUrl: { trade: server.url, quote: other.url }, keys: forexKeys },
    });
    expect((await each.call('ticker', asked)).data.buy).toBe('1.10');
    await each.close();
    expect(sides(other)).toEqual(['QUOTE']);
    expect(other.received.at(-1)?.type).toBe('5');
  });

  test('takes addresses of lines and of hosts together', async () => {
    const tester = testExchange(mixed({ baseUrl: 'https://api.broker.invalid' }), {
      ...{ baseUrl: { api: web.url, trade: server.url }, keys: forexKeys },
    });
    expect((await tester.call('records', asked)).data).toHaveLength(1);
    expect((await tester.call('order', asked)).data.id).toBe('4711');
    await expect(tester.call('ticker', asked)).rejects.toThrow('and not its line quote');
    await tester.close();
  });
});
