import type { Reply } from '../../../http/Reply.js';
import { signOf } from '../../../protocol/decimal.js';
import { quote } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { type HeldRow, heldRows, isName, oddPrice } from '../parse/heldRows.js';
import type { PositionRow } from '../rows/positionRow.js';
import type { Selection } from './selectInstruments.js';

/**
 * ccxt passes over positions in silence, such as those without an entry price: compares what it told with what the exchange
 * answered.
 *
 * @throws ProtocolError naming a position that is held, and that is not among the rows, or is of no market.
 */
export function requireAllHeld(
  rows: readonly PositionRow[],
  replies: readonly Reply[],
  selection: Selection,
): void {
  const nameless = rows.find(
    ({ symbol, contracts = '0' }) => (symbol ?? '') === '' && signOf(contracts) !== 0,
  );
  if (nameless)
    throw new ProtocolError(
      `the exchange tells a position without a symbol, of ${nameless.contracts} contracts: ask with IO`,
    );
  // Without what they were made of there is nothing to compare with.
  if (rows.some(({ info }) => typeof info !== 'object' || info === null)) return;
  const told = new Set(rows.flatMap(({ info }) => heldRows(info)).map(({ key }) => key));
  const missing = replies
    .flatMap(({ json }) => heldRows(json))
    .find((held) => !told.has(held.key) && isWanted(held, selection));
  if (missing) throw new ProtocolError(describe(missing));
}

/** Whether it may be of what was asked for: one without a name may be. */
function isWanted({ names }: HeldRow, { instrument, list, holds }: Selection): boolean {
  const words = names.filter(([, value]) => isName(value)).map(([, value]) => String(value));
  if (words.length === 0) return true;
  const known = words.flatMap((word) => list.byId.get(word) ?? []);
  return known.length > 0 ? known.some(holds) : instrument === undefined;
}

function describe({ names, size, row }: HeldRow): string {
  const [named] = names.filter(([, value]) => isName(value));
  const [unnamed] = names;
  const price = oddPrice(row);
  const who = named ? `of ${String(named[1])}` : 'without a symbol';
  const why = [
    ...(named || !unnamed ? [] : [`its ${unnamed[0]} is ${quote(unnamed[1])}`]),
    ...(price === undefined ? [] : [`its ${price} is ${quote(row[price])}`]),
  ];
  const reason = why.length > 0 ? `: ${why.join(', ')}` : '';
  return `ccxt leaves out a position ${who} with ${size.field} ${size.told}${reason}; ask with IO`;
}
