import * as v from 'valibot';
import type { Reply } from '../../http/Reply.js';
import { addDecimals, signOf, toDecimal } from '../../protocol/decimal.js';
import { looseDecimal, looseText, ownFigure } from '../../protocol/fields.js';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { listed, say } from '../../wording/say.js';
import type { InstrumentScope } from './calls/MethodCall.js';

const positionRow = v.object({
  symbol: looseText,
  side: looseText,
  contracts: ownFigure,
  entryPrice: ownFigure,
  unrealizedPnl: ownFigure,
  initialMargin: ownFigure,
  notional: looseDecimal,
  collateral: ownFigure,
  leverage: looseDecimal,
  info: v.optional(v.unknown()),
});

export const positionRows = v.array(positionRow);

export type PositionRow = v.InferOutput<typeof positionRow>;

/**
 * ccxt passes over positions in silence, such as those without an entry price: compares what it told with what the exchange
 * answered.
 *
 * @throws ProtocolError naming a position that is held, and that is not among the rows, or is of no market.
 */
export function requireAllHeld(
  rows: readonly PositionRow[],
  replies: readonly Reply[],
  scope: InstrumentScope,
): void {
  const nameless = rows.find(
    ({ symbol, contracts = '0' }) => (symbol ?? '') === '' && signOf(contracts) !== 0,
  );
  if (nameless)
    throw new ProtocolError(
      say('the exchange tells a position without a symbol, of {contracts} contracts: ask with IO', {
        contracts: String(nameless.contracts),
      }),
    );
  // Without what they were made of there is nothing to compare with.
  if (rows.some(({ info }) => typeof info !== 'object' || info === null)) return;
  const told = new Set(rows.flatMap(({ info }) => heldRows(info)).map(({ key }) => key));
  const missing = replies
    .flatMap(({ json }) => heldRows(json))
    .find((held) => !told.has(held.key) && isWanted(held, scope));
  if (missing) throw new ProtocolError(describe(missing));
}

/** Whether it may be of what was asked for: one without a name may be. */
function isWanted({ names }: HeldRow, { instrument, list, holds }: InstrumentScope): boolean {
  const words = names.filter(([, value]) => isName(value)).map(([, value]) => String(value));
  if (words.length === 0) return true;
  const known = words.flatMap((word) => list.byId.get(word) ?? []);
  return known.length > 0 ? known.some(holds) : instrument === undefined;
}

function oddField(field: string, value: unknown): string {
  return say('its {field} is {value}', { field, value: quote(value) });
}

function describe({ names, size, row }: HeldRow): string {
  const [named] = names.filter(([, value]) => isName(value));
  const [unnamed] = names;
  const price = oddPrice(row);
  const why = [
    ...(named || !unnamed ? [] : [oddField(unnamed[0], unnamed[1])]),
    ...(price === undefined ? [] : [oddField(price, row[price])]),
  ];
  const facts = { field: size.field, told: size.told, reason: listed(why) };
  const name = named && String(named[1]);
  if (name === undefined)
    return why.length > 0
      ? say('ccxt leaves out a position without a symbol with {field} {told}: {reason}; ask with IO', facts)
      : say('ccxt leaves out a position without a symbol with {field} {told}; ask with IO', facts);
  return why.length > 0
    ? say('ccxt leaves out a position of {name} with {field} {told}: {reason}; ask with IO', {
        ...facts,
        name,
      })
    : say('ccxt leaves out a position of {name} with {field} {told}; ask with IO', { ...facts, name });
}

/** What exchanges call the size of a position, and nothing else. */
const SIZE =
  /^(position_?(amt|amount|qty|quantity|size|vol|volume)|current_?qty|hold_?vol|net_?(pos|position|size|quantity)|pos|szi)$/i;
/** What they call the size of other things as well. */
const ANY_SIZE = /^(size|qty|quantity|amount|volume|vol|positions?|holding|contracts)$/i;
/** What only a position has beside its size. */
const OF_POSITION = /entry|(avg|average|open).*(price|px)|liq|unreali[sz]ed|upl|pnl|leverage/i;
const OF_ORDER = /^(cl(ient)?_?)?(order|ord|trade|deal)_?(id|link_?id)$/i;
/** What they call the contract, and its side. */
const MARKET =
  /^(symbol|inst_?id|instrument(_?(name|id))?|market(_?id)?|contract(_?(code|name))?|product(_?(id|symbol))?|coin|ticker)$/i;
const SIDE = /side|^direction$|^mgnMode$|^marginType$/i;

type Fields = Readonly<Record<string, unknown>>;

/** A row of an exchange's about a position that is held. */
interface HeldRow {
  /** The fields that name its contract, with what they say. */
  names: readonly [field: string, value: unknown][];
  size: { field: string; told: string };
  /** What tells it apart from others. */
  key: string;
  row: Fields;
}

/** All rows about positions that are held, however deep in an answer. */
export function heldRows(answer: unknown): HeldRow[] {
  if (Array.isArray(answer)) return answer.flatMap(heldRows);
  if (typeof answer !== 'object' || answer === null) return [];
  const row: Fields = { ...answer };
  const own = toHeldRow(row);
  return [...(own ? [own] : []), ...Object.values(row).flatMap(heldRows)];
}

function toHeldRow(row: Fields): HeldRow | undefined {
  const fields = Object.keys(row);
  if (fields.some((field) => OF_ORDER.test(field))) return undefined;
  const likePosition =
    fields.some((field) => OF_POSITION.test(field)) && fields.some((field) => MARKET.test(field));
  const isSize = (field: string) => SIZE.test(field) || (likePosition && ANY_SIZE.test(field));
  for (const field of fields.filter(isSize)) {
    const told = toDecimal(row[field]);
    if (told === undefined || signOf(told) === 0) continue;
    const names = Object.entries(row).filter(([name]) => MARKET.test(name));
    const sides = Object.entries(row).filter(([name, value]) => SIDE.test(name) && typeof value !== 'object');
    // ccxt makes texts of numbers, with the zeros at their ends.
    const key = [
      field,
      addDecimals([told]),
      ...[...names, ...sides].flat().map((item) => String(item ?? '')),
    ].join(' ');
    return { names, size: { field, told }, key, row };
  }
  return undefined;
}

/** Whether a value names something. */
function isName(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

/** The price field of a row that says nothing that can be read as a price, where there is one. */
function oddPrice(row: Fields): string | undefined {
  return Object.keys(row).find(
    (field) => /entry/i.test(field) && /price|px/i.test(field) && !(signOf(toDecimal(row[field]) ?? '0') > 0),
  );
}
