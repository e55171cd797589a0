import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';

const address = 'fix+tls://fix.example.com:5212';
const trade = { address, sender: 'ME', target: 'VENUE', logon: () => [] };

/** Written as somebody writes it whom no compiler helps. */
function define(parts: object): ReturnType<typeof defineExchange> {
  const definition = {
    name: 'Example',
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState: () => ({}),
    methods: {},
  };
  return defineExchange(Object.assign(definition, parts));
}

test('what a definition says of its lines', () => {
  expect(define({})).toMatchObject({ lines: [], publicData: true });
  const lines = { trade, quote: { ...trade, address: () => address } };
  expect(define({ fix: { lines } })).toMatchObject({ lines: ['trade', 'quote'], addresses: [] });
});

test('whoever speaks FIX alone tells nothing without keys, unless it says so', () => {
  const fix = { lines: { trade } };
  expect(define({ fix }).publicData).toBe(false);
  expect(define({ fix, publicData: true }).publicData).toBe(true);
  expect(define({ fix, baseUrl: 'https://api.example.com' }).publicData).toBe(true);
  expect(define({ fix, hosts: { api: 'https://api.example.com' } }).publicData).toBe(true);
});

test('every part of a line that there is', () => {
  const line = {
    ...trade,
    ...{ version: 'FIXT.1.1', heartbeat: 10, resets: false, writes: ['D'] },
    ...{ header: [[57, 'TRADE']], ids: { requests: { D: 11 }, answers: { 8: [41] } } },
    ...{ reject: () => undefined, limit: { requests: 50, per: 1000 }, subjectOf: () => undefined },
  };
  expect(define({ fix: { lines: { trade: line } } }).lines).toEqual(['trade']);
  expect(define({ fix: { lines: { trade: { ...trade, address: 'fix://127.0.0.1:5202' } } } }).lines).toEqual([
    'trade',
  ]);
});

test.each<[object, string]>([
  [{ lines: {} }, 'fix.lines must hold a line'],
  [{ lines: [] }, 'fix.lines must hold a line'],
  [{}, 'fix.lines'],
  [{ lines: { trade: { ...trade, address: 'https://fix.example.com' } } }, 'fix.lines.trade.address must be'],
  [
    { lines: { trade: { ...trade, address: 'fix+tls://fix.example.com' } } },
    'must be an address like fix+tls',
  ],
  [{ lines: { trade: { ...trade, address: 'fix://fix.example.com:1' } } }, 'for this machine alone'],
  [{ lines: { trade: { ...trade, address: `${address}/path` } } }, 'fix.lines.trade.address must be'],
  [{ lines: { trade: { ...trade, sender: '' } } }, 'fix.lines.trade.sender'],
  [{ lines: { trade: { ...trade, logon: undefined } } }, 'fix.lines.trade.logon'],
  [{ lines: { trade: { ...trade, heartbeat: 0 } } }, 'fix.lines.trade.heartbeat must be 1 s or more'],
  [{ lines: { trade: { ...trade, header: { 57: 'TRADE' } } } }, 'fix.lines.trade.header must be a list'],
  [{ lines: { trade: { ...trade, adress: address } } }, 'fix.lines.trade.adress'],
  [{ lines: { stream: trade } }, 'fix.lines: the name stream is taken'],
  [{ lines: { api: trade } }, 'fix.lines: the name api is taken'],
  [{ lines: { Trade: trade, trade } }, 'fix.lines: the name trade is taken'],
  [{ lines: { 'market.data': trade } }, 'fix.lines: the name "market.data" must be letters'],
])('%j: %s', (fix, message) => {
  expect(() => define({ fix })).toThrow(TypeError);
  expect(() => define({ fix })).toThrow(message);
});

test('a line and a host never share a name', () => {
  const hosts = { api: 'https://api.example.com', trade: 'https://trade.example.com' };
  expect(() => define({ hosts, fix: { lines: { trade } } })).toThrow('fix.lines: the name trade is taken');
});
