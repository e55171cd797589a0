import { type FixBody, type FixField, type FixMessage, formatUtc } from 'fmzproto';
import { type FixHandler, type FixServer, startFixServer } from 'fmzproto/testing';
import { faultOfLogon } from './faultOfLogon.ts';
import { type VenueOrder, VenueOrders } from './VenueOrders.ts';

// FILL IN: what the venue answers. This one keeps to FIX 4.4, and trades at one price.
const BID = '1.0999';
const ASK = '1.1001';
const SYMBOLS = ['__nativeSymbol__', '__otherSpotSymbol__'];

/** How a venue answers the types of messages that it knows. */
export type Handlers = Readonly<Record<string, FixHandler>>;

/** What is to be another one than it is. */
export interface VenueOptions {
  change?(own: Handlers): Handlers;
  /** Why nobody may log on. */
  refuses?: string;
}

/** A server in the place of the venue. */
export async function startServer({ change, refuses }: VenueOptions = {}): Promise<FixServer> {
  const orders = new VenueOrders({ bid: BID, ask: ASK });
  const own: Handlers = {
    x: (message) => ({
      type: 'y',
      fields: [
        ...body({ 320: message.get(320), 322: '1', 560: '0', 893: 'Y' }),
        ...group(
          146,
          SYMBOLS.map((symbol) =>
            body({ 15: '__quote__', 55: symbol, 231: '1', 561: '1000', 562: '1000', 969: '0.00001' }),
          ),
        ),
      ],
    }),
    V: (message) => {
      if (message.get(263) === '2') return undefined;
      const [symbol, id] = [message.get(55) ?? '', message.get(262)];
      if (!SYMBOLS.includes(symbol)) return { type: 'Y', fields: body({ 262: id, 281: '0', 58: 'Unknown symbol' }) };
      const prices = { 0: BID, 1: ASK, 2: '1.1', 4: '1.09', 7: '1.12', 8: '1.08', B: '0' };
      const entries = Object.entries(prices).map(([kind, price]) =>
        body({ 269: kind, 270: price, 271: '5000000' }),
      );
      return { type: 'W', fields: [...body({ 55: symbol, 262: id }), ...group(268, entries)] };
    },
    D: (message) => orders.place(message).map(reportOf),
    F: (message) => changed(message, orders.cancel(message)),
    G: (message) => changed(message, orders.replace(message)),
    H: (message) => {
      const order = orders.find(message.get(11));
      if (order) return reportOf({ order, execution: 'I', more: { 11: message.get(11) } });
      const told = { 11: message.get(11), 37: 'NONE', 150: 'I', 39: '8', 54: '1', 103: '5', 58: 'Unknown order' };
      return { type: '8', fields: body({ ...told, 55: message.get(55) }) };
    },
    AF: (message) => {
      const { open } = orders;
      const id = { 584: message.get(584), 911: String(open.length) };
      if (open.length === 0) return { type: '8', fields: body({ ...id, 37: 'NONE', 150: 'I', 39: '0' }) };
      return open.map((order) => reportOf({ order, execution: 'I', more: id }));
    },
    // #if futures
    AN: (message) => {
      const { positions } = orders;
      const id = { 710: message.get(710), 721: 'NONE', 727: String(positions.length) };
      if (positions.length === 0) return { type: 'AP', fields: body({ ...id, 728: '2' }) };
      return positions.map(({ symbol, side, amount, price }, index) => ({
        type: 'AP',
        fields: [
          ...body({ ...id, 721: String(index + 1), 728: '0', 55: symbol, 730: price, 702: '1', 703: 'TQ' }),
          ...body(side === 'long' ? { 704: amount } : { 705: amount }),
        ],
      }));
    },
    // #end
    BB: (message) => ({
      type: 'BA',
      fields: body({ 908: '1', 909: message.get(909), 911: '1', 15: '__quote__', 900: '10000', 899: '8123.4471' }),
    }),
  };
  return startFixServer({
    on: { ...own, ...change?.(own) },
    logon: (message) => refuses ?? faultOfLogon(message),
  });
}

/** A group: how many entries there are, and the entries, all of which begin with the same tag. */
export function group(count: number, entries: readonly FixField[][]): FixField[] {
  return [[count, String(entries.length)], ...entries.flat()];
}

/** Fields in the order of their tags. */
export function body(fields: Readonly<Record<number, string | undefined>>): FixField[] {
  return Object.entries(fields).flatMap(([tag, value]): FixField[] =>
    value === undefined || value === '' ? [] : [[Number(tag), value]],
  );
}

/** The report of what became of an order, or of how it is. */
export function reportOf({
  order,
  execution,
  more = {},
}: {
  order: VenueOrder;
  execution: string;
  more?: Record<number, string | undefined>;
}): FixBody {
  const { id, ids, symbol, side, type, amount, price, filled, averagePrice, status, effect, time } = order;
  const told = { 6: averagePrice, 14: filled, 37: id, 38: amount, 39: status, 40: type, 44: price, 54: side };
  const names = { 11: ids.at(-1), 17: crypto.randomUUID(), 55: symbol, 60: formatUtc(time), 77: effect };
  return { type: '8', fields: body({ ...told, ...names, 150: execution, ...more }) };
}

/** What a change of an order is answered: its report, or that there is none that can be changed. */
function changed(message: FixMessage, done: { order: VenueOrder; execution: string } | undefined): FixBody {
  const names = { 11: message.get(11), 41: message.get(41) };
  if (done) return reportOf({ ...done, more: names });
  const refusal = { 37: 'NONE', 39: '8', 102: '1', 434: message.type === 'F' ? '1' : '2', 58: 'Unknown order' };
  return { type: '9', fields: body({ ...names, ...refusal }) };
}
