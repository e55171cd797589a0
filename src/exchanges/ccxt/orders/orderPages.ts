import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { DAY } from '../../../protocol/time.js';
import { say } from '../../../wording/say.js';
import { isRefusal } from '../calls/errors.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { featuresOf } from '../instance/features.js';
import type { CcxtInstrument } from '../instruments.js';
import { isOpen, type OrderRow } from './orderRow.js';

/** How many requests a list is worth. */
const MOST_PAGES = 100;
/** No exchange sends less at once where there is more. */
const SMALLEST_PAGE = 10;
/** How many times it looks through as many days as the exchange does at once. */
const MOST_SPANS = 20;

/** What a page of orders holds; times are Unix ms. */
interface OrderPage {
  since?: number | undefined;
  until?: number | undefined;
  limit?: number | undefined;
}

/** Whether more may be behind a page. */
type More = 'no' | 'possible' | 'likely';

/**
 * A list of orders, page by page: the latest `count` of them, or from `since` on the first ones. Whether a page is the first
 * or the last one of its time is not known of most exchanges: it is looked in both directions, until nothing new comes.
 *
 * @param wanted.count how many done orders.
 * @param wanted.size how many orders a page can hold; infinite where that is not known.
 * @param wanted.days how many days the exchange looks through at a time; `undefined` for all.
 * @param wanted.now Unix ms.
 * @throws ProtocolError when `since` is too many such times ago, and when there may be orders that are not told.
 */
export async function pageOrders(
  wanted: { since: number; count: number; size: number; days: number | undefined; now: number },
  read: (page: OrderPage) => Promise<readonly OrderRow[]>,
): Promise<OrderRow[]> {
  const { since, count, size, now } = wanted;
  const rows = new Map<string, OrderRow>();
  let pages = 0;

  function requirePages(): void {
    if (pages < MOST_PAGES) return;
    throw new ProtocolError(
      say(
        'the list is not at its end after {pages} pages of {count} orders: name a market, or ask for a shorter time',
        { pages: MOST_PAGES, count: rows.size },
      ),
    );
  }

  /** Reads the orders of a time. */
  async function readBetween(from: number, until: number | undefined): Promise<void> {
    const since = from || undefined;
    const times: number[] = [];

    /** Reads a page; whether it held something new, and more may be behind it. */
    async function add(page: OrderPage): Promise<More> {
      pages += 1;
      const limit = Number.isFinite(size) ? size : undefined;
      const answer = await read({ ...page, limit });
      const fresh = answer.filter((row) => !rows.has(keyOf(row)));
      // It takes no bounds, and there may be more behind them.
      if (fresh.length === 0 && answer.length >= size) {
        throw new ProtocolError(
          say('the exchange returns no more than {size} orders: name a market, or cancel some', { size }),
        );
      }
      for (const row of fresh) rows.set(keyOf(row), row);
      times.push(...fresh.flatMap(({ timestamp }) => timestamp ?? []));
      if (fresh.length === 0 || times.length === 0) return 'no';
      // Pages end at round numbers, whatever was asked for; where their size is not known, they may end anywhere.
      if (answer.length >= size || answer.length % 10 === 0) return 'likely';
      return Number.isFinite(size) || answer.length < SMALLEST_PAGE ? 'no' : 'possible';
    }

    /** Reads a page that may be there: an exchange need not take its bounds where the list has most likely ended. */
    function addMore(more: More, page: OrderPage): Promise<More> {
      requirePages();
      return add(page).catch((error: unknown) => {
        if (more === 'possible' && isRefusal(error)) return 'no';
        throw error;
      });
    }

    const full = await add({ since, until });
    const first = rows.size;
    for (let more = full; more !== 'no' && (from > 0 || doneOf(rows) < count); ) {
      more = await addMore(more, { since, until: Math.min(...times) + 1 });
    }
    // Nothing was older: what is missing is newer.
    for (let more = from > 0 && rows.size === first ? full : 'no'; more !== 'no' && doneOf(rows) < count; ) {
      more = await addMore(more, { since: Math.max(...times), until });
    }
  }

  const span = since > 0 && wanted.days !== undefined ? wanted.days * DAY : undefined;
  if (span === undefined) {
    await readBetween(since, undefined);
    return [...rows.values()];
  }
  let from = since;
  for (let spans = 0; from < now && doneOf(rows) < count && spans < MOST_SPANS; from += span, spans += 1) {
    await readBetween(from, Math.min(from + span, now));
  }
  if (from < now && doneOf(rows) < count) {
    throw new ProtocolError(
      say(
        'since is too long ago: the exchange returns the orders of {days} days at a time, ask for the last {most} days',
        { days: wanted.days ?? 1, most: MOST_SPANS * (wanted.days ?? 1) },
      ),
    );
  }
  return [...rows.values()];
}

function keyOf({ symbol, id }: OrderRow): string {
  return `${symbol} ${id}`;
}

function doneOf(rows: ReadonlyMap<string, OrderRow>): number {
  return [...rows.values()].filter((row) => !isOpen(row)).length;
}

/**
 * How many orders ccxt knows an exchange to send at once, and of how many days, of the kind of instruments that it sends
 * least of.
 *
 * @param open whether the list is that of open orders.
 */
export function pageLimitsOf(
  exchange: CcxtExchange,
  instruments: readonly CcxtInstrument[],
  open: boolean,
): { size: number; days: number | undefined } {
  const kinds = new Map(instruments.map(({ row }) => [`${row.type} ${row.linear}`, row]));
  const features = [...kinds.values()].map((row) => {
    const { fetchOpenOrders, fetchOrders, fetchClosedOrders } = featuresOf(exchange, row);
    return open ? fetchOpenOrders : (fetchClosedOrders ?? fetchOrders);
  });
  const least = (values: readonly (number | undefined)[]) =>
    Math.min(...values.filter((value) => value !== undefined));
  const days = least(features.map((list) => list?.untilDays));
  // Most exchanges refuse to send more than a hundred.
  const most = open ? Number.POSITIVE_INFINITY : 100;
  const size = Math.min(least(features.map((list) => list?.limit)), most);
  return { size, days: days < 10_000 ? days : undefined };
}
