import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { Addresses } from '../../src/loading/Addresses.js';

const streams = {
  url: 'wss://stream.example.com',
  paths: { public: '/ws' },
  ping: { text: 'ping', after: 5000, within: 5000 },
  limits: { connections: { requests: 3, per: 1000 } },
  subscribe: () => '',
  unsubscribe: () => '',
  read: () => undefined,
  methods: {},
};
const define = (name: string, changes: object = {}) =>
  defineExchange({
    name,
    baseUrl: 'https://api.example.com',
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState: () => ({}),
    streams: { ...streams, ...changes },
    methods: {},
  });

describe('streams of a definition', () => {
  it('are told of by the exchange', () => {
    expect(define('Example').streams).toBe(true);
  });

  it.each([
    [{ url: 'https://stream.example.com' }, 'streams.url must be an address without a path'],
    [{ url: 'wss://stream.example.com/ws' }, 'streams.url must be an address without a path'],
    [{ paths: { public: 'ws' } }, 'streams.paths.public must begin with a slash'],
    [{ ping: { text: 'ping', after: 0, within: 1 } }, 'streams.ping.after must be above 0'],
    [{ limits: {} }, 'streams.limits.connections'],
    [{ limits: { ...streams.limits, topics: 0 } }, 'streams.limits.topics must be 1 or more'],
    [{ read: undefined }, 'streams.read'],
    [{ methods: { ticker: 1 } }, 'streams.methods.ticker is not a function'],
    [{ methods: { markets: () => undefined } }, 'ticker, depth, trades, records, fundings'],
  ])('%j', (changes, message) => {
    expect(() => define('Example', changes)).toThrow(TypeError);
    expect(() => define('Example', changes)).toThrow(message);
  });
});

it('the address of --base-url stays with streams whose exchange gets another name', () => {
  const addresses = new Addresses(
    new Map([
      ['one', 'http://127.0.0.1:1'],
      ['one.stream', 'ws://127.0.0.1:2'],
    ]),
  );
  addresses.fit([{ exchange: define('One'), source: 'folder' }], []);
  const { baseUrls } = addresses.fit([{ exchange: define('Two'), source: 'folder' }], []);
  expect(baseUrls?.get('two')).toBe('http://127.0.0.1:1');
  expect(baseUrls?.get('two.stream')).toBe('ws://127.0.0.1:2');
});
