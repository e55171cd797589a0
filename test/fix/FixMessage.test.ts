import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FixField, type FixFields, FixMessage } from '../../src/fix/FixMessage.js';
import { readable } from '../../src/fix/redact.js';

const messageOf = (text: string) =>
  new FixMessage(
    text.split('|').map((field): FixField => {
      const [tag = '', value = ''] = field.split('=');
      return [Number(tag), value];
    }),
  );
const shown = (entries: readonly FixFields[]) =>
  entries.map(({ fields }) => fields.map((field) => field.join('=')).join('|'));

test('a tag is looked up by its first value, digits as they were sent', () => {
  const message = messageOf('35=8|37=00012345678901234567890|44=1.50|44=2');
  expect([message.type, message.get(37), message.get(44), message.get(58)]).toEqual([
    '8',
    '00012345678901234567890',
    '1.50',
    undefined,
  ]);
  expect(new FixMessage([]).type).toBe('');
});

test('an entry begins with the tag behind the count, and the last one ends before a tag that is no member', () => {
  const book = messageOf('35=W|268=3|269=0|270=1.1|271=5|269=1|270=1.2|269=1|270=1.3|271=7|10=000');
  expect(shown(book.group(268, [269, 270, 271]))).toEqual([
    '269=0|270=1.1|271=5',
    '269=1|270=1.2',
    '269=1|270=1.3|271=7',
  ]);
});

test('a group in a group', () => {
  const positions = messageOf('702=2|703=A|704=1|539=2|524=x|524=y|703=B|705=2|58=end');
  const entries = positions.group(702, [703, 704, 705, 539, 524]);
  expect(shown(entries)).toEqual(['703=A|704=1|539=2|524=x|524=y', '703=B|705=2']);
  expect(entries.map((entry) => shown(entry.group(539, [524])))).toEqual([['524=x', '524=y'], []]);
});

test.each(['35=y', '35=y|146=0', '35=y|146=0|58=none'])('%s has no entries', (text) => {
  expect(messageOf(text).group(146, [55, 1007])).toEqual([]);
});

test.each([
  ['146=3|55=1|55=2|10=000', '146=3 and holds 2'],
  ['146=1|55=1|55=2', '146=1 and holds 2'],
  ['146=2|58=x', '146=2 and holds 0'],
  ['146=x|55=1', '146=x and holds 1'],
  ['146=-1|55=1', '146=-1 and holds 1'],
  ['146=|55=1', '146= and holds 1'],
  ['146=0|55=1', '146=0 and holds 1'],
])('%s does not agree with itself', (text, said) => {
  expect(() => messageOf(text).group(146, [55, 1007])).toThrow(`the message says ${said} such entries`);
});

test('a tag that was not named as a member is told where it cuts a group short', () => {
  expect(() => messageOf('146=2|55=1|1008=x|55=2').group(146, [55, 1007])).toThrow(
    'the message says 146=2 and holds 1 such entries: tag 1008 is none of their members',
  );
});

test('any book is read entry by entry, also one of 2,000 levels', () => {
  const level = fc.record({ side: fc.constantFrom('0', '1'), price: fc.nat(), size: fc.option(fc.nat()) });
  const book = fc.oneof(fc.array(level), fc.array(level, { minLength: 2000, maxLength: 2000 }));
  fc.assert(
    fc.property(book, (levels) => {
      const entries = levels.map(({ side, price, size }): FixField[] => [
        [269, side],
        [270, String(price)],
        ...(size === null ? [] : [[271, String(size)] satisfies FixField]),
      ]);
      const message = new FixMessage([
        [35, 'W'],
        [268, String(levels.length)],
        ...entries.flat(),
        [10, '000'],
      ]);
      expect(message.group(268, [269, 270, 271]).map(({ fields }) => fields)).toEqual(entries);
    }),
    { numRuns: 20 },
  );
});

test('a secret that the other side repeats in a text is not shown, and a short one leaves words whole', () => {
  const message = new FixMessage([
    [35, '8'],
    [37, 'hunter22'],
    [55, 'EURUSD'],
    [58, 'no hunter22, EUR'],
  ]);
  expect(readable(message, ['hunter22', 'EUR'])).toBe('35=8|37=***|55=EURUSD|58=no ***, EUR|');
});
