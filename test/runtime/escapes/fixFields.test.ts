import { describe, expect, test } from 'vitest';
import { useEscapes } from './useEscapes.js';

const { running, io, refused } = useEscapes();

const SOH = '\\u0001';

/** Paths that name no message of a line. */
const paths = [
  ...[
    '/trade',
    '/trade/',
    '//',
    '/trade/H/x',
    '/trade//H/x',
    '/trade/../quote/V',
    '/TRADE/H',
    '/prices/V',
    '/EVIL/H',
  ],
  ...[
    '/trade/H?11=a',
    '/trade/H#a',
    '/trade/H\u0001',
    '/trade/H%01',
    '/trade/H\u000135=D',
    '/trade/H|35=D',
    '/trade/D;H',
  ],
  ...[
    '/trade/HHHHH',
    '/trade/H H',
    '/trade/Ｄ',
    '/trade/\u0410',
    '/trade/ D',
    '/trade/D\u0000',
    '/trade%2fD',
    '/trade\\D',
  ],
  // What the session says itself: a Logout, another Logon, sequence numbers set anew.
  ...[
    '/trade/0',
    '/trade/1',
    '/trade/2',
    '/trade/3',
    '/trade/4',
    '/trade/5',
    '/trade/A',
    'A',
    '/quote/A',
    '5',
  ],
];

/** Tags that a client must not say: those of the header and the trailer, and what proves who is asking. */
const tags = [
  ...[8, 9, 10, 34, 35, 43, 49, 50, 52, 56, 57, 89, 90, 91, 93, 97, 115, 116, 122, 128, 129, 212, 213],
  ...[96, 554, 925],
];

/** What is no field, or more than one. */
const fields = [
  `{"11":"a${SOH}35=D"}`,
  `{"11":"a${SOH}"}`,
  `{"11":"${SOH}"}`,
  `{"11":"a${SOH}10=000${SOH}8=FIX.4.4${SOH}9=5${SOH}35=5${SOH}"}`,
  `{"11":"a${SOH}34=1"}`,
  `{"11":"a${SOH}49=EVIL${SOH}56=EVIL"}`,
  `{"11":"a${SOH}554=EVIL"}`,
  `[[11,"a${SOH}35=D"]]`,
  `[["11","a"],["58","b${SOH}10=123${SOH}8=FIX.4.4"]]`,
  `{"11${SOH}35":"D"}`,
  `{"11=a${SOH}35":"D"}`,
  `[["35",{"a":1}]]`,
  ...[
    '{"11=a|35":"D"}',
    '{"0":"a"}',
    '{"-1":"a"}',
    '{"+11":"a"}',
    '{" 11":"a"}',
    '{"11 ":"a"}',
    '{"011":"a"}',
    '{"":"a"}',
  ],
  ...[
    '{"1e1":"a"}',
    '{"11.0":"a"}',
    '{"0xb":"a"}',
    '{"１１":"a"}',
    '{"35D":"a"}',
    '{"4294967307":"a"}',
    '{"BeginString":"a"}',
  ],
  ...[
    '{"__proto__":{"35":"D"}}',
    '{"constructor":"a"}',
    '{"11":{"35":"D"}}',
    '{"11":["a"]}',
    '{"11":null}',
    '{"11":true}',
  ],
  ...[
    '{"11":""}',
    '{"11":"\\ud800"}',
    '[[11,"a",35,"D"]]',
    '[11,"a"]',
    '[[11]]',
    '[["11=a"]]',
    '[{"11":"a"}]',
    '[[[11],"a"]]',
  ],
  ...[
    '[[35,"D"]]',
    '[["35","D"]]',
    '[[11,"a"],[10,"000"]]',
    '[[263,"1"]]',
    '{"263":2}',
    '["11=a"]',
    '[null]',
    '[[null,"a"]]',
  ],
];

describe(`${paths.length} paths that name no message`, () => {
  test.each(paths)('%j', async (path) => {
    await refused('CTrader', path, { verb: 'POST', params: '{"11":"a"}' });
    await refused('CTrader', path, { verb: 'GET' });
  });
});

describe(`${tags.length} tags that the session says, or that prove who is asking`, () => {
  test.each(tags)('%i', async (tag) => {
    for (const line of ['/trade/D', '/quote/V', '/H'])
      for (const params of [
        `{"${tag}":"EVIL"}`,
        `{"11":"a","${tag}":1}`,
        `[[11,"a"],[${tag},"EVIL"]]`,
        `[["${tag}",1]]`,
      ])
        expect(await refused('CTrader', line, { verb: 'POST', params })).toContain(`tag ${tag} `);
  });
});

describe(`${fields.length} params that are no field, or more than one`, () => {
  test.each(fields)('%s', async (params) => {
    for (const path of ['/trade/D', '/trade/H', '/quote/V'])
      await refused('CTrader', path, { verb: 'POST', params });
  });
});

test('what looks like a message within a value is a value, and the session goes on', async () => {
  const { ctrader } = running();
  const before = (await ctrader.received()).length;
  const text = '8=FIX.4.4|9=5|35=5|10=000|';
  await io('CTrader', '/trade/H', {
    verb: 'POST',
    params: JSON.stringify([
      [11, text],
      ['37', '@EVIL/\r\n35=D'],
    ]),
  });
  const received = (await ctrader.received()).slice(before);
  expect(received.map(({ type }) => type)).toEqual(['H']);
  expect(received[0]?.fields).toEqual(expect.arrayContaining([[11, text]]));
  // Nobody has logged out, and no number is missing.
  const { error } = await io('CTrader', '/trade/AF', { verb: 'POST', params: '{"584":"a","585":7}' });
  expect(error).toMatch(/^ORDER_NOT_FOUND /);
  expect(ctrader.connections).toBe(2);
});
