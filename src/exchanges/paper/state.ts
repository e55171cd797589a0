import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Api } from '../../adapter/Api.js';
import { NetworkError } from '../../http/NetworkError.js';
import { askedName } from '../../protocol/OddSymbol.js';
import { foldCase, pickSpelling } from '../../protocol/spelling.js';
import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import { say } from '../../wording/say.js';
import type { Accounts } from './Accounts.js';
import type { Account } from './engine/Account.js';
import type { PaperInstrument } from './engine/model.js';
import type { VenueApi } from './wrapped/reads.js';
import type { PaperVenue } from './wrapped/venue.js';

/** What all requests to a Paper exchange share. */
export interface PaperState {
  readonly accounts: Accounts;
  now(): number;
  venueOf(api: VenueApi): PaperVenue;
}

/** Does something with the account of the caller, once it is up to date, and alone with it. */
export function withAccount<T>(
  api: Api<PaperKeys, PaperState>,
  work: (account: Account, venue: PaperVenue) => T | Promise<T>,
): Promise<T> {
  const { state, keys } = api;
  const venue = state.venueOf(api);
  return state.accounts.use(keys.account, state.now(), async (account) => {
    if (api.signal.aborted) throw new NetworkError(say('the time was up'), { outcome: 'rejected' });
    await venue.settle(account);
    return work(account, venue);
  });
}

/** Who is asking. */
export interface PaperKeys {
  /** The virtual account: a hash of the access key, so that the key itself is kept nowhere. */
  account: string;
}

/** The access key names the account; empty is an account like any other. The secret key is not read. */
export const credentials = v.pipe(
  v.object({
    access_key: v.pipe(
      v.string(),
      v.maxLength(200, () => say('names the account: use at most 200 characters')),
    ),
    secret_key: v.string(),
  }),
  v.transform(({ access_key }): PaperKeys => ({ account: hash(access_key) })),
);

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

// By its word, or by an id that ends in a date.
const DATED = /^(this_week|next_week|month|next_month|quarter|next_quarter)$|-\d{6,8}$/;

/**
 * What of a list belongs to a symbol or a range; all of it to none. `USDT.swap` is all swaps of a quote currency,
 * `USDT.futures` all dated contracts of it.
 */
export function filterBySymbol<T extends { instrument: PaperInstrument }>(
  all: readonly T[],
  symbol: FmzSymbol | FmzSymbolRange | undefined,
): T[] {
  const names = all.map(({ instrument }) => instrument.name);
  const name =
    symbol && !('range' in symbol) ? pickSpelling(symbol.written ?? symbol.name, names) : undefined;
  const plain = symbol && !('range' in symbol) && name === undefined ? plainOf(symbol, names) : undefined;
  return all.filter(({ instrument }) => {
    if (!symbol) return true;
    const { contract, quote } = instrument;
    if (!('range' in symbol)) return instrument.name === name || (!contract && instrument.name === plain);
    if (!contract || foldCase(quote) !== symbol.quote) return false;
    return symbol.range === 'swap' ? contract.code === 'swap' : DATED.test(contract.code);
  });
}

/** Of a symbol with a class, the one without, which means the same where there is no other. */
function plainOf(symbol: FmzSymbol, names: readonly string[]): string | undefined {
  const { contract } = symbol;
  return contract && pickSpelling(askedName(symbol).slice(0, -contract.length - 1), names);
}
