import {
  // #if fix
  createClientOrderId,
  // #end
  type Instrument,
  type InstrumentKey,
  type InstrumentSource,
  type NamedInstrument,
  // #if http
  // #if futures
  __optionalTimeField__,
  // #end
  // #end
  // #if !futures
  ProtocolError,
  // #end
  // #if http
  parseReply,
  // #else
  readGroup,
  // #end
  readInstruments,
  // #if http
  // #if !rest
  readPages,
  // #end
  // #else
  rowOf,
  // #end
  // #if keys
  type Steps,
  // #end
  textField,
} from 'fmzproto';
import * as v from 'valibot';
// #if http
import { type InstrumentRow, instrumentRow, publicReply } from './replies.ts';

// FILL IN: the exchange's words for its products, as its list of instruments takes them.
// #else
import { type InstrumentRow, instrumentRow } from './replies.ts';
import { instrumentMembers, instrumentTags, tag } from './tags.ts';

/** Of what it trades the venue has one list. */
// #end
export const products = __products__ as const;
export type Product = (typeof products)[number];
// #if http
// #if futures

/** The products that are contracts. */
// #if both
export const contracts = products.filter((product) => product !== 'spot');
// #else
export const contracts = products;
// #end
// #end
// #end

/** An instrument as the exchange lists it. */
export type __Exchange__Instrument = Instrument<InstrumentRow, Product>;

/** Where the instruments come from; `api.state.instruments` keeps them. */
export const instrumentSource: InstrumentSource<InstrumentRow, Product> = {
  exchange: '__displayName__',
  lists: products,
  // #if both
  // Where one endpoint lists all products, see `together`; for orders and positions, `listOf` of readLists.
  listOf: (symbol) => ('range' in symbol || symbol.contract !== undefined ? 'futures' : 'spot'),
  // #else
  // #if futures
  listOf: () => 'futures',
  // #else
  listOf(symbol) {
    if (!('range' in symbol) && symbol.contract === undefined) return 'spot';
    throw new ProtocolError(`${symbol.name} means futures: of __displayName__ there is spot only, like __spotName__`);
  },
  // #end
  // #end
  // #if fix
  async read(api, list) {
    // FILL IN: what the request holds besides, and how a list in several messages ends: 893=N means that more come.
    const reply = await api.fix.ask({
      type: 'x',
      fields: [
        [tag.SecurityReqID, createClientOrderId()],
        [tag.SecurityListRequestType, '4'],
      ],
      isComplete: (messages) => messages.at(-1)?.get(tag.LastFragment) !== 'N',
    });
    const rows = reply.messages
      .flatMap((message) => readGroup(message, tag.NoRelatedSym, instrumentMembers))
      .map((entry) => rowOf(entry, instrumentTags));
    const replies = [reply];
    return { ...readInstruments(rows, { naming: namingOf(list), row: instrumentRow, id: 'symbol' }), replies };
  },
  // What an account is listed may be its own.
  perAccount: true,
  // #else
  async read(api, list) {
    // #if rest
    // FILL IN: path of the list of instruments, and the name of its product; a list that comes in pages is read by readPages.
    const reply = await api.get('/api/v1/instruments', { product: list });
    const { data: rows } = parseReply(publicReply, reply);
    const replies = [reply];
    // #else
    const { rows, replies } = await readPages<unknown>({
      name: 'instruments',
      keyOf: (row) => JSON.stringify(row),
      async read(cursor) {
        // FILL IN: path of the list of instruments, and the names of its product and its cursor.
        const reply = await api.get('/api/v1/instruments', { product: list, cursor });
        const { data, next } = parseReply(publicReply, reply);
        return { rows: data, next, reply };
      },
    });
    // #end
    return { ...readInstruments(rows, { naming: namingOf(list), row: instrumentRow, id: 'symbol' }), replies };
  },
  // #end
  delistedName: (id) => id,
};

