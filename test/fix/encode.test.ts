import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFields, encodeMessage } from '../../src/fix/encode.js';
import type { FixField } from '../../src/fix/FixMessage.js';
import { readable } from '../../src/fix/redact.js';
import { formatUtc, parseUtc } from '../../src/fix/utc.js';
import { ProtocolError } from '../../src/protocol/ProtocolError.js';
import { frame } from './wire.js';

const envelope = { version: 'FIX.4.4', sender: 'demo.broker.12345', target: 'cServer', header: [] };
const message = { type: 'D', sequence: 7, sendingTime: '20240627-11:17:25.223', fields: [] };

test('the header stands where the exchanges want it, then the body, then the trailer', () => {
  const header: FixField[] = [
    [57, 'TRADE'],
    [50, 'TRADE'],
  ];
  const bytes = encodeMessage(
    { ...envelope, header },
    {
      ...message,
      fields: [
        [11, 'a'],
        [55, '1'],
      ],
    },
  );
  expect(bytes.toString().replaceAll('\x01', '|')).toBe(
    '8=FIX.4.4|9=95|35=D|49=demo.broker.12345|56=cServer|57=TRADE|50=TRADE|34=7|52=20240627-11:17:25.223|11=a|55=1|10=089|',
  );
});

test('bytes are counted, not characters', () => {
  const { messages } = frame([encodeMessage(envelope, { ...message, fields: [[58, '价格 €😀']] })]);
  expect(messages[0]?.get(58)).toBe('价格 €😀');
});

test.each<[FixField, string]>([
  [[58, ''], 'the FIX field 58 is empty: leave it out'],
  [[58, 'a\x0110=000'], 'the FIX field 58 holds SOH, which ends a field'],
  [[58, 'a\ud83d'], 'the FIX field 58 holds half a character'],
  [[0, 'a'], 'a FIX field has the tag 0: it has to be a positive integer'],
  [[-1, 'a'], 'a FIX field has the tag -1: it has to be a positive integer'],
  [[1.5, 'a'], 'a FIX field has the tag 1.5: it has to be a positive integer'],
  [[Number.NaN, 'a'], 'a FIX field has the tag NaN: it has to be a positive integer'],
  [[1e21, 'a'], 'a FIX field has the tag 1e+21: it has to be a positive integer'],
  [[34, '1'], 'the FIX field 34 is written by the session: leave it out'],
  [[10, '000'], 'the FIX field 10 is written by the session: leave it out'],
])('the field %j is refused', (field, sentence) => {
  const wrong = new ProtocolError(sentence);
  expect(() => checkFields([[11, 'a'], field])).toThrow(wrong);
  expect(() => encodeMessage(envelope, { ...message, fields: [field] })).toThrow(wrong);
  expect(() => encodeMessage({ ...envelope, header: [field] }, message)).toThrow(wrong);
});

test('an adapter in JavaScript may hand over a number', () => {
  const fields = JSON.parse('[[38, 1000]]');
  expect(() => checkFields(fields)).toThrow(new ProtocolError('the FIX field 38 is not a text'));
});

test('CompIDs and the MsgType are looked at, too', () => {
  expect(() => encodeMessage({ ...envelope, sender: '' }, message)).toThrow(/the FIX field 49 is empty/);
  expect(() => encodeMessage({ ...envelope, target: 'a\x01b' }, message)).toThrow(
    /the FIX field 56 holds SOH/,
  );
  expect(() => encodeMessage(envelope, { ...message, type: 'D\x01' })).toThrow(/the FIX field 35 holds SOH/);
});

test('a length that disagrees with its data is refused: nobody could read what follows', () => {
  expect(() =>
    checkFields([
      [95, '2'],
      [96, '€'],
    ]),
  ).toThrow(new ProtocolError('the FIX field 95 is not the length of 96: that has 3 bytes'));
  expect(() =>
    checkFields([
      [95, '3'],
      [96, '€'],
    ]),
  ).not.toThrow();
});

test.each<[FixField[]]>([
  [[[95, '3']]],
  [
    [
      [95, '3'],
      [58, 'abc'],
    ],
  ],
  [
    [
      [58, 'a'],
      [348, '7'],
      [96, 'abc'],
    ],
  ],
])('a length without its data is refused: the session would take what follows for it: %j', (fields) => {
  expect(() => checkFields(fields)).toThrow(/^the FIX field \d+ is the length of \d+: write that behind it$/);
});

test('secrets are struck from what people read', () => {
  const fields: FixField[] = [
    [553, 'me'],
    [554, 'secret'],
    [58, 'account 12345'],
    [1, '12345'],
  ];
  const [sent] = frame([encodeMessage(envelope, { ...message, type: 'A', fields })]).messages;
  expect(sent && readable(sent, ['12345'])).toMatch(
    /\|553=\*\*\*\|554=\*\*\*\|58=account 12345\|1=\*\*\*\|10=\d{3}\|$/,
  );
});

test('times are told in UTC with three decimals, and read with any', () => {
  expect(formatUtc(Date.UTC(2024, 5, 27, 11, 17, 25, 3))).toBe('20240627-11:17:25.003');
  expect(parseUtc('20240627-11:17:25')).toBe(Date.UTC(2024, 5, 27, 11, 17, 25));
  expect(parseUtc('20240627-11:17:25.5')).toBe(Date.UTC(2024, 5, 27, 11, 17, 25, 500));
  expect(parseUtc('20240627-11:17:25.223817999')).toBe(Date.UTC(2024, 5, 27, 11, 17, 25, 223));
  expect(parseUtc('20161231-23:59:60.100')).toBe(Date.UTC(2017, 0, 1, 0, 0, 0, 100));
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1, 0), max: Date.UTC(9999, 11, 31) }), (time) => {
      expect(parseUtc(formatUtc(time))).toBe(time);
    }),
  );
});

test.each([
  '',
  '20240627',
  '20240627-11:17',
  '20240230-11:17:25',
  '20240627-24:00:00',
  '20240627-11:17:61',
  '20240627 11:17:25',
  'x20240627-11:17:25',
  '20241327-11:17:25',
])('%j is no time', (text) => {
  expect(parseUtc(text)).toBeUndefined();
});
