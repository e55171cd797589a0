import fc from 'fast-check';
import { expect, test } from 'vitest';
import { credentials } from '../../../src/exchanges/ctrader/credentials.js';
import { parseWith } from '../../../src/protocol/parseWith.js';

const SENDER = 'demo.broker.12345';
const HOST = 'demo-uk-eqx-01.p.c-trader.com';
const read = (access_key: string, secret_key: string) => parseWith(credentials, { access_key, secret_key });
const usual = {
  ...{ sender: SENDER, login: '12345', password: 'pass word', host: HOST },
  ...{ trade: '5212', quote: '5211', target: 'cServer', netted: false },
};

test.each([
  [`pass word,host=${HOST}`, {}],
  [` pass word , Host = ${HOST} `, {}],
  [`pass word,host=${HOST},trade=1,quote=65535`, { trade: '1', quote: '65535' }],
  [`pass word,target=CSERVER,host=${HOST}`, { target: 'CSERVER' }],
  [`pass word,host=${HOST},account=netted`, { netted: true }],
  [`pass word,host=${HOST},account=Hedged`, {}],
  [`pass word,host=${HOST.toUpperCase()}`, {}],
  ['pass word,host=localhost', { host: 'localhost' }],
  ['pass word,host=127.0.0.1', { host: '127.0.0.1' }],
  ['pass word,host=[::1]', { host: '[::1]' }],
])('the box %j', (box, rest) => {
  expect(read(` ${SENDER} `, box)).toEqual({ ...usual, ...rest });
});

test.each([
  ['live.the-broker.7', '7'],
  ['broker.3152339', '3152339'],
  ['live.a.b.9', '9'],
])('the login of %s is its last part', (sender, login) => {
  expect(read(sender, `p,host=${HOST}`)).toMatchObject({ sender, login });
});

const box = `hunter2,host=${HOST}`;
test.each([
  ['', box, /the access key is empty/],
  ['12345', box, /access key: it does not end in a dot and the number of the account/],
  ['demo.broker', box, /access key: it does not end in a dot/],
  ['demo.broker.12345,1', box, /access key: it does not end in a dot/],
  ['d\u00e9mo.broker.12345', box, /access key: it does not end in a dot/],
  [SENDER, '', /the secret key is empty/],
  [SENDER, `,host=${HOST}`, /the secret key is empty/],
  [SENDER, `host=${HOST}`, /the secret key begins with an option/],
  [SENDER, 'hunter2', /host=\.\.\. is missing in its secret key/],
  [SENDER, 'hunter2,trade=5212', /host=\.\.\. is missing in its secret key/],
  [
    SENDER,
    `hunter2,hunter3,host=${HOST}`,
    /part 2 of its secret key.*the first comma ends the password: choose one without/,
  ],
  [SENDER, `${box},`, /part 3 of its secret key, counted by commas: take out the comma/],
  [SENDER, `${box},simulate`, /part 3 .*a demo account needs no simulate/],
  [SENDER, `${box},port=5212`, /part 3 .*orders have the port trade=5212, and prices quote=5211/],
  [SENDER, `${box},trade=5212,foo=bar`, /^(?!.*(foo|bar)).*part 4 of its secret key.*the first comma/],
  [SENDER, `hunter2,${HOST}`, /part 2 .*write host= before the broker's host/],
  [SENDER, `hunter2,host:${HOST}`, /part 2 .*write = where it has a colon/],
  [SENDER, `${box},__proto__=1`, /part 3 /],
  [SENDER, `${box},trade=5212,trade=5213`, /has trade= twice in its secret key/],
  [SENDER, 'hunter2,host=', /an empty host= in its secret key: it must be the broker's host alone/],
  [SENDER, `hunter2,host=https://${HOST}`, /wrong host=.*no https:\/\/ or fix:\/\//],
  [SENDER, `hunter2,host=${HOST}:5212`, /wrong host=.*a port goes into ,trade=5212 or ,quote=5211/],
  [SENDER, `hunter2,host=${HOST}/x`, /wrong host=/],
  [SENDER, 'hunter2,host=a b', /wrong host=/],
  [SENDER, 'hunter2,host=-a.com', /wrong host=/],
  [SENDER, `${box},trade=0`, /wrong trade= in its secret key: it must be a port, like 5212/],
  [SENDER, `${box},quote=65536`, /wrong quote=/],
  [SENDER, `${box},target=`, /an empty target=/],
  [SENDER, `${box},target=a b`, /wrong target=/],
  [SENDER, `${box},account=net`, /wrong account= in its secret key: it must be hedged or netted/],
  [
    SENDER,
    `hunter2\uff0chost=${HOST}`,
    /characters in its secret key that FIX does not take, such as a full-width comma/,
  ],
  [SENDER, `hunter2,host\uff1a${HOST}`, /full-width comma, colon or equals sign: type , and = on an English/],
  [SENDER, `hunter2\u0001,host=${HOST}`, /characters in its secret key/],
])('the boxes %j and %j cannot be', (access, secret, message) => {
  expect(() => read(access, secret)).toThrow(message);
  expect(() => read(access, secret)).toThrow(/^(?!.*hunter)[^\n]*$/);
});

test('whatever stands in the boxes is read, or refused in one line that shows none of it', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (password, options) => {
      const secret = [`q9${password}`, ...options].join(',');
      try {
        const keys = read(SENDER, secret);
        expect(secret.startsWith(keys.password)).toBe(true);
      } catch (error) {
        expect(String(error)).toMatch(/^ProtocolError: [\x20-\x7e]+$/);
        expect(String(error)).not.toContain('q9');
      }
    }),
  );
});
