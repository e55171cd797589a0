import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { methods } from '../../src/protocol/methods.js';
import { parseWith } from '../../src/protocol/parseWith.js';

const parse = (type: unknown) =>
  parseWith(methods.trade.params, { symbol: 'BTC_USDT', type, price: '1', amount: '1' });

test.each([
  ['buy', {}],
  ['BUY;', {}],
  ['buy;timeInForce=ioc', { timeInForce: 'ioc' }],
  [' Buy ; time_in_force = IOC ; postOnly=TRUE ;', { timeInForce: 'ioc', postOnly: true }],
  ['buy;timeInForce=GTC&reduceOnly=false', { timeInForce: 'gtc', reduceOnly: false }],
  ['buy;{"timeInForce":"GTC","postOnly":true}', { timeInForce: 'gtc', postOnly: true }],
  ['buy; {"extended_hours":"false","leverage":3}', { extendedHours: false, leverage: '3' }],
  ['buy;{"account":12345678901234567890}', { account: '12345678901234567890' }],
  ['buy;Route=Best=1', { Route: 'Best=1' }],
  ['buy;__proto__=1', Object.fromEntries([['__proto__', '1']])],
])('%s', (type, options) => {
  expect(parse(type)).toEqual({
    symbol: expect.objectContaining({ name: 'BTC_USDT' }),
    type: 'buy',
    options,
    price: '1',
    amount: '1',
  });
});

test.each([
  ['hold;postOnly=true', 'type must be one of buy, sell, closebuy, closesell, not "hold"'],
  [';postOnly=true', 'type must be one of buy, sell, closebuy, closesell, not ""'],
  [7, 'type must be one of buy, sell, closebuy, closesell, not 7'],
  ['buy;postOnly', 'type has the option "postOnly" without a value: write it like postOnly=true'],
  ['buy;=true', 'type has the option "=true" without a value: write it like postOnly=true'],
  ['buy;timeInForce=', 'type has the option "timeInForce=" without a value: write it like timeInForce=true'],
  ['buy;postOnly=maybe', 'type has postOnly=maybe: postOnly is true or false'],
  ['buy;postOnly=true;post_only=false', 'type has the option postOnly twice'],
  ['buy;A=1;a=2', 'type has the option a twice'],
  ['buy;{"postOnly":true,"postOnly":false}', 'type has the option postOnly twice'],
  ['buy;{"route":"A", "route" : "B"}', 'type has the option route twice'],
  ['buy;{"postOnly":true', 'type has options that are not JSON: "{"postOnly":true"'],
  ['buy;{"postOnly":{}}', 'type has the option "postOnly" without a value: it is an object'],
  ['buy;{"postOnly":null}', 'type has the option "postOnly" without a value: it is null'],
])('%s is refused', (type, message) => {
  expect(() => parse(type)).toThrow(message);
});

test('a change of an order takes none', () => {
  expect(() =>
    parseWith(methods.modifyorder.params, { id: '1', type: 'buy;postOnly=true', price: '1' }),
  ).toThrow('type must be one of buy, sell, closebuy, closesell, not "buy;postOnly=true"');
});

describe('whatever is written', () => {
  test('is options or one line that says what is wrong', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          expect(parse(`sell;${text}`).type).toBe('sell');
        } catch (error) {
          expect(String(error)).toMatch(/^ProtocolError: type has [^\n]+$/);
        }
      }),
    );
  });

  test('each form says the same', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
    fc.assert(
      fc.property(fc.dictionary(word, word, { noNullPrototype: true }), (options) => {
        const pairs = Object.entries(options).map((pair) => pair.join('='));
        const forms = [pairs.join(';'), pairs.join('&'), JSON.stringify(options)];
        for (const form of forms) expect(parse(`buy;${form}`).options).toEqual(options);
      }),
    );
  });
});
