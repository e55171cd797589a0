import type { Exchange } from '../../../adapter/Exchange.js';
import { SwrCache } from '../../../adapter/SwrCache.js';
import type { Data } from '../../../protocol/methods.js';
import { quote } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { pickSpelling } from '../../../protocol/symbol.js';
import type { Account } from '../engine/Account.js';
import { catchUp } from '../engine/catchUp.js';
import { delist } from '../engine/delist.js';
import type { Venue, VenueApi } from '../Venue.js';
import { askInner } from './askInner.js';
import { hasEnded } from './hasEnded.js';
import { readBook } from './readBook.js';
import { readHappenings } from './readHappenings.js';
import { readTickers } from './readTickers.js';
import { requireLasting, toInstrument } from './toInstrument.js';

const FIVE_MINUTES = 300_000;
const HOUR = 3_600_000;
const NOT_AGAIN_FOR = 30_000;
// Long bars first, then shorter ones for what is left, then minutes.
const MOST_ROUNDS = 3;

/** Makes the venue of another exchange's prices; its list of instruments is kept. */
export function createInnerVenue(inner: Exchange, now: () => number): (api: VenueApi) => Venue {
  const lists = new SwrCache<Data<'markets'>>({
    fresh: FIVE_MINUTES,
    stale: HOUR,
    what: 'the list of markets',
  });
  const has = {
    records: inner.supports.includes('records'),
    fundings: inner.supports.includes('fundings'),
    tickers: inner.supports.includes('tickers'),
  };

  return (api) => {
    const readMarkets = () => askInner(api, 'markets', {});

    /** @returns whether the bars were so long that a part of the time is still to be looked at. */
    async function settleRound(account: Account): Promise<boolean> {
      const touched = [...account.orders.open, ...account.positions.all].map(
        ({ instrument }) => instrument.name,
      );
      const symbols = [...new Set(touched)];
      const tickers = await readTickers(api, symbols, has.tickers);
      const looks = await Promise.all(
        [...tickers].map(async ([symbol, ticker]) => ({
          symbol,
          ...(await readHappenings(api, account, { symbol, ticker, abilities: has })),
        })),
      );
      const ended = symbols.filter((symbol) => !tickers.has(symbol) && hasEnded(symbol, now()));
      const gone = ended.length > 0 ? await findGone(ended) : [];
      const happenings = new Map(looks.map(({ symbol, happened }) => [symbol, happened]));
      catchUp(account, happenings);
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
        const find = (markets: Data<'markets'>) =>
          markets[pickSpelling(symbol.written ?? symbol.name, Object.keys(markets)) ?? ''];
        const entry =
          find(await lists.get('markets', readMarkets, api)) ??
          find(await lists.newerThan('markets', NOT_AGAIN_FOR, readMarkets, api));
        if (entry) return toInstrument(symbol, entry);
        throw new ProtocolError(
          `${inner.name} has no ${quote(symbol.name)}: GetMarkets lists what is available`,
        );
      },
      book: (symbol) => readBook(api, symbol.written ?? symbol.name, now()),
      async settle(account) {
        for (let round = 1; (await settleRound(account)) && round < MOST_ROUNDS; round += 1);
      },
      checkFilter: () => undefined,
    };
  };
}
