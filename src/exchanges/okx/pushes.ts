import * as v from 'valibot';
import { barRow } from '../../adapter/pageBars.js';
import { readBookLevel } from '../../adapter/rows.js';
import { toNumber } from '../../protocol/decimal.js';
import { textField, timeField } from '../../protocol/fields.js';
import { parseJson } from '../../protocol/json.js';
import { toBar } from '../../protocol/structures.js';
import type { PushedBar } from '../../streams/BarMemory.js';
import type { BookChange } from '../../streams/OrderBook.js';
import type { StreamMessage } from '../../streams/StreamProtocol.js';
import { say } from '../../wording/say.js';

const argument = v.object({
  channel: v.string(),
  instId: v.optional(v.string()),
  instType: v.optional(v.string()),
});
const pushed = v.object({ arg: argument, action: v.optional(v.string()), data: v.array(v.unknown()) });
const timedRows = v.looseTuple([v.looseObject({ ts: timeField })]);
const eventMessage = v.object({
  event: v.string(),
  arg: v.optional(argument),
  code: v.optional(textField),
  msg: v.optional(v.string(), ''),
});

function nameOf({ channel, instId, instType }: v.InferOutput<typeof argument>): string {
  return JSON.stringify(channel === 'instruments' ? { channel, instType } : { channel, instId });
}

/** What a message means. @throws ValiError, or SyntaxError, where a message is not as documented. */
export function read(text: string): StreamMessage | undefined {
  if (text === 'pong') return undefined;
  const json = parseJson(text);
  const told = v.safeParse(eventMessage, json);
  if (told.success) return readEvent(told.output);
  const { arg, action, data } = v.parse(pushed, json);
  const topic = nameOf(arg);
  if (arg.channel === 'books') return { kind: 'data', topic, snapshot: action === 'snapshot', data: data[0] };
  if (arg.channel !== 'tickers' && arg.channel !== 'funding-rate')
    return { kind: 'data', topic, snapshot: true, data };
  const [row] = v.parse(timedRows, data);
  return { kind: 'data', topic, snapshot: true, data: row, time: toNumber(row.ts) };
}

const REFUSED_TOPIC = /channel:\s*([\w-]+),\s*(instId|instType):\s*([\w-]+)/;

function readEvent({ event, arg, code, msg }: v.InferOutput<typeof eventMessage>): StreamMessage | undefined {
  const topics = arg && { topics: [nameOf(arg)] };
  if (event === 'subscribe') return { kind: 'subscribed', ...topics };
  if (event === 'unsubscribe') return { kind: 'unsubscribed', ...topics };
  if (event === 'notice') return { kind: 'closing', reason: `${code} ${msg}` };
  if (event !== 'error') return undefined;
  // OKX names the topic in its text alone, and not in each.
  const [, channel, key, value] = REFUSED_TOPIC.exec(msg) ?? [];
  const named = channel !== undefined &&
    key !== undefined && { topics: [JSON.stringify({ channel, [key]: value })] };
  return { kind: 'refused', reason: `${code} ${msg}`, ...topics, ...named };
}

// It stands in `raw` as the number that it is.
const sequenceField = v.pipe(
  textField,
  v.regex(/^(?:0|-?[1-9]\d*)$/, () => say('is not a number')),
);
const bookRow = v.object({
  asks: v.array(v.unknown()),
  bids: v.array(v.unknown()),
  ts: timeField,
  seqId: sequenceField,
  prevSeqId: sequenceField,
});

/** A change of a book, or the whole. Its checksum is 0 since June 2026: what proves that nothing was lost is the chain of its ids. */
export function readBook(data: unknown): BookChange {
  const { asks, bids, ts, seqId, prevSeqId } = v.parse(bookRow, data);
  return {
    sequence: seqId,
    previous: prevSeqId,
    asks: asks.map(readBookLevel),
    bids: bids.map(readBookLevel),
    time: toNumber(ts),
  };
}

const candleRows = v.array(
  v.pipe(
    barRow,
    v.check(
      (row) => row[8] === '0' || row[8] === '1',
      () => say('is not told to be closed or not'),
    ),
  ),
);

/** The bars of a message. */
export function readBars(data: unknown): PushedBar[] {
  return v.parse(candleRows, data).map((row) => ({ bar: toBar(row), closed: row[8] === '1' }));
}

const stateRows = v.array(v.object({ instId: textField, state: textField }));

/** Which instruments a message is about, and whether each is traded. */
export function readStates(data: unknown): [id: string, traded: boolean][] {
  return v.parse(stateRows, data).map(({ instId, state }) => [instId, state === 'live']);
}
