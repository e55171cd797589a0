import { setTimeout as sleep } from 'node:timers/promises';
import { ExchangeError } from '../../adapter/ExchangeError.js';
import type { FixReply } from '../../adapter/FixDefinition.js';
import { parseFields, untilTotal } from '../../adapter/fixRows.js';
import { createClientOrderId } from '../../adapter/orderIds.js';
import { nameRows, selectInstruments } from '../../adapter/selection.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { say } from '../../wording/say.js';
import { type Book, bookOf } from './book.js';
import { instrumentOf } from './instruments.js';
import { type PositionRow, parsePosition } from './parse.js';
import { positionRow, positionsReply, positionsTags, positionTags } from './replies.js';
import type { CTraderApi, CTraderMethods } from './state.js';
import { symbolNames } from './symbolNames.js';

/** How long positions wait for prices to compute their profit with, in ms. */
const PATIENCE = 1000;

/** Positions: as many of one symbol as there are, the oldest first. */
export const positions = {
  async positions({ symbol }, api) {
    const selection = await selectInstruments(api, symbol);
    const { rows, reply } = await readPositions(api);
    const named = await nameRows(api, selection, rows, instrumentOf);
    const books = await readBooks(
      api,
      named.map(({ row }) => row),
    );
    return {
      data: named.flatMap(({ row, symbol: name }) => parsePosition(row, name, books.get(row.symbol)) ?? []),
      raw: reply.raw,
    };
  },
} satisfies CTraderMethods;

/** All positions of the account, the oldest first: a report for each. */
export async function readPositions(api: CTraderApi): Promise<{ rows: PositionRow[]; reply: FixReply }> {
  const reply = await api.fix.ask({
    type: 'AN',
    fields: [[710, createClientOrderId()]],
    isComplete: untilTotal(727),
  });
  const { result, total } = parseFields(positionsReply, reply.message, positionsTags);
  if (!['', '0', '2'].includes(result))
    throw new ExchangeError({ code: result, message: say('cTrader did not tell the positions') });
  if (total === 0) return { rows: [], reply };
  const nameOf = await symbolNames(api);
  const rows = reply.messages.map((message) => parseFields(positionRow, message, positionTags));
  return {
    rows: rows
      .map((row) => ({ ...row, name: nameOf(row.symbol) }))
      .sort((one, other) => compareIds(one.id, other.id)),
    reply,
  };
}

/** The later, the greater. */
function compareIds(one: string, other: string): number {
  const numeric = /^\d+$/;
  return numeric.test(one) && numeric.test(other) ? compareDecimals(one, other) : 0;
}

/** The books of what is quoted in a known currency, by the numbers of symbols: those that are to be had in a moment. */
async function readBooks(api: CTraderApi, rows: readonly PositionRow[]): Promise<Map<string, Book>> {
  const { byId } = await api.state.instruments.list(api, 'all');
  const quoted = rows.filter(({ name }) => byId.get(name)?.quote);
  const books = new Map<string, Book>();
  const reading = Promise.all(
    [...new Set(quoted.map(({ symbol }) => symbol))].map(async (symbol) => {
      const followed = await api.fix.follow(bookOf(symbol)).catch(() => undefined);
      if (followed) books.set(symbol, followed.memory);
    }),
  );
  if (quoted.length > 0) await Promise.race([reading, sleep(PATIENCE, undefined, { ref: false })]);
  return new Map(books);
}
