import { readBars } from '../../adapter/pageBars.js';
import { rawOf, readPages } from '../../adapter/readPages.js';
import { parseReply, readableRows, readLevels, requireTicker } from '../../adapter/rows.js';
import { signOf, toNumber } from '../../protocol/decimal.js';
import { type Period, WEEK } from '../../protocol/time.js';
import { CRYPTO, partsOf, readData, readHistory, readSnapshots } from './dataHost.js';
import { classes } from './instruments.js';
import { parseMarket, parseTicker, parseTrades } from './parse.js';
import { barRow, booksReply, levelRow, quoteReply, snapshotRow, tradeRow } from './replies.js';
import type { AlpacaApi, AlpacaMethods } from './state.js';

const RECENT_TRADES = 100;
const MAX_BARS = 10_000;
/** No bar is older. */
const FIRST_BAR = '2016-01-01T00:00:00Z';

/** Alpaca has none of three days. */
const BAR_NAMES: Readonly<Partial<Record<Period, string>>> = {
  1: '1Min',
  3: '3Min',
  5: '5Min',
  15: '15Min',
  30: '30Min',
  60: '1Hour',
  120: '2Hour',
  240: '4Hour',
  360: '6Hour',
  720: '12Hour',
  1440: '1Day',
  10080: '1Week',
};

/** Market data, which is on a host of its own. @see https://docs.alpaca.markets/docs/about-market-data-api */
export const market = {
  async ticker({ symbol }, api) {
    const { list, id, name } = await api.state.instruments.find(api, symbol);
    const { rows, reply } = await readSnapshots(api, list, [id]);
    const [row] = readableRows(api, {
      list: 'snapshots',
      rows: rows.map(([, found]) => found),
      schema: snapshotRow,
      wanted: true,
    });
    return { data: requireTicker(row && parseTicker(row, name), name), raw: reply.raw };
  },

  async tickers(_params, api) {
    const parts = await Promise.all(classes.map((list) => partsOf(api, list)));
    const answers = await Promise.all(
      parts.flat().map(async ({ list, ids }) => ({ list, ...(await readSnapshots(api, list, ids)) })),
    );
    const nameOf = await api.state.instruments.namer(api, classes);
    const data = answers.flatMap(({ list, rows }) =>
      rows.flatMap(([id, found]) => {
        // One that was never traded has none.
        if (found === null) return [];
        const [row] = readableRows(api, { list: `${list} snapshots`, rows: [found], schema: snapshotRow });
        return (row && parseTicker(row, nameOf(id, list))) ?? [];
      }),
    );
    return { data, raw: rawOf(answers.map(({ reply }) => reply)) };
  },

  async depth({ symbol, limit }, api) {
    const { list, id } = await api.state.instruments.find(api, symbol);
    if (list === 'stock') return readQuote(api, id);
    const reply = await readData(api, `${CRYPTO}/latest/orderbooks`, { symbols: id });
    const book = parseReply(booksReply, reply).orderbooks[id];
    const side = (rows: readonly unknown[] = [], direction: 1 | -1) =>
      readLevels(api, rows, levelRow)
        .filter(([, size]) => size > 0)
        .sort(([a], [b]) => direction * (a - b))
        .slice(0, limit);
    const data = { time: book?.t ?? Math.floor(api.now()), asks: side(book?.a, 1), bids: side(book?.b, -1) };
    return { data, raw: reply.raw };
  },

  async trades({ symbol }, api) {
    const { list, id } = await api.state.instruments.find(api, symbol);
    // Without a start they are those of today, of which there are none on a holiday.
    const start = new Date(api.now() - WEEK).toISOString();
    const { rows, replies } = await readPages<unknown>({
      name: 'trades',
      keyOf: (row) => JSON.stringify(row),
      enough: (read) => read.length >= RECENT_TRADES,
      read: (page_token) =>
        readHistory(api, { list, id, what: 'trades' }, { start, limit: RECENT_TRADES, page_token }),
    });
    const read = readableRows(api, {
      list: 'trades',
      rows,
      schema: tradeRow,
      id: 'i',
      wanted: rows.length > 0,
    });
    return { data: parseTrades(read.reverse()), raw: rawOf(replies) };
  },

  /** @see https://docs.alpaca.markets/reference/stockbars */
  async records(params, api) {
    const { list, id } = await api.state.instruments.find(api, params.symbol);
    const bars = { names: BAR_NAMES, size: MAX_BARS, schema: barRow };
    return readBars(api, params, bars, async (timeframe, { limit, before }) => {
      const end = before === undefined ? undefined : new Date(before * 1000 - 1).toISOString();
      const query = { timeframe, start: FIRST_BAR, end, limit };
      // A page may be empty though there are older bars: the token tells.
      for (let page_token: string | undefined; ; ) {
        const page = await readHistory(api, { list, id, what: 'bars' }, { ...query, page_token });
        if (page.rows.length > 0 || !page.next || page.next === page_token) return page;
        page_token = page.next;
      }
    });
  },

  markets: (_params, api) =>
    api.state.instruments.markets(api, (instrument, symbol) =>
      instrument.row.status === 'active' && instrument.row.tradable
        ? parseMarket(instrument, symbol)
        : undefined,
    ),
} satisfies AlpacaMethods;

/** The order book of a stock: of no more than the best price of each side does Alpaca tell. */
async function readQuote(api: AlpacaApi, id: string) {
  const reply = await readData(api, `/v2/stocks/${encodeURIComponent(id)}/quotes/latest`, {});
  const { quote } = parseReply(quoteReply, reply);
  const side = (price: string, size: string): [number, number][] =>
    signOf(price) > 0 && signOf(size) > 0 ? [[toNumber(price), toNumber(size)]] : [];
  return {
    data: { time: quote.t, asks: side(quote.ap, quote.as), bids: side(quote.bp, quote.bs) },
    raw: reply.raw,
  };
}
