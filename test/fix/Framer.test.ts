import { expect, test } from 'vitest';
import { LONGEST_BODY } from '../../src/fix/Framer.js';
import { frame, framed, wire } from './wire.js';

const heartbeat = wire('35=0|49=A|56=B|34=2|52=20240627-11:17:25.223|');
const report = wire('35=8|49=A|56=B|34=3|52=20240627-11:17:25.223|11=x|150=0|');

test('a message published by an exchange is read field by field', () => {
  // https://developers.binance.com/docs/binance-spot-api-docs/fix-api
  const published =
    '8=FIX.4.4|9=84|35=5|34=4|49=SPOT|52=20240611-09:44:25.544001|56=GhQHzrLR|58=Logout acknowledgment.|10=212|';
  const { messages, failure } = frame([Buffer.from(published.replaceAll('|', '\x01'))]);
  expect(failure).toBeUndefined();
  expect(messages.map(({ fields }) => fields.map((field) => field.join('=')).join('|'))).toEqual([
    published.slice(0, -1),
  ]);
  expect(messages[0]?.type).toBe('5');
});

test('a BodyLength may be padded with zeros', () => {
  const padded = Buffer.from('8=FIX.4.4\x019=0000005\x0135=0\x01');
  const sum = padded.reduce((total, byte) => total + byte, 0) % 256;
  const { messages } = frame([padded, Buffer.from(`10=${String(sum).padStart(3, '0')}\x01`)]);
  expect(messages.map(({ type }) => type)).toEqual(['0']);
});

test('several messages in one chunk, and one in pieces of every size', () => {
  const bytes = Buffer.concat([heartbeat, report, heartbeat]);
  for (let size = 1; size <= bytes.length; size += 1) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
    expect(frame(chunks).messages.map(({ type }) => type)).toEqual(['0', '8', '0']);
  }
});

test.each([
  ['RawData with SOH and a whole message in it', Buffer.concat([Buffer.from([1, 61, 1]), heartbeat])],
  ['RawData without a byte', Buffer.alloc(0)],
])('%s is cut by its length', (_title, data) => {
  const body = Buffer.concat([
    Buffer.from(`35=A\x0195=${data.length}\x0196=`),
    data,
    Buffer.from('\x01553=me\x01'),
  ]);
  const { messages, failure } = frame([framed(body), heartbeat]);
  expect(failure).toBeUndefined();
  expect(messages.map(({ type }) => type)).toEqual(['A', '0']);
  expect(messages[0]?.get(96)).toBe(data.toString('latin1'));
  expect(messages[0]?.get(553)).toBe('me');
});

test('texts are UTF-8, and Latin-1 where they are not', () => {
  const body = Buffer.concat([
    Buffer.from('35=8\x0158=价格 €\x01354='),
    Buffer.from('3\x01355=a\xe9b\x0155=\xff\x01', 'latin1'),
  ]);
  const [message] = frame([framed(body)]).messages;
  expect([message?.get(58), message?.get(355), message?.get(55)]).toEqual(['价格 €', 'aéb', 'ÿ']);
});

test('an empty value of the other side is read as it is', () => {
  expect(frame([wire('35=8|58=|11=x|')]).messages[0]?.get(58)).toBe('');
});

const bytes = (text: string) => Buffer.from(text.replaceAll('|', '\x01'), 'latin1');
const spoilt = (from: string, to: string) =>
  Buffer.from(report.toString('latin1').replace(from, to), 'latin1');

test.each([
  ['HTTP', bytes('HTTP/1.1 400 Bad Request\r\n'), 'answered HTTP: this is not the port of FIX'],
  ['a TLS alert', Buffer.from([0x15, 3, 1, 0, 2, 2, 70]), 'speaks TLS there: write fix+tls://'],
  ['a TLS handshake', Buffer.from([0x16, 3, 1, 0]), 'speaks TLS there: write fix+tls://'],
  ['another version', wire('35=0|', 'FIX.4.2'), 'speaks FIX.4.2, not FIX.4.4'],
  ['FIXT', wire('35=0|', 'FIXT.1.1'), 'speaks FIXT.1.1, not FIX.4.4'],
  ['a longer version', wire('35=0|', 'FIX.4.4.1'), 'speaks FIX.4.4.1, not FIX.4.4'],
  ['SSH', bytes('SSH-2.0-OpenSSH_9.2\r\n'), 'sent something that is not FIX.4.4: "SSH-2.0-OpenSSH_9.2"'],
  ['a wrong first byte', bytes('7'), 'sent something that is not FIX.4.4: "7"'],
  [
    'no BodyLength',
    bytes('8=FIX.4.4|35=0|'),
    'sent a malformed message: its second field is not a BodyLength',
  ],
  ['an empty BodyLength', bytes('8=FIX.4.4|9=|'), 'sent a malformed message: its BodyLength is not a number'],
  ['a negative one', bytes('8=FIX.4.4|9=-5|'), 'sent a malformed message: its BodyLength is not a number'],
  [
    'one without an end',
    bytes('8=FIX.4.4|9=00000000000'),
    'sent a malformed message: its BodyLength is not a number',
  ],
  [
    '2 GB',
    bytes('8=FIX.4.4|9=2147483648|'),
    `sent a message of 21474836 bytes or more: at most ${LONGEST_BODY} are read`,
  ],
  [
    'a byte too much',
    bytes(`8=FIX.4.4|9=${LONGEST_BODY + 1}`),
    `sent a message of ${LONGEST_BODY + 1} bytes or more: at most ${LONGEST_BODY} are read`,
  ],
  [
    'a changed byte',
    spoilt('150=0', '150=1'),
    'sent a message with a wrong CheckSum: 10=127 where 10=128 is right',
  ],
  [
    'a short length',
    spoilt('9=56', '9=55'),
    'sent a message with a wrong BodyLength: it does not end where that says',
  ],
  [
    'no length of MsgType',
    bytes('8=FIX.4.4|9=0|10=200|'),
    'sent a malformed message: its third field is not a MsgType',
  ],
  ['no MsgType', wire('49=A|35=0|'), 'sent a malformed message: its third field is not a MsgType'],
  ['a field without a tag', wire('35=0|=x|'), 'sent a malformed message: a field is not TAG=VALUE'],
  ['a field without a value', wire('35=0|58|'), 'sent a malformed message: a field is not TAG=VALUE'],
  ['an empty field', wire('35=0||'), 'sent a malformed message: a field is not TAG=VALUE'],
  ['a tag with zeros', wire('35=0|058=x|'), 'sent a malformed message: a field is not TAG=VALUE'],
  ['a tag of ten digits', wire('35=0|1234567890=x|'), 'sent a malformed message: a field is not TAG=VALUE'],
  [
    'data that are too short',
    wire('35=A|95=9|96=abc|'),
    'sent a malformed message: its field 96 has another length than said',
  ],
  [
    'data that are too long',
    wire('35=A|95=2|96=abc|'),
    'sent a malformed message: its field 96 has another length than said',
  ],
])('%s is refused at once, and what came before it is told', (_title, wrong, sentence) => {
  const { messages, failure } = frame([Buffer.concat([heartbeat, wrong]), heartbeat, heartbeat]);
  expect(failure).toBe(sentence);
  expect(messages.map(({ type }) => type)).toEqual(['0']);
});

test('the last SOH is waited for, and nothing else is taken for it', () => {
  expect(frame([heartbeat.subarray(0, -1)])).toEqual({ messages: [], failure: undefined });
  expect(frame([heartbeat.subarray(0, -1), Buffer.from('8')]).failure).toMatch(/wrong CheckSum/);
});
