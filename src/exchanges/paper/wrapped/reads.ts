import type { Answer, Api } from '../../../adapter/Api.js';
import { ExchangeError, restate } from '../../../adapter/ExchangeError.js';
import { requireDecimal } from '../../../protocol/decimal.js';
import type { Data, MethodName } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { Ticker } from '../../../protocol/structures.js';
import { MINUTE } from '../../../protocol/time.js';
import type { Book, Level } from '../engine/model.js';

/** What a venue may use of a request. */
export type VenueApi = Pick<Api<unknown, unknown>, 'ask' | 'signal' | 'remaining'>;

/**
 * Reads market data of the exchange that Paper is wrapped around. Whatever goes wrong, nothing has been done: only what
 * an exchange is told to do can have an unknown outcome.
 */
export async function askVenue<M extends MethodName>(
  api: VenueApi,
  method: M,
  params: object,
): Promise<Data<M>> {
  const answer: Answer<Data<M>> = await api.ask(method, params).catch((error: unknown) => {
    throw restate(error, { outcome: 'rejected' });
  });
  return answer.data;
}

const LEVELS = 400;

/**
 * The order book of a symbol. What an order took from it is thought to be there again from the next minute on.
 *
 * @param now Unix time in ms.
 */
export async function fetchBook(api: VenueApi, symbol: string, now: number): Promise<Book> {
  const { asks, bids } = await askVenue(api, 'depth', { symbol, limit: LEVELS });
  return {
    asks: asks.map(toLevel),
    bids: bids.map(toLevel),
    renewed: Math.floor(now / MINUTE) * MINUTE + MINUTE,
  };
}

function toLevel([price, amount]: [number, number]): Level {
  return { price: requireDecimal(price), amount: requireDecimal(amount) };
}

const FEW = 3;

/**
 * The tickers of some symbols: one by one, or of many at once where it has them. A symbol that the exchange refuses has none.
 *
 * @param all whether the exchange has `tickers`.
 */
export async function fetchTickers(
  api: VenueApi,
  symbols: readonly string[],
  all: boolean,
): Promise<ReadonlyMap<string, Ticker>> {
  const listed = (all && symbols.length > FEW && (await quietly(() => askVenue(api, 'tickers', {})))) || [];
  const tickers = new Map(listed.map((ticker) => [ticker.symbol, ticker]));
  const found = await Promise.all(
    symbols.map(async (symbol) => {
      const ticker = tickers.get(symbol) ?? (await quietly(() => askVenue(api, 'ticker', { symbol })));
      return [symbol, ticker] as const;
    }),
  );
  return new Map(found.flatMap(([symbol, ticker]) => (ticker ? [[symbol, ticker]] : [])));
}

/** What the exchange refuses, it does not have. */
async function quietly<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ExchangeError || error instanceof ProtocolError) return undefined;
    throw error;
  }
}
