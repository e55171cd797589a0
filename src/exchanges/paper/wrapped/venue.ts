import type { Exchange } from '../../../adapter/Exchange.js';
import { notListed } from '../../../adapter/findInstrument.js';
import { SwrCache } from '../../../adapter/SwrCache.js';
import type { Data } from '../../../protocol/methods.js';
import type { Market } from '../../../protocol/structures.js';
import type { FmzSymbol } from '../../../protocol/symbol.js';
import { HOUR, MINUTE } from '../../../protocol/time.js';
import { say } from '../../../wording/say.js';
import type { Account } from '../engine/Account.js';
import { catchUp } from '../engine/catchUp.js';
import { delist } from '../engine/liquidate.js';
import type { Book, PaperInstrument } from '../engine/model.js';
import { readMarketSince } from './marketSince.js';
import { askVenue, fetchBook, fetchTickers, type VenueApi } from './reads.js';
import { findEntry, hasEnded, requireLasting, toInstrument } from './rules.js';

/** The exchange whose prices accounts trade at. */
export interface PriceSource {
  exchange: Exchange;
  /**
   * The entry in `markets` of what it trades without listing it. @default nothing
   *
   * @throws ProtocolError where it is not traded.
   */
  entryOf?(symbol: FmzSymbol): Market;
  /**
   * Whether all that happens within a minute is in its bar of that minute while it lasts. Waiting orders are then filled by
   * bars alone, and looking often or seldom gives the same. @default false: they are filled by the book at a look, too
   */
  liveBars?: boolean;
}

/** A {@link PriceSource}, as one request sees it. */
export interface PaperVenue {
  /**
   * The rules of what a symbol means.
   *
   * @throws ProtocolError when it is not traded here.
   */
  instrument(symbol: FmzSymbol): Promise<PaperInstrument>;
  /** The order book of an instrument as it is now. */
  book(name: string): Promise<Book>;
  /** Brings an account up to date with the prices since the last look at it. */
  settle(account: Account): Promise<void>;
}

const FIVE_MINUTES = 5 * MINUTE;
const NOT_AGAIN_FOR = 30_000;
// Long bars first, then shorter ones for what is left, then minutes.
const MOST_ROUNDS = 3;

/** Makes the venue of an exchange's prices; its list of instruments is kept. */
export function createVenue(source: PriceSource, now: () => number): (api: VenueApi) => PaperVenue {
  const { name, supports } = source.exchange;
  const lists = new SwrCache<Data<'markets'>>({
    fresh: FIVE_MINUTES,
    stale: HOUR,
    what: say('the list of markets'),
  });
  const has = {
    records: supports.includes('records'),
    fundings: supports.includes('fundings'),
    liveBars: source.liveBars ?? false,
  };

  return (api) => {
    const readMarkets = () => askVenue(api, 'markets', {});

    /** @returns whether the bars were so long that a part of the time is still to be looked at. */
    async function settleRound(account: Account): Promise<boolean> {
      const touched = [...account.orders.open, ...account.positions.all].map(
        ({ instrument }) => instrument.name,
      );
      const symbols = [...new Set(touched)];
      const tickers = await fetchTickers(api, symbols, supports.includes('tickers'));
      const looks = await Promise.all(
        [...tickers].map(async ([symbol, ticker]) => ({
          symbol,
          ...(await readMarketSince(api, account, { symbol, ticker, abilities: has })),
        })),
      );
      const ended = symbols.filter((symbol) => !tickers.has(symbol) && hasEnded(symbol, now()));
      const gone = ended.length > 0 ? await findGone(ended) : [];
      const market = new Map(looks.map(({ symbol, since }) => [symbol, since]));
      catchUp(account, market);
      for (const symbol of gone) delist(account, symbol, now());
      return looks.some(({ coarse }) => coarse);
    }

    /** Those of the symbols that are not listed any more. */
    async function findGone(symbols: readonly string[]): Promise<string[]> {
      const markets = await lists.newerThan('markets', NOT_AGAIN_FOR, readMarkets, api);
      return symbols.filter((symbol) => !Object.hasOwn(markets, symbol));
    }

    return {
      async instrument(symbol) {
        requireLasting(symbol);
        const find = (markets: Data<'markets'>) => findEntry(symbol, markets);
        const entry =
          find(await lists.get('markets', readMarkets, api)) ??
          source.entryOf?.(symbol) ??
          find(await lists.newerThan('markets', NOT_AGAIN_FOR, readMarkets, api));
        if (entry) return toInstrument(entry);
        throw notListed(name, symbol);
      },
      book: (symbol) => fetchBook(api, symbol, now()),
      async settle(account) {
        for (let round = 1; (await settleRound(account)) && round < MOST_ROUNDS; round += 1);
      },
    };
  };
}
