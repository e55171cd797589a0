import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defineExchange } from '../../../src/adapter/defineExchange.js';
import { exchangesWithApi, parseBaseUrls } from '../../../src/cli/plugin/baseUrls.js';
import { UsageError } from '../../../src/cli/terminal/errors.js';

const line = { address: 'fix+tls://fix.example.com:5212', sender: 'ME', target: 'VENUE', logon: () => [] };

function named(name: string, parts: object): ReturnType<typeof defineExchange> {
  const definition = {
    name,
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState: () => ({}),
    methods: {},
  };
  return defineExchange(Object.assign(definition, parts));
}

const known = exchangesWithApi({
  exchanges: [
    named('Forex', { fix: { lines: { trade: line, quote: line } } }),
    named('Mixed', { baseUrl: 'https://api.example.com', fix: { lines: { trade: line } } }),
    named('Web', { baseUrl: 'https://api.example.com' }),
    named('None', {}),
  ],
  failed: [{ name: 'Broken', reason: 'it cannot be loaded' }],
});

const parse = (...values: string[]) => Object.fromEntries(parseBaseUrls(values, { known, streaming: [] }));

test('the name of an exchange that speaks FIX alone moves its first line, and others go by theirs', () => {
  expect(
    parse('Forex=fix+tls://demo.example.com:5212', 'forex.QUOTE=fix+tls://Demo.example.com:5211/'),
  ).toEqual({ forex: 'fix+tls://demo.example.com:5212', 'forex.quote': 'fix+tls://demo.example.com:5211' });
  expect(parse('Forex.trade=fix://localhost:5202')).toEqual({ 'forex.trade': 'fix://localhost:5202' });
  expect(parse('Forex=fix://[::1]:5202')).toEqual({ forex: 'fix://[::1]:5202' });
});

test('beside hosts a line is moved by its own name', () => {
  expect(parse('Mixed=http://127.0.0.1:7001,Mixed.trade=fix://127.0.0.1:7002')).toEqual({
    mixed: 'http://127.0.0.1:7001',
    'mixed.trade': 'fix://127.0.0.1:7002',
  });
});

test('one that cannot be loaded yet may have either', () => {
  expect(parse('Broken=fix://127.0.0.1:7002')).toEqual({ broken: 'fix://127.0.0.1:7002' });
  expect(parse('Broken=http://127.0.0.1:7002')).toEqual({ broken: 'http://127.0.0.1:7002' });
});

const takesFix = (name: string) =>
  `--base-url takes ${name}=fix+tls://HOST:PORT, or fix:// to this machine: ${name} is reached over FIX`;

test.each([
  ['Forex=https://demo.example.com', takesFix('Forex')],
  ['Forex=demo.example.com:5212', takesFix('Forex')],
  ['Forex=fix+tls://user@demo.example.com:5212', takesFix('Forex')],
  ['Forex.quote=http://127.0.0.1:5211', takesFix('Forex.quote')],
  ['Mixed.trade=http://127.0.0.1:5211', takesFix('Mixed.trade')],
  [
    'Mixed=fix://127.0.0.1:5211',
    '--base-url takes Mixed=URL, like OKX=https://eea.okx.com: Mixed is reached over HTTP; for FIX Mixed.trade=URL',
  ],
  [
    'Web=fix+tls://demo.example.com:5212',
    '--base-url takes Web=URL, like OKX=https://eea.okx.com: Web is reached over HTTP',
  ],
  [
    'Forex=fix://demo.example.com:5202',
    '--base-url Forex=fix://demo.example.com:5202 would send passwords unencrypted: use fix+tls',
  ],
  [
    'Forex=fix+tls://demo.example.com',
    '--base-url Forex=fix+tls://demo.example.com names no port: write Forex=fix+tls://demo.example.com:PORT',
  ],
  [
    'Forex=fix+tls://demo.example.com:5212/QUOTE',
    '--base-url takes an address without a path: Forex=fix+tls://demo.example.com:5212',
  ],
  [
    'Forex.prices=fix+tls://demo.example.com:5212',
    '--base-url names Forex.prices: write Forex=URL for its line trade, or one of Forex.trade, Forex.quote',
  ],
  [
    'Mixed.quote=fix://127.0.0.1:1',
    '--base-url names Mixed.quote: write Mixed=URL for its API, or Mixed.trade=URL',
  ],
  ['Forx=fix://127.0.0.1:1', '--base-url names Forx, which has no API here: did you mean Forex?'],
])('%s', (value, message) => {
  expect(() => parse(value)).toThrow(new UsageError(message));
});
