import { ProtocolError } from '../protocol/ProtocolError.js';
import { listed, say } from '../wording/say.js';
import type { RawReply } from './Api.js';
import type { Instrument } from './Instrument.js';
import type { OrderApi } from './OrderDefinition.js';
import type { OrderIds } from './orderIds.js';
import { joinPages, type Pages } from './readPages.js';
import type { InstrumentKey, Selection } from './selection.js';

/** How an exchange tells the open orders of one instrument, and what is known of the others. */
export interface OrdersBySymbol<A, Row, List extends string> {
  /** How FMZ's ids of orders name them. */
  ids: OrderIds<A, List>;
  /** All open orders of one instrument, every page. */
  read(api: A, instrument: InstrumentKey<List>): Promise<Pages<Row, RawReply>>;
  /** Instruments that the account may have orders of, such as those of its positions, or a list of the exchange's. @default none */
  known?(api: A): Promise<readonly InstrumentKey<List>[]>;
  /** Whether `known` gives every instrument that the account may have orders of. @default false */
  complete?: boolean;
}

/**
 * The `open` of an exchange that lists open orders one instrument at a time. Where FMZ names no symbol, or a range, the
 * instruments are asked for that `known` gives, and those that the account has used within a day: where it placed, changed or
 * canceled an order, or asked for the open ones.
 *
 * Whether those are all cannot be known, unless `complete` says so: the log tells which ones they are. Where there are none, the
 * answer is an error that asks for a symbol, as an empty list would be taken for an account without orders.
 *
 * @example
 * open: openBySymbol<ExampleApi, ExampleInstrument, OrderRow>({ ids, read: readOpenOrders, known: instrumentsOfPositions }),
 */
export function openBySymbol<A extends OrderApi<I>, I extends Instrument, Row>({
  ids,
  read,
  known = async () => [],
  complete = false,
}: OrdersBySymbol<A, Row, I['list']>): (
  api: A,
  selection: Selection<I['row'], I['list']>,
) => Promise<Pages<Row, RawReply>> {
  return async (api, { instrument, holds }) => {
    const { instruments, recentOrders } = api.state;
    if (instrument) {
      recentOrders.noteInstrument(api, ids.format(instrument));
      return read(api, instrument);
    }
    const used = await Promise.all(recentOrders.instrumentsOf(api).map((native) => ids.parse(native, api)));
    const asked = new Map<string, InstrumentKey<I['list']>>();
    for (const one of [...used, ...(await known(api))])
      if (one && holds(one.id)) asked.set(ids.format(one), one);
    const { exchange } = instruments.source;
    if (asked.size === 0 && !complete) {
      throw new ProtocolError(
        say(
          "{exchange} lists open orders one symbol at a time, and none of this account's is known yet: name a symbol",
          {
            exchange,
          },
        ),
      );
    }
    const pages = await Promise.all(
      [...asked].map(async ([native, one]) => {
        const page = await read(api, one);
        // Where there are orders, there may be some tomorrow.
        if (page.rows.length > 0) recentOrders.noteInstrument(api, native);
        return page;
      }),
    );
    if (!complete) {
      api.warn(
        say('orders without a symbol'),
        say(
          'only those of {symbols} are told: {exchange} lists open orders one symbol at a time, and others of the account are not known',
          { symbols: listed([...asked.keys()]), exchange },
        ),
      );
    }
    return joinPages(pages);
  };
}
