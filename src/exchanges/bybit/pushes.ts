import * as v from 'valibot';
import { barRow } from '../../adapter/pageBars.js';
import { readBookLevel } from '../../adapter/rows.js';
import { toNumber } from '../../protocol/decimal.js';
import { optionalTextField, textField, timeField } from '../../protocol/fields.js';
import { parseJson } from '../../protocol/json.js';
import { toBar } from '../../protocol/structures.js';
import type { PushedBar } from '../../streams/BarMemory.js';
import type { BookChange } from '../../streams/OrderBook.js';
import type { StreamMessage } from '../../streams/StreamProtocol.js';
import { say } from '../../wording/say.js';
import { tradeRow } from './replies.js';

const answer = v.object({
  success: v.boolean(),
  ret_msg: optionalTextField,
  op: v.string(),
  req_id: optionalTextField,
});
const ofTopic = v.looseObject({ topic: v.unknown() });
const push = v.object({
  topic: v.string(),
  type: v.picklist(['snapshot', 'delta']),
  ts: timeField,
  data: v.union([v.array(v.unknown()), v.looseObject({})]),
});

/**
 * What a message means. Bybit refuses a request as a whole, and so no topic of it is named here. A row has no time of its own:
 * it is given that of its message, as `ts`.
 *
 * @throws ValiError, or SyntaxError, where a message is not as documented.
 * @see https://bybit-exchange.github.io/docs/v5/ws/connect
 */
export function read(text: string): StreamMessage | undefined {
  const json = parseJson(text);
  const answered = v.safeParse(answer, json);
  if (answered.success) return readAnswer(answered.output);
  if (!v.is(ofTopic, json)) return undefined;
  const { topic, type, ts, data } = v.parse(push, json);
  const snapshot = type === 'snapshot';
  if (Array.isArray(data)) return { kind: 'data', topic, snapshot, data };
  return { kind: 'data', topic, snapshot, data: { ...data, ts }, time: toNumber(ts) };
}

function readAnswer({
  success,
  ret_msg,
  op,
  req_id,
}: v.InferOutput<typeof answer>): StreamMessage | undefined {
  if (op !== 'subscribe' && op !== 'unsubscribe') return undefined;
  const request = req_id === '' ? {} : { request: req_id };
  if (!success) return { kind: 'refused', reason: ret_msg, ...request };
  return { kind: op === 'subscribe' ? 'subscribed' : 'unsubscribed', ...request };
}

const bookRow = v.object({
  a: v.array(v.unknown()),
  b: v.array(v.unknown()),
  u: v.pipe(
    textField,
    v.regex(/^(?:0|[1-9]\d*)$/, () => say('is not a number')),
  ),
  ts: timeField,
});

/** A change of a book, or the whole: `u` grows by one with each message. */
export function readBook(data: unknown): BookChange {
  const { a, b, u, ts } = v.parse(bookRow, data);
  return {
    sequence: u,
    previous: String(BigInt(u) - 1n),
    asks: a.map(readBookLevel),
    bids: b.map(readBookLevel),
    time: toNumber(ts),
  };
}

const klineRows = v.array(
  v.pipe(
    v.object({
      start: v.unknown(),
      open: v.unknown(),
      high: v.unknown(),
      low: v.unknown(),
      close: v.unknown(),
      volume: v.unknown(),
      confirm: v.boolean(),
    }),
    v.transform(({ start, open, high, low, close, volume, confirm }): PushedBar => {
      const row = v.parse(barRow, [start, open, high, low, close, volume]);
      return { bar: toBar(row), closed: confirm };
    }),
  ),
);

/** The bars of a message. */
export function readBars(data: unknown): PushedBar[] {
  return v.parse(klineRows, data);
}

const pushedTrades = v.array(
  v.pipe(
    v.object({ i: v.unknown(), p: v.unknown(), v: v.unknown(), S: v.unknown(), T: v.unknown() }),
    v.transform(({ i, p, v: size, S, T }) => ({ execId: i, price: p, size, side: S, time: T })),
    tradeRow,
  ),
);

/** Trades in the words of REST. */
export function readTrades(rows: readonly unknown[]): v.InferOutput<typeof pushedTrades> {
  return v.parse(pushedTrades, rows);
}