// #if split
// FILL IN: the fields that name an instrument.
// #end
// #if baseOnly
// FILL IN: the fields that name an instrument, and the currency that prices are in: __quote__, unless a field tells it.
// #end
// #if joined
// FILL IN: the fields that name an instrument: a name like __nativeSymbol__ does not tell where a currency ends.
// #end
const names = v.object({
  symbol: textField,
  // #if joined
  // #if http
  base: textField,
  // #end
  quote: textField,
  // #end
  // #if http
  // #if futures
  /** When a dated contract ends; absent on others. */
  expiry: __optionalTimeField__,
  // #end
  // #end
});

/** FMZ is told the exchange's own spelling, such as TSLAx; but what is in lower case throughout is meant in upper case. */
function spell(name: string): string {
  return name === name.toLowerCase() ? name.toUpperCase() : name;
}

/** What FMZ's symbols say of an instrument. */
function namingOf(list: Product) {
  return v.pipe(
    names,
    v.transform((row): NamedInstrument<Product> => {
      // #if split
      const [__firstCurrency__ = '', __secondCurrency__ = ''] = spell(row.symbol).split(__separators__);
      // #end
      // #if baseOnly
      // #if http
      // A contract is called __swapSymbol__.
      const [base = ''] = spell(row.symbol).split('_');
      // #else
      const base = spell(row.symbol);
      // #end
      const quote = '__quote__';
      // #end
      // #if joined
      // #if http
      const [base, quote] = [spell(row.base), spell(row.quote)];
      // #else
      const [name, quote] = [spell(row.symbol), spell(row.quote)];
      const base = name.endsWith(quote) ? name.slice(0, -quote.length) : name;
      // #end
      // #end
      // #if http
      // #if futures
      const kind = row.expiry ? 'futures' : 'swap';
      // #end
      // #end
      return {
        list,
        id: row.symbol,
        // #if both
        kind: list === 'spot' ? 'spot' : kind,
        // #else
        // #if futures
        // #if http
        kind,
        // #else
        // FILL IN: where there are dated contracts, those are 'futures', with their expiry in Unix ms.
        kind: 'swap',
        // #end
        // #else
        kind: 'spot',
        // #end
        // #end
        ...{ base, quote },
        // #if http
        // #if futures
        ...(row.expiry && { expiry: Number(row.expiry) }),
        // #end
        // #end
        standard: true,
      };
    }),
  );
}
// #if keys

/** The steps of amounts and prices. */
export function stepsOf({ row }: __Exchange__Instrument): Steps {
  return { lotSize: row.lotSize, minimum: row.minAmount, tickSize: row.tickSize };
}
// #end

/** The instrument of a row that was read from a list. */
export function instrumentOf({ list, symbol }: { list: Product; symbol: string }): InstrumentKey<Product> {
  return { list, id: symbol };
}
// #if http

/** The parameters that tell the exchange which instrument a request is about; without `symbol`, all of a list. */
export interface Native {
  // #if both
  product: Product;
  // #end
  symbol: string | undefined;
}

// FILL IN: the names of these parameters, here and above.
// #if both
export function nativeOf({ list, id }: { list: Product; id?: string | undefined }): Native {
  return { product: list, symbol: id };
}
// #else
export function nativeOf({ id }: { list: Product; id?: string | undefined }): Native {
  return { symbol: id };
}
// #end
// #end
// #if keys

// #if both
/** What stands before the comma of an order id. Spot and contracts may share names. */
export function labelOf({ list, id }: InstrumentKey<Product>): string {
  return `${list}:${id}`;
}

/** The instrument that an order id begins with; `undefined` if the exchange has no such instrument. */
export function parseLabel(label: string): InstrumentKey<Product> | undefined {
  const [word, id] = label.split(/:(.+)/s);
  const list = products.find((product) => product === word);
  return list && id ? { list, id } : undefined;
}
// #else
/** What stands before the comma of an order id. */
export function labelOf({ id }: InstrumentKey<Product>): string {
  return id;
}

/** The instrument that an order id begins with; `undefined` if the exchange has no such instrument. */
export function parseLabel(label: string): InstrumentKey<Product> | undefined {
  return label ? { list: products[0], id: label } : undefined;
}
// #end
// #end
