import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Reply } from '../../src/http/Reply.js';
import { renderFixture } from '../../src/recording/renderFixture.js';
import { Scrubber } from '../../src/recording/Scrubber.js';
import type { RequestContext } from '../../src/runtime/outgoing.js';

const recorded = '2026-11-22T19:00:00.000Z';
const keys = { access_key: 'access-0f4d8c2e', secret_key: 'S3cret+/=0001,pass,phrase!' };

interface Parts extends Partial<Omit<RequestContext, 'unsigned'>> {
  path?: string;
  body?: unknown;
}

function render(
  reply: unknown,
  { path = '/v5/thing', body, ...context }: Parts = {},
  scrubber = new Scrubber(),
) {
  const text = typeof reply === 'string' ? reply : JSON.stringify(reply);
  const unsigned = {
    method: 'POST' as const,
    ...{ host: 'api', origin: 'https://api.example.com' },
    path,
    headers: {},
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  return renderFixture(
    scrubber,
    {
      ...{
        exchange: 'Example',
        method: 'ticker',
        params: {},
        credentials: keys,
        keys: undefined,
        signed: true,
        signature: [],
      },
      ...context,
      unsigned,
    },
    new Reply(200, new Headers({ 'content-type': 'text/html', 'retry-after': '3', date: 'today' }), text),
    { recorded },
  );
}

const shown = (...args: Parameters<typeof render>) => JSON.parse(render(...args)?.text ?? 'null');

test('the file says what was asked and what was answered', () => {
  const params = { symbol: 'BTC_USDT' };
  expect(shown({ a: [1] }, { path: '/v5/a/b?x=1&y=%20&x=2', body: { sz: '0.10' }, params })).toEqual({
    exchange: 'Example',
    method: 'ticker',
    params,
    recorded,
    request: { verb: 'POST', path: '/v5/a/b', query: { x: ['1', '2'], y: ' ' }, body: { sz: '0.10' } },
    reply: { status: 200, headers: { 'retry-after': '3' }, body: { a: [1] } },
  });
  expect(render({}, { path: '/v5/a%2Fb/ü:c' })?.name).toBe('ticker.POST_v5-a_2Fb-__c');
  expect(shown('<html>').reply).toMatchObject({ headers: { 'content-type': 'text/html' }, body: '<html>' });
});

test('digits are those that were sent', () => {
  const digits = '[2896576259728695296,1.10,1e5,-0.0,123456789.123456789123456789]';
  expect(render(`{"n":${digits}}`)?.text.replace(/\s/g, '')).toContain(digits);
});

describe('keys', () => {
  const noted = `${keys.access_key} ${encodeURIComponent('S3cret+/=0001')} ${Buffer.from('pass,phrase!').toString('base64')}`;
  test.each([
    ['in a text', { said: noted }],
    ['in the name of a field', { [`of ${keys.access_key}`]: 1 }],
    ['in text that is no JSON', `<b>${keys.secret_key}</b>`],
    [
      'in the request',
      {},
      { body: { apiSecret: 'S3cret+/=0001' }, path: '/pass,phrase!/x?k=S3cret%2B%2F%3D0001' },
    ],
    ['of another form', { said: 'made-of-them' }, { keys: { derived: ['made-of-them'] } }],
    ['and signatures', { said: 'c2lnbmF0dXJl' }, { signature: ['c2lnbmF0dXJl'] }],
    ["in FMZ's params", {}, { params: { key: keys.access_key } }],
    ['as a number', { uid: 123456789 }, { credentials: { access_key: '123456789', secret_key: '' } }],
  ])('%s', (_what, reply, parts: Parts = {}) => {
    const { text = '', name = '' } = render(reply, parts) ?? {};
    const hidden = [
      'access-0f4d8c2e',
      'S3cret+/=0001',
      'pass,phrase!',
      'S3cret%2B',
      'cGFzcyxwaHJhc2Uh',
      '123456789',
    ];
    for (const key of [...hidden, 'made-of-them', 'c2lnbmF0dXJl']) {
      expect(text).not.toContain(key);
      expect(name).not.toContain(key);
    }
    expect(text).toContain('"exchange": "Example"');
  });

  const line = 'MIIBVQIBADANBgkqhkiG9w0BAQEFAASCAT8wggE7AgEA';
  const other = 'q7BFUpkGp3QmlQYx2eqzDVxeG8kxsQFV18S5JhzGeIJN';
  const pem = `-----BEGIN PRIVATE KEY-----\n${line}\n${other}\n-----END PRIVATE KEY-----`;
  const basic = Buffer.from('x:S3cret+/=0001:y').toString('base64');
  test.each([
    ['in another case', keys.access_key.toUpperCase(), {}],
    ['hex in capitals', Buffer.from('S3cret+/=0001').toString('hex').toUpperCase(), {}],
    ['percent signs in small letters', encodeURIComponent('S3cret+/=0001').toLowerCase(), {}],
    ['as in a form', 'k=a+%C3%BCber+%2B+pass', { keys: { k: 'a über + pass' } }],
    ['inside base64', basic, {}],
    ['the token of a header', 'c2lnbmF0dXJlIQ0001', { signature: ['Bearer c2lnbmF0dXJlIQ0001'] }],
    ['bytes', 'deadbeefdeadbeef', { keys: { k: Buffer.from('deadbeefdeadbeef', 'hex') } }],
    ['in a map', 'made-of-them', { keys: new Map([['k', 'made-of-them']]) }],
    ...[pem.replaceAll('\n', '\r\n'), pem.replaceAll('\n', ''), line, other].map(
      (text): [string, string, Parts] => [
        'a key of lines',
        text.replaceAll(/-----.*?-----/g, ''),
        { credentials: { access_key: '', secret_key: pem } },
      ],
    ),
  ])('are not readable %s', (_what, text, parts) => {
    const fixture = render({ said: `of ${text} it` }, parts);
    expect(fixture?.text).toContain('***');
    for (const part of text.trim().split(/\s+/)) expect(fixture?.text).not.toContain(part);
  });

  test('the time of a signature is no secret', () => {
    expect(shown({ ts: recorded }, { signature: [recorded] })).toMatchObject({
      recorded,
      reply: { body: { ts: recorded } },
    });
  });

  const key = fc.string({ minLength: 6, unit: 'binary' }).filter((text) => text.trim().length >= 6);
  const forms = (text: string) => [
    text,
    encodeURIComponent(Buffer.from(text).toString()),
    Buffer.from(text).toString('base64url'),
    Buffer.from(text).toString('hex'),
    JSON.stringify({ nested: text }),
  ];
  const saying = (secrets: string[]) =>
    fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc
          .tuple(fc.string(), fc.constantFrom(...secrets.flatMap(forms)), fc.string())
          .map((parts) => parts.join('')),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.array(tie('value')),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...secrets)), tie('value')),
      ),
    })).value;

  test('none survives in any reply', () => {
    const any = fc.tuple(key, key, key).chain((all) => fc.tuple(fc.constant(all), saying(all), saying(all)));
    let written = 0;
    fc.assert(
      fc.property(any, ([[access_key, secret, derived], reply, body]) => {
        const credentials = { access_key, secret_key: `${secret},x` };
        const fixture = render(reply, { body, credentials, keys: { derived } });
        if (!fixture) return;
        written += 1;
        for (const text of [access_key, secret, derived].map((one) => one.trim())) {
          expect(fixture.text).not.toContain(text);
          expect(fixture.text).not.toContain(JSON.stringify(text).slice(1, -1));
          for (const value of textsIn(JSON.parse(fixture.text))) expect(value).not.toContain(text);
        }
      }),
      { numRuns: 500 },
    );
    expect(written).toBeGreaterThan(480);
  });

  function textsIn(value: unknown): string[] {
    if (typeof value !== 'object' || value === null) return [String(value)];
    return Object.entries(value).flatMap(([name, item]) => [name, ...textsIn(item)]);
  }
});

