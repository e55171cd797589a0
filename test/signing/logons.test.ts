import { expect, test } from 'vitest';
import type { LogonContext } from '../../src/adapter/FixDefinition.js';
import { encodeMessage } from '../../src/fix/encode.js';
import type { FixField } from '../../src/fix/FixMessage.js';
import { parseUtc } from '../../src/fix/utc.js';
import { type ApiKeys, base64Key, type PassphraseKeys } from '../../src/signing/ApiKeys.js';
import { ed25519Logon } from '../../src/signing/ed25519Logon.js';
import { hmacLogon } from '../../src/signing/hmacLogon.js';
import { nonceLogon } from '../../src/signing/nonceLogon.js';
import { passwordLogon } from '../../src/signing/passwordLogon.js';

const sendingTime = '20240627-11:17:25.223';
const now = 1719487045223;

function contextOf<Keys>(keys: Keys, more: Partial<LogonContext<Keys>> = {}): LogonContext<Keys> {
  return { keys, sender: 'me', target: 'you', sequence: '1', sendingTime, now, ...more };
}

test('a password, with or without a user name', () => {
  const keys = { login: '12345', password: 'pass,word' };
  const password = ({ password }: typeof keys) => password;
  expect(passwordLogon({ username: ({ login }: typeof keys) => login, password })(contextOf(keys))).toEqual([
    [553, '12345'],
    [554, 'pass,word'],
  ]);
  const logon = passwordLogon({ password, fields: ({ keys: { login } }) => [[1, login]] });
  expect(logon(contextOf(keys))).toEqual([
    [554, 'pass,word'],
    [1, '12345'],
  ]);
  expect(() => logon(contextOf({ ...keys, password: '' }))).toThrow('the password is empty');
});

// The signatures of OpenSSL, each of the text with SOH as \x01:
// printf TEXT | openssl dgst -sha256 -mac HMAC -macopt hexkey:736563726574206f662074656e206279746573 -binary | base64
const base64Secret = 'c2VjcmV0IG9mIHRlbiBieXRlcw==';

test('Coinbase Exchange', () => {
  const logon = hmacLogon<PassphraseKeys>({
    parts: ({ keys, sender, target, sequence, sendingTime }) => [
      sendingTime,
      'A',
      sequence,
      sender,
      target,
      keys.passphrase,
    ],
    secret: ({ secret }) => base64Key(secret),
    algorithm: 'sha256',
    encoding: 'base64',
    fields: ({ keys }) => [
      [553, keys.accessKey],
      [554, keys.passphrase],
    ],
  });
  const keys = { accessKey: 'key', secret: base64Secret, passphrase: 'phrase' };
  // printf '20240627-11:17:25.223\x01A\x011\x01me\x01Coinbase\x01phrase'
  expect(logon(contextOf(keys, { target: 'Coinbase' }))).toEqual([
    [95, '44'],
    [96, 'wGREKZGdCTYfdbT9YZhQ9c+kW6ERpjS68huSs4cBTgk='],
    [553, 'key'],
    [554, 'phrase'],
  ]);
});

test('Kraken', () => {
  const logon = hmacLogon<ApiKeys>({
    parts: ({ keys, sender, target, sequence, now }) => [
      '35=A',
      `34=${sequence}`,
      `49=${sender}`,
      `56=${target}`,
      `553=${keys.accessKey}`,
      String(now),
    ],
    secret: ({ secret }) => base64Key(secret),
    prehash: 'sha256',
    algorithm: 'sha512',
    encoding: 'base64',
    tag: 554,
    fields: ({ keys, now }) => [
      [553, keys.accessKey],
      [5025, String(now)],
    ],
  });
  // printf '35=A\x0134=1\x0149=me\x0156=KRAKEN-TRD\x01553=key\x011719487045223' | openssl dgst -sha256 -binary, and that as above
  // with -sha512.
  expect(logon(contextOf({ accessKey: 'key', secret: base64Secret }, { target: 'KRAKEN-TRD' }))).toEqual([
    [554, 'B2N9AKvRQTbCzwaw0+vMGZDB6eMshkHaPnJ1ZSMDpNocF6v6cS9v5nvot8T4v+xxdPznRghVp/QaLfhem0wtpA=='],
    [553, 'key'],
    [5025, '1719487045223'],
  ]);
});

