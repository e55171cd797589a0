import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { requireDecimal } from '../../../protocol/decimal.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { Ticker } from '../../../protocol/structures.js';
import type { Account } from '../engine/Account.js';
import type { FundingTerms, Happenings } from '../engine/Happenings.js';
import type { Position } from '../engine/Position.js';
import type { VenueApi } from '../Venue.js';
import { askInner } from './askInner.js';
import { readBook } from './readBook.js';
import { MINUTE, readPastBars } from './readPastBars.js';

/** What an exchange can be asked for. */
export interface Abilities {
  records: boolean;
  fundings: boolean;
}

/** What happened to one instrument since the last look at an account, as far as it matters to that account. */
export async function readHappenings(
  api: VenueApi,
  account: Account,
  { symbol, ticker, abilities }: { symbol: string; ticker: Ticker; abilities: Abilities },
): Promise<{ happened: Happenings; coarse: boolean }> {
  const time = Number(ticker.time);
  const orders = account.orders.open.filter(({ instrument }) => instrument.name === symbol);
  const positions = account.positions.all.filter(({ instrument }) => instrument.name === symbol);
  const since = Math.min(...[...orders, ...positions].map(({ from }) => from));
  const reached = orders.some(({ side, price }) =>
    side === 'buy' ? price?.gte(ticker.sell) : price?.lte(ticker.buy),
  );
  const [past, book] = await Promise.all([
    abilities.records ? readPastBars(api, symbol, since, time) : { bars: [], coarse: false },
    reached ? readBook(api, symbol, time) : undefined,
  ]);
  const asked = abilities.fundings && positions.some((position) => isDue(position, time, past.bars.length));
  const known = positions.some(({ coming }) => coming);
  const funding = asked ? await readFunding(api, symbol, known) : undefined;
  return { happened: { time, last: ticker.last, bars: past.bars, book, funding }, coarse: past.coarse };
}

/** Once a minute, so that the last announced rate of a settlement is known, and when a settlement has passed. */
function isDue({ coming, fundedUntil }: Position, time: number, bars: number): boolean {
  return bars > 0 || time >= (coming?.time ?? fundedUntil + MINUTE);
}

async function readFunding(
  api: VenueApi,
  symbol: string,
  known: boolean,
): Promise<FundingTerms | 'none' | undefined> {
  try {
    const terms = (await askInner(api, 'fundings', { symbol })).find((row) => row.symbol === symbol);
    return terms ? { rate: requireDecimal(terms.rate), time: terms.time, interval: terms.interval } : 'none';
  } catch (error) {
    // Dated contracts have none, which some exchanges refuse to say.
    if (error instanceof ExchangeError || error instanceof ProtocolError) return known ? undefined : 'none';
    throw error;
  }
}
