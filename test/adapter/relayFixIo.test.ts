import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FixRequest } from '../../src/adapter/FixDefinition.js';
import { relayFixIo } from '../../src/adapter/relayFixIo.js';
import { type FixField, FixMessage } from '../../src/fix/FixMessage.js';
import { concealed } from '../../src/fix/redact.js';
import { paramsTextOf } from '../../src/protocol/envelope.js';
import { parseJson } from '../../src/protocol/json.js';

const answer = new FixMessage([
  ...([
    [8, 'FIX.4.4'],
    [9, '99'],
    [35, '8'],
    [49, 'BROKER'],
    [56, 'demo.broker.7340215'],
  ] as const),
  ...([
    [37, '4711'],
    [554, 'secret'],
    [10, '000'],
  ] as const),
]);

/** Asks as the docker does, which has made JSON of the parameters. */
async function relay(path: string, params: string, messages: readonly FixMessage[] = [answer]) {
  const asked: FixRequest[] = [];
  const body = `{"access_key":"","secret_key":"","method":"__api_${path}","params":${params}}`;
  const text = paramsTextOf(body);
  const { data } = await relayFixIo(
    { verb: 'POST', path, params: Object(parseJson(params)), ...(text !== undefined && { text }) },
    {
      fix: {
        lines: ['trade', 'quote'],
        async ask(request) {
          asked.push(request);
          const [last] = messages.slice(-1);
          const shown = messages.map((message) => concealed(message, []));
          return { messages, message: last ?? answer, shown, raw: '' };
        },
        follow: () => Promise.reject(new Error('nothing is followed')),
      },
    },
  );
  return { request: asked[0], data };
}

const fieldsOf = async (params: string) => (await relay('/trade/H', params)).request?.fields;

test('a path is a line and a type, or a type for the first line', async () => {
  expect((await relay('/quote/V', '{}')).request).toMatchObject({ line: 'quote', type: 'V' });
  expect((await relay('/AF', '{}')).request).toMatchObject({ line: 'trade', type: 'AF' });
});

test('fields keep their order, and their digits', async () => {
  expect(await fieldsOf('{"54":"1","11":"abc","44":1.10,"38":12345678901234567890}')).toEqual([
    [54, '1'],
    [11, 'abc'],
    [44, '1.10'],
    [38, '12345678901234567890'],
  ]);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.integer({ min: 1000, max: 9000 }), fc.string({ minLength: 1 })), {
        selector: ([tag]) => tag,
      }),
      async (pairs) => {
        const json = `{${pairs.map(([tag, value]) => `"${tag}":${JSON.stringify(value)}`).join(',')}}`;
        expect(await fieldsOf(json)).toEqual(pairs);
      },
    ),
    { numRuns: 200 },
  );
});

test('a list holds a tag more than once', async () => {
  expect(await fieldsOf('[[267,2],[269,"0"],["269","1"]]')).toEqual([
    [267, '2'],
    [269, '0'],
    [269, '1'],
  ]);
  expect(await fieldsOf('[ [11, 1e21],\n["38" ,12345678901234567890],[44,1.10],[58,"a],[b"] ]')).toEqual([
    [11, '1e21'],
    [38, '12345678901234567890'],
    [44, '1.10'],
    [58, 'a],[b'],
  ]);
});

test('the answer is all fields in their order, without keys', async () => {
  expect((await relay('/trade/H', '{}')).data).toEqual([
    ...([
      [8, 'FIX.4.4'],
      [9, '99'],
      [35, '8'],
      [49, '***'],
      [56, '***'],
    ] as const),
    ...([
      [37, '4711'],
      [554, '***'],
      [10, '000'],
    ] as const),
  ]);
});

test('as many messages are waited for as the last one says that there are', async () => {
  const message = (...fields: FixField[]) => new FixMessage(fields);
  const { isComplete = () => false } = (await relay('/AF', '{}')).request ?? {};
  expect(isComplete([message([37, '1'])])).toBe(true);
  expect(isComplete([message([911, '2'])])).toBe(false);
  expect(isComplete([message([911, '2']), message([911, '2'])])).toBe(true);
  expect(isComplete([message([727, '0'])])).toBe(true);
  expect(isComplete([message([911, 'many'])])).toBe(true);
});

describe('what cannot be sent is refused', () => {
  test.each([
    ['/trade/H/more', '{}', 'names no message: write /LINE/MsgType, like /trade/H'],
    ['/', '{}', 'names no message'],
    ['/trade/H?11=a', '{}', 'names no message'],
    ['/prices/V', '{}', 'there is no line "prices": write one of trade, quote, like /trade/H'],
    ['/trade/A', '{}', 'messages of type A are made by the session itself'],
    ['/trade/4', '{}', 'messages of type 4 are made by the session itself'],
    ['/trade/H', '{"49":"me"}', 'tag 49 stands in the header or the trailer'],
    ['/trade/H', '{"10":"000"}', 'tag 10 stands in the header or the trailer'],
    ['/trade/BE', '[[923,"a"],[554,"secret"]]', 'tag 554 proves who is asking, which the Logon does'],
    ['/trade/H', '{"96":"AAAA"}', 'tag 96 proves who is asking'],
    ['/quote/V', '{"262":"a","263":"1"}', 'write 263=0, or call GetTicker or GetDepth'],
    ['/quote/V', '[[262,"a"],[263,2]]', 'IO takes one answer'],
    ['/trade/H', '{"symbol":"EURUSD"}', '"symbol" is not a tag: write tag=value, like 11=abc'],
    ['/trade/H', '{"011":"a"}', '"011" is not a tag'],
    ['/trade/H', '{"11":null}', '"11" must be a text or a number'],
    ['/trade/H', '{"11":["a"]}', '"11" must be a text or a number'],
    ['/trade/H', '[11,"abc"]', 'params must be a list of [tag, value], like [[11, "abc"], [54, 1]]'],
    ['/trade/H', '[[11,"abc",1]]', 'params must be a list of [tag, value]'],
    ['/trade/H', '[[11]]', 'params must be a list of [tag, value]'],
    ['/trade/H', '[[11,null]]', 'params must be a list of [tag, value]'],
    ['/trade/H', '[[11,["abc"]]]', 'params must be a list of [tag, value]'],
    ['/trade/H', '[{"11":"abc"}]', 'params must be a list of [tag, value]'],
  ])('%s %s', async (path, params, message) => {
    await expect(relay(path, params)).rejects.toThrow(message);
  });
});
