import { describe, expect, test } from 'vitest';
import { credentials, toCcxtKeys } from '../../../src/exchanges/ccxt/credentials.js';
import { parseWith } from '../../../src/protocol/parseWith.js';

const read = (access_key: string, secret_key: string) => parseWith(credentials, { access_key, secret_key });
const keysOf = (access_key: string, secret_key: string, required: string[]) =>
  toCcxtKeys('it', read(access_key, secret_key), required);

const address = `0x${'aB'.repeat(20)}`;
const key = `0x${'12'.repeat(32)}`;

describe('what the two boxes hold', () => {
  test.each([
    ['a', 's', ['apiKey', 'secret'], { apiKey: 'a', secret: 's' }],
    ['a', 's,p', ['apiKey', 'secret', 'password'], { apiKey: 'a', secret: 's', password: 'p' }],
    [
      'a',
      's,p,with,commas',
      ['apiKey', 'secret', 'password'],
      { apiKey: 'a', secret: 's', password: 'p,with,commas' },
    ],
    ['a', 's,7', ['apiKey', 'secret', 'uid'], { apiKey: 'a', secret: 's', uid: '7' }],
    ['a', 's,uid=7', ['apiKey', 'secret', 'uid'], { apiKey: 'a', secret: 's', uid: '7' }],
    ['a', 's,Passphrase=p', ['apiKey', 'secret', 'password'], { apiKey: 'a', secret: 's', password: 'p' }],
    [address, key, ['privateKey', 'walletAddress'], { walletAddress: address, privateKey: key }],
    [
      '',
      `walletAddress=${address},privateKey=${key}`,
      ['privateKey', 'walletAddress'],
      { walletAddress: address, privateKey: key },
    ],
    ['', 's', ['secret'], { secret: 's' }],
    ['7', 's', ['secret', 'uid'], { secret: 's', uid: '7' }],
    ['a', 'base64==', ['apiKey', 'secret'], { apiKey: 'a', secret: 'base64==' }],
    ['a', 'x=y=', ['apiKey', 'secret'], { apiKey: 'a', secret: 'x=y=' }],
  ])('%s | %s for %j', (access, secret, required, keys) => {
    expect(keysOf(access, secret, required)).toEqual(keys);
  });

  test('simulate is no passphrase', () => {
    expect(read('a', 's,p,simulate')).toMatchObject({ unnamed: ['s', 'p'], simulate: true });
    expect(read('a', 's,simulate,type=swap')).toMatchObject({ unnamed: ['s'], simulate: true });
    expect(read('a', 's, Simulate = TRUE ,uid=7')).toMatchObject({ unnamed: ['s'], simulate: true });
    expect(read('a', 's')).toMatchObject({ simulate: false });
  });

  test('options of ccxt', () => {
    expect(read('a', 's,options.portfolio=p1').options).toEqual({ portfolio: 'p1' });
  });

  test('settings are no keys', () => {
    expect(read('a', 's,type=swap,hedged=true').settings).toEqual({ type: 'swap', hedged: 'true' });
    expect(keysOf('a', 's,type=swap', ['apiKey', 'secret'])).toEqual({ apiKey: 'a', secret: 's' });
  });
});

test.each([
  [
    'a',
    's',
    ['apiKey', 'secret', 'password'],
    "it needs password (its passphrase): add password=... to FMZ's secret key box",
  ],
  [
    'a',
    's',
    ['apiKey', 'secret', 'uid', 'login'],
    "it needs uid, login: add uid=...,login=... to FMZ's secret key box",
  ],
  [
    '',
    's',
    ['apiKey', 'secret'],
    "it needs apiKey: the access key is the apiKey, other keys belong in FMZ's secret key box",
  ],
])('a missing key is named: %s | %s for %j', (access, secret, required, message) => {
  expect(() => keysOf(access, secret, required)).toThrow(message);
});

test.each(['s,simulat', 's,p,simulat', 's,p, Simulte', 's,p,simulate=1', 's,simulate = yes'])(
  'a misspelt simulate is no passphrase: %s',
  (secret) => {
    const word = secret.split(',').at(-1)?.trim();
    expect(() => read('a', secret)).toThrow(
      `has "${word}" in FMZ's secret key box: did you mean simulate? Write password=... where it is the passphrase`,
    );
  },
);

test.each(['s,demo', 's,foo=7', 's,uid=7,extra'])(
  'what is not known is refused, not left out: %s',
  (secret) => {
    expect(() => keysOf('a', secret, ['apiKey', 'secret'])).toThrow(
      "it accepts only its keys, name=value pairs and simulate: FMZ's secret key box holds something else",
    );
  },
);

test.each([
  ['s，simulate', 'full-width comma'],
  ['s,hedged=maybe', "needs true or false behind hedged= in FMZ's secret key box"],
  ['s,operatorId=abc', "needs a number behind operatorId= in FMZ's secret key box"],
  ['s,type=7', "needs a kind of account, such as spot or swap behind type= in FMZ's secret key box"],
])('%s is refused', (secret, message) => {
  expect(() => read('a', secret)).toThrow(message);
});

test.each([
  [key, address],
  ['foo', key],
  [address, 'foo'],
  [`${address}0`, key],
])('boxes that are swapped, or hold no wallet, are refused: %s | %s', (access, secret) => {
  expect(() => keysOf(access, secret, ['walletAddress', 'privateKey'])).toThrow(
    /^it needs a (walletAddress|private key)\b.*: check FMZ's two key boxes$/,
  );
});

test('an address is no private key', () => {
  expect(() => keysOf(key, address, ['privateKey'])).toThrow('it needs a private key, not an address');
});

test('empty boxes are no keys', () => {
  expect(() => read(' ', '')).toThrow('needs an API key');
});
