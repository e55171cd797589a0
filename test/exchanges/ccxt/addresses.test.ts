import { describe, expect, test } from 'vitest';
import { CallContext } from '../../../src/exchanges/ccxt/calls/callContext.js';
import type { CcxtExchange } from '../../../src/exchanges/ccxt/instance/ccxtTypes.js';
import { createInstance } from '../../../src/exchanges/ccxt/instance/createInstance.js';
import { demoOf } from '../../../src/exchanges/ccxt/instance/features.js';
import { listEndpoints } from '../../../src/exchanges/ccxt/io.js';
import { findCcxt, knownIds, loadClass } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { RateLimiter } from '../../../src/http/RateLimiter.js';
import { ProtocolError } from '../../../src/protocol/ProtocolError.js';
import { Hosts } from '../../../src/runtime/Hosts.js';
import { bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import { KEYS, OPTIONS, usual } from './offlineExchange.js';
import { useCcxt } from './useCcxt.js';

/** What no single part of a path can be. */
const attempts: readonly unknown[] = [
  '../../admin',
  '..',
  '.',
  '...',
  '../BTC-EUR',
  'BTC-EUR/../../admin',
  'BTC-EUR/..',
  './BTC-EUR',
  '/BTC-EUR',
  'BTC-EUR/',
  '//evil.example',
  '..\\..\\admin',
  'BTC-EUR\\admin',
  '%2e%2e',
  '%2E%2E',
  '%2e%2e%2fadmin',
  '.%2e',
  '%2e',
  '%252e%252e',
  'BTC%2FEUR',
  'BTC-EUR%00',
  '..;',
  '..;a',
  'BTC-EUR?depth=1',
  '?',
  'BTC-EUR#',
  '#',
  'BTC-EUR\n',
  'BTC-EUR\r\nX-Evil: 1',
  '\t..',
  ' ..',
  'BTC EUR',
  '\u0000',
  '\u007f',
  '.\u200b.',
  '\u2028',
  '',
  ' ',
  null,
  ['..', 'admin'],
  { a: '..' },
];

const { double, call, dataOf } = useCcxt('bitvavo', startBitvavo, bitvavoKeys);

describe('a value of a path', () => {
  test.each(attempts.map((value) => [value]))('%j is refused, and nothing is sent', async (market) => {
    await call('markets');
    const before = double().requests.length;
    const { error } = await call('__api_publicGetMarketBook', { market });
    const sent = double()
      .requests.slice(before)
      .map(({ path }) => path);
    expect(sent).toEqual([]);
    expect(error).toMatch(/market .*cannot be a part of a path|market is missing/);
    expect(error).not.toContain('internal error');
  });

  test('one that is not there is named', async () => {
    const before = double().requests.length;
    expect((await call('__api_publicGetMarketBook', { depth: 5 })).error).toContain(
      'market is missing: it is a part of the path',
    );
    expect(double().requests).toHaveLength(before);
  });

  test.each(['BTC-EUR', "$&$'$`$$", "a:b@c!d'e(f)*+,;=~_-.", '币安'])(
    '%s is sent as it is',
    async (market) => {
      await call('__api_publicGetMarketBook', { market });
      expect(decodeURIComponent(double().requests.at(-1)?.path ?? '')).toBe(`/v2/${market}/book`);
    },
  );
});

test.each(['../../admin', '..', '%2e%2e', 'a?b=1', 'a#b', ''])(
  'an order id of %j never asks for something else',
  async (id) => {
    await dataOf('markets');
    const before = double().requests.length;
    for (const method of ['order', 'cancel', 'modifyorder'])
      await call(method, { id: `BTC-EUR,${id}`, type: 'buy', price: '1', amount: '1' });
    for (const { path } of double().requests.slice(before)) expect(path).toBe('/v2/order');
  },
);

describe('every exchange of ccxt', () => {
  const ccxt = findCcxt();

  async function open(
    id: string,
    { context = new CallContext(), simulate = false } = {},
  ): Promise<CcxtExchange> {
    if (!ccxt) throw new Error('ccxt is not installed');
    const exchange = createInstance(await loadClass(ccxt, id), context, {
      name: id,
      limiter: new RateLimiter(id),
      keys: { ...usual, ...KEYS[id] },
      simulate,
    });
    Object.assign(exchange.options, OPTIONS[id]);
    return exchange;
  }

  /** The address that ccxt makes of an endpoint whose placeholders all stand for a value. */
  function addressOf(
    exchange: CcxtExchange,
    endpoint: ReturnType<typeof listEndpoints>[number],
    value: unknown,
  ) {
    const names = [...endpoint.name.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '');
    const params = Object.fromEntries(names.map((name) => [name, value]));
    try {
      return exchange.sign(endpoint.name, endpoint.api, endpoint.verb, params).url;
    } catch (error) {
      return error;
    }
  }

  test.each(knownIds)('%s: a path keeps its parts, whatever the values are', async (id) => {
    const exchange = await open(id);
    const endpoints = listEndpoints(exchange.api).filter(({ name }) => name.includes('{'));
    for (const endpoint of endpoints) {
      const usualAddress = addressOf(exchange, endpoint, 'aB1');
      // A few cannot be signed without more than there is here.
      if (typeof usualAddress !== 'string') continue;
      for (const value of attempts) {
        const got = addressOf(exchange, endpoint, value);
        expect(
          got instanceof ProtocolError,
          `${endpoint.name} with ${JSON.stringify(value)}: ${String(got)}`,
        ).toBe(true);
      }
    }
  });

  test.each(knownIds)('%s: nothing that it can be asked for would be refused as another host', async (id) => {
    const context = new CallContext();
    const exchanges = [await open(id, { context })];
    if (demoOf(exchanges[0] ?? { id, urls: {} })) exchanges.push(await open(id, { context, simulate: true }));
    const hosts = new Hosts(id, []);
    const addresses = exchanges.flatMap((exchange) =>
      listEndpoints(exchange.api).map((endpoint) => addressOf(exchange, endpoint, 'aB1')),
    );
    const made = addresses.filter((address) => typeof address === 'string');
    const targets = made.map((url) => {
      const { host, path } = hosts.ofUrl(url, undefined, context.origins);
      return host.origin + path;
    });
    expect(targets).toEqual(made);
    expect(made.length).toBeGreaterThan(0);
    expect(() => hosts.ofUrl('https://api.evil.example/v1', undefined, context.origins)).toThrow(
      'has no API at',
    );
  });
});