test('Bitvavo', () => {
  const logon = hmacLogon<ApiKeys>({
    parts: ({ keys, sender, sequence, sendingTime }) => [
      keys.accessKey,
      sender,
      sequence,
      String(parseUtc(sendingTime)),
    ],
    separator: '',
    secret: ({ secret }) => secret,
    algorithm: 'sha256',
    encoding: 'hex',
    tag: 554,
    fields: [[5001, 'N']],
  });
  // printf 'keyme11719487045223' | openssl dgst -sha256 -hmac secret
  expect(logon(contextOf({ accessKey: 'key', secret: 'secret' }))).toEqual([
    [554, 'b09deca87e18c45eca03e95edbb324f6dbaac028e599dd34d5e61a848e06f12b'],
    [5001, 'N'],
  ]);
  expect(() => logon(contextOf({ accessKey: 'key', secret: '' }))).toThrow('the secret key is empty');
});

test('Kraken Prime: base64 for addresses, with its padding', () => {
  const logon = hmacLogon<ApiKeys>({
    parts: ({ sendingTime, sequence, sender, target }) => [sendingTime, sequence, sender, target],
    secret: ({ secret }) => secret,
    algorithm: 'sha256',
    encoding: 'base64url',
    fields: ({ keys }) => [[554, keys.accessKey]],
  });
  // printf '20240627-11:17:25.223\x011\x01me\x01you' | openssl dgst -sha256 -hmac secretb -binary | base64 | tr '+/' '-_'
  expect(logon(contextOf({ accessKey: 'key', secret: 'secretb' }))).toEqual([
    [95, '44'],
    [96, '-4kKYv9yEU0ToSwNwRVwYPgHXbZrYUjmtQo9G9_9H0c='],
    [554, 'key'],
  ]);
});

test('Deribit', () => {
  const options = { clientId: (keys: ApiKeys) => keys.accessKey, secret: (keys: ApiKeys) => keys.secret };
  const keys = { accessKey: 'id', secret: 'secret' };
  const logon = nonceLogon({ ...options, nonce: () => Buffer.alloc(32, 7), fields: [[9001, 'N']] });
  // (printf 1451991600000.BwcH...c=; printf secret) | openssl dgst -sha256 -binary | base64
  expect(logon(contextOf(keys, { now: 1451991600000 }))).toEqual([
    [96, '1451991600000.BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc='],
    [553, 'id'],
    [554, 'GmompxBESpAjKQW8KbaCPJeNrC58C9ImLzU/bfhv8Io='],
    [9001, 'N'],
  ]);
  const random = nonceLogon(options);
  const raw = [now, now, now - 5].map((at) => random(contextOf(keys, { now: at }))[0]?.[1].split('.') ?? []);
  expect(raw.map(([time]) => Number(time) - now)).toEqual([0, 1, 2]);
  expect(raw.map(([, nonce = '']) => Buffer.from(nonce, 'base64').length)).toEqual([32, 32, 32]);
  expect(new Set(raw.map(([, nonce]) => nonce)).size).toBe(3);
  expect(() => random(contextOf({ accessKey: 'id', secret: '' }))).toThrow('the secret key is empty');
  expect(() => random(contextOf({ accessKey: '', secret: 'secret' }))).toThrow('the client id is empty');
});

/** https://developers.binance.com/docs/binance-spot-api-docs/fix-api, which publishes key, signature and message. */
const published = {
  accessKey: 'sBRXrJx2DsOraMXOaUovEhgVRcjOvCtQwnWj8VxkOh1xqboS02SPGfKi2h8spZJb',
  secret:
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n-----END PRIVATE KEY-----\n',
  signature: '4MHXelVVcpkdwuLbl6n73HQUXUf1dse2PCgT1DYqW9w8AVZ1RACFGM+5UdlGPrQHrgtS3CvsRURC1oj73j8gCA==',
  length: '9=247',
  checkSum: '10=227',
};

test('Binance, and its whole Logon', () => {
  const logon = ed25519Logon({
    username: (keys: ApiKeys) => keys.accessKey,
    privateKey: (keys: ApiKeys) => keys.secret,
    fields: [[25035, '2']],
  });
  const fields = logon(contextOf(published, { sender: 'EXAMPLE', target: 'SPOT' }));
  expect(fields).toEqual([
    [95, '88'],
    [96, published.signature],
    [553, published.accessKey],
    [25035, '2'],
  ]);
  // The order of the fields changes neither length nor sum.
  const session: FixField[] = [
    [98, '0'],
    [108, '30'],
    [141, 'Y'],
  ];
  const bytes = encodeMessage(
    { version: 'FIX.4.4', sender: 'EXAMPLE', target: 'SPOT', header: [] },
    { type: 'A', sequence: 1, sendingTime, fields: [...session, ...fields] },
  );
  expect(bytes.toString()).toContain(`\x01${published.length}\x01`);
  expect(bytes.toString()).toContain(`\x01${published.checkSum}\x01`);
  expect(() => logon(contextOf({ accessKey: 'key', secret: 'no key' }))).toThrow(/^the secret key is not/);
});