describe('accounts', () => {
  test('one looks the same wherever it is named, and like what it was', () => {
    const scrubber = new Scrubber();
    const first = shown(
      {
        text: 'uid 584029937100820480 and bob@example.com from 203.0.113.7 or 2001:db8::8a2e:370:7334',
        ...{
          uid: '584029937100820480',
          data: [{ userId: 12345678, email: 'bob@example.com', ips: ['203.0.113.7'] }],
        },
        ...{ address: -5e-324, addr: 1.05 },
        ...{ walletAddress: '0xAbC123', label: 'My Bot', mainUid: '', parent_uid: 0, subAcct: null },
      },
      { path: '/v5/user?uid=584029937100820480' },
      scrubber,
    );
    expect(first.reply.body).toMatchObject({ address: expect.any(Number), addr: expect.any(Number) });
    const { text, uid, data, walletAddress, label, mainUid, parent_uid, subAcct } = first.reply.body;
    expect(uid).toMatch(/^[1-9]\d{17}$/);
    expect(uid).not.toBe('584029937100820480');
    expect(data[0].userId).toBeGreaterThan(9_999_999);
    expect(data[0].userId).toBeLessThan(100_000_000);
    expect(data[0].userId).not.toBe(12345678);
    expect(data[0].email).toMatch(/^[a-z]{3}@[a-z]{7}\.[a-z]{3}$/);
    expect(walletAddress).toMatch(/^0x[A-F][a-f][A-F]\d{3}$/);
    expect(label).toMatch(/^[A-Z][a-z] [A-Z][a-z]{2}$/);
    expect([mainUid, parent_uid, subAcct]).toEqual(['', 0, null]);
    expect(text).toBe(`uid ${uid} and ${data[0].email} from ${data[0].ips[0]} or ${text.split(' or ')[1]}`);
    expect(text).not.toContain('2001:db8');
    expect(first.request.query.uid).toBe(uid);

    const second = shown({ memberId: '12345678' }, { path: '/orders/584029937100820480/open' }, scrubber);
    expect(second.request.path).toBe(`/orders/${uid}/open`);
    expect(second.reply.body.memberId).toBe(String(data[0].userId));
  });

  test('what is told to everybody stays: nothing of it names an account', () => {
    const coins = [{ fullName: '1000PEPE', baseCoin: '1000PEPE', label: 'new', address: '0xAbC123' }];
    expect(shown(coins, { signed: false, keys: { secret: 'made-of-them' } }).reply.body).toEqual(coins);
    expect(shown(coins).reply.body).not.toEqual(coins);
    const byKey = { signed: false, path: `/coins?key=${keys.access_key}` };
    expect(shown(coins, byKey).reply.body).not.toEqual(coins);
  });

  test('the plain id of an account is masked, that of an order is not', () => {
    const rows = [{ id: 100009, type: 'spot' }];
    expect(shown(rows, { path: '/v1/account/accounts' }).reply.body[0]).toEqual({
      id: expect.any(Number),
      type: 'spot',
    });
    expect(shown(rows, { path: '/v1/account/accounts' }).reply.body[0].id).not.toBe(100009);
    expect(shown(rows, { path: '/v1/orders' }).reply.body).toEqual(rows);
  });

  test('whose account it is, and by what name he logs in, is masked where persons are told', () => {
    const profile = { id: 'id-gcostanza', name: 'George Costanza', status: 'active', middleName: 'Louis' };
    const { id, name, status, middleName } = shown(profile, { path: '/v1/user/profile' }).reply.body;
    expect({ id, name, status, middleName }).toEqual({
      id: expect.stringMatching(/^[a-z]{2}-[a-z]{9}$/),
      name: expect.stringMatching(/^[A-Z][a-z]{5} [A-Z][a-z]{7}$/),
      status: 'active',
      middleName: expect.stringMatching(/^[A-Z][a-z]{4}$/),
    });
    expect([id, name, middleName]).not.toContain(profile.id);
    expect(name).not.toBe(profile.name);
    const wallets = [{ id: 'USD', name: 'Margin' }];
    expect(shown(wallets, { path: '/v1/accounts' }).reply.body).toEqual(wallets);
    expect(shown(wallets, { path: '/v1/user/wallets' }).reply.body).toEqual(wallets);
  });

  test('amounts, words, times and ids of orders stay', () => {
    const reply = {
      ...{
        uid: '100000',
        apiLabel: 'trading',
        state: 'trading',
        sz: '100000.5',
        cost: 0.1,
        ordId: '9100000',
      },
      ...{
        clOrdId: `fmz${'0a'.repeat(14)}`,
        label: `fmz${'0b'.repeat(14)}`,
        ts: '2026-11-22T19:00:00+00:00',
      },
    };
    expect(shown(reply).reply.body).toEqual({
      ...reply,
      uid: expect.stringMatching(/^\d{6}$/),
      apiLabel: expect.stringMatching(/^[a-z]{7}$/),
    });
  });
});
