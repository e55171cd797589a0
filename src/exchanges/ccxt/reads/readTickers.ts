import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { splitLists } from '../quirks/splitLists.js';
import { parseRow } from '../rows/parseRow.js';
import { type TickerRow, tickerRows } from '../rows/tickerRow.js';
import { bySymbol } from './bySymbol.js';
import { fillAllQuotes } from './fillAllQuotes.js';
import type { CcxtList } from './listInstruments.js';
import { overKinds } from './overKinds.js';
import { warnOfOdd } from './warnOfOdd.js';

/** The tickers of all instruments, with the best prices where the exchange tells them. */
export async function readTickers(
  api: CcxtApi,
  exchange: CcxtExchange,
  list: CcxtList,
): Promise<readonly TickerRow[]> {
  const { trips } = api.state;
  const split = splitLists(exchange.id, 'fetchTickers');
  const rows = await overKinds(trips, { instruments: list.byId.values(), split }, async (params) =>
    Object.values(parseRow(tickerRows, await exchange.fetchTickers(undefined, params))),
  );
  warnOfOdd(api, 'tickers', rows);
  const known = bySymbol(list);
  return fillAllQuotes(
    exchange,
    rows.filter((row) => known.has(row.symbol ?? '')),
    (symbols, read) => {
      const instruments = [...symbols].flatMap((symbol) => known.get(symbol) ?? []);
      return overKinds(trips, { instruments, split }, read);
    },
  );
}
