import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { requireDecimal } from '../../../protocol/decimal.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { Ticker } from '../../../protocol/structures.js';
import { MINUTE } from '../../../protocol/time.js';
import type { Account } from '../engine/Account.js';
import type { FundingTerms, MarketSince, PastBar } from '../engine/model.js';
import type { PaperPosition } from '../engine/Positions.js';
import { askVenue, fetchBook, type VenueApi } from './reads.js';

/** What an exchange can be asked for. */
export interface Abilities {
  records: boolean;
  fundings: boolean;
  /** See `PriceSource`. */
  liveBars: boolean;
}

/** What happened to one instrument since the last look at an account, as far as it matters to that account. */
export async function readMarketSince(
  api: VenueApi,
  account: Account,
  { symbol, ticker, abilities }: { symbol: string; ticker: Ticker; abilities: Abilities },
): Promise<{ since: MarketSince; coarse: boolean }> {
  const time = Number(ticker.time);
  const orders = account.orders.open.filter(({ instrument }) => instrument.name === symbol);
  const positions = account.positions.all.filter(({ instrument }) => instrument.name === symbol);
  const from = Math.min(...[...orders, ...positions].map((one) => one.from));
  const reached = orders.some(({ side, price }) =>
    side === 'buy' ? price?.gte(ticker.sell) : price?.lte(ticker.buy),
  );
  const [past, book] = await Promise.all([
    abilities.records ? readBars(api, symbol, { from, time, wantsLive: abilities.liveBars }) : NO_BARS,
    reached && !abilities.liveBars ? fetchBook(api, symbol, time) : undefined,
  ]);
  const opened = past.bars.length > 0 && orders.some(({ effect }) => effect === 'open');
  const asked =
    abilities.fundings && (opened || positions.some((position) => isDue(position, time, past.bars.length)));
  const known = positions.some(({ coming }) => coming);
  const funding = asked ? await readFunding(api, symbol, known) : undefined;
  const { coarse, ...bars } = past;
  return { since: { time, last: ticker.last, ...bars, book, funding }, coarse };
}

/** Once a minute, so that the last announced rate of a settlement is known, and when a settlement has passed. */
function isDue({ coming, fundedUntil }: PaperPosition, time: number, bars: number): boolean {
  return bars > 0 || time >= (coming?.time ?? fundedUntil + MINUTE);
}

async function readFunding(
  api: VenueApi,
  symbol: string,
  known: boolean,
): Promise<FundingTerms | 'none' | undefined> {
  try {
    const terms = (await askVenue(api, 'fundings', { symbol })).find((row) => row.symbol === symbol);
    return terms ? { rate: requireDecimal(terms.rate), time: terms.time, interval: terms.interval } : 'none';
  } catch (error) {
    // Dated contracts have none, which some exchanges refuse to say.
    if (error instanceof ExchangeError || error instanceof ProtocolError) return known ? undefined : 'none';
    throw error;
  }
}

const MOST_BARS = 500;
/** In minutes: the shortest that cover the time with 500 bars are read. */
const PERIODS = [1, 5, 15, 60, 240, 1440];

const NO_BARS: BarsSince = { bars: [], coarse: false };

interface BarsSince {
  bars: PastBar[];
  /** The one that is not over yet. */
  live?: PastBar | undefined;
  /** Whether the bars are longer than a minute, so that the last minutes are still to be read. */
  coarse: boolean;
}

/** The bars that began at `from` or later, up to `time` (Unix ms). */
async function readBars(
  api: VenueApi,
  symbol: string,
  { from, time, wantsLive }: { from: number; time: number; wantsLive: boolean },
): Promise<BarsSince> {
  const first = Math.ceil(from / MINUTE) * MINUTE;
  if (first + (wantsLive ? 0 : MINUTE) > time) return { bars: [], coarse: false };
  const fitting = PERIODS.find((minutes) => (time - from) / (minutes * MINUTE) <= MOST_BARS) ?? 1440;
  try {
    return await read(fitting);
  } catch (error) {
    // Not every exchange has bars of every length.
    if (!(error instanceof ProtocolError) || fitting === 1) throw error;
    return { ...(await read(1)), coarse: false };
  }

  async function read(period: number): Promise<BarsSince> {
    const length = period * MINUTE;
    const limit = Math.min(MOST_BARS, Math.ceil((time - from) / length)) + 2;
    const rows = await askVenue(api, 'records', { symbol, period, limit });
    const begun = rows
      .map(([start, , high, low, close, volume]) => ({
        time: start * 1000,
        until: start * 1000 + length,
        high: requireDecimal(high),
        low: requireDecimal(low),
        close: requireDecimal(close),
        volume: requireDecimal(volume),
      }))
      .filter((bar) => bar.time >= from && bar.time <= time);
    return {
      bars: begun.filter(({ until }) => until <= time),
      live: wantsLive && period === 1 ? begun.find(({ until }) => until > time) : undefined,
      coarse: period > 1,
    };
  }
}
