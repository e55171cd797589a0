import * as v from 'valibot';
import { type Credentials, encodeRequest } from '../protocol/envelope.js';
import { parseJson } from '../protocol/json.js';
import { askedName, isPair } from '../protocol/OddSymbol.js';
import { pickSpelling } from '../protocol/spelling.js';
import type { FmzSymbol } from '../protocol/symbol.js';
import { say } from '../wording/say.js';
import { rankSymbols } from './chooseSymbols.js';
import { saysLate, saysUnsupported } from './errorTexts.js';
import type { RawHttpClient, RoundTrip } from './RawHttpClient.js';

/** What is checked with where the plugin tells no symbols. */
export const USUAL_SYMBOL = 'BTC_USDT';

/** How many symbols are tried until one has a ticker. */
const TRIED = 8;

const envelope = v.object({ data: v.optional(v.unknown()), error: v.optional(v.string()) });
const balance = v.object({ currency: v.string(), free: v.string() });
const traded = v.object({ symbol: v.string(), last: v.string(), vol: v.string() });

/** What is checked with where none is named. */
export interface ChosenSymbol {
  /** `undefined` where the list did not come in time, and the usual one has no ticker: what fails then says nothing. */
  symbol: string | undefined;
  /** Why GetMarkets tells no symbols, although the plugin has it. */
  untold?: string;
}

/**
 * The symbol to check with where none is named: of what GetMarkets lists, the first that has a ticker, beginning with those
 * that everybody knows and with what is traded most. What the account has the money for goes before what it could not order.
 *
 * @param keys for exchanges that show their prices to accounts only.
 */
export async function findSymbol(http: RawHttpClient, keys: Credentials): Promise<ChosenSymbol> {
  const ask = async (method: string, params: object) => (await askData(http, keys, method, params)).data;
  const markets = await askData(http, keys, 'markets', {});
  const listed = Object.keys(Object(markets.data));
  if (listed.length === 0) {
    const { error = '' } = markets;
    if (error === '' || saysUnsupported(error)) return { symbol: USUAL_SYMBOL };
    const usable = !saysLate(error) || (await ask('ticker', { symbol: USUAL_SYMBOL })) !== undefined;
    return { symbol: usable ? USUAL_SYMBOL : undefined, untold: error };
  }
  const hasUsual = listed.includes(USUAL_SYMBOL);
  const ranked = rankSymbols(listed, hasUsual ? [] : byTurnover(await ask('tickers', {})));
  const owned = keys.access_key === '' ? [] : ownedOf(await ask('accounts', {}));
  const payable = ranked.filter((symbol) => owned.includes(currencyOf(symbol)));
  const tried = [...new Set([...payable, ...ranked])].slice(0, TRIED);
  for (const symbol of tried) if (await ask('ticker', { symbol })) return { symbol };
  return { symbol: tried[0] ?? USUAL_SYMBOL };
}

/** The currencies of which an account has something to spend. */
function ownedOf(accounts: unknown): string[] {
  const rows = v.safeParse(v.array(balance), accounts);
  if (!rows.success) return [];
  return rows.output.flatMap(({ currency, free }) => (Number(free) > 0 ? [currency] : []));
}

/** What a symbol is paid with: USD of `BRK.B_USD`, USDT of `BTC_USDT.swap`. */
function currencyOf(symbol: string): string {
  return /_([^_.]+)(?:\.[^_]*)?$/.exec(symbol)?.[1] ?? '';
}

/**
 * A symbol as GetMarkets spells it.
 *
 * @returns `undefined` where it is not listed, and is neither a pair nor a code with its market.
 * @throws ProtocolError where two may be meant.
 */
export async function spellSymbol(
  http: RawHttpClient,
  keys: Credentials,
  named: FmzSymbol,
): Promise<string | undefined> {
  const name = askedName(named);
  const listed = Object.keys(Object((await askData(http, keys, 'markets', {})).data));
  const isPlain = isPair(named) || /^[^._]+\.[^._]+$/.test(name);
  return pickSpelling(named.written ?? name, listed) ?? (isPlain ? name : undefined);
}

/** What a method answers: its data, or why there are none. */
type Answered = { data?: unknown; error?: string | undefined };

async function askData(
  http: RawHttpClient,
  keys: Credentials,
  method: string,
  params: object,
): Promise<Answered> {
  return readAnswered(
    await http.send({
      headers: { 'content-type': 'application/json' },
      body: encodeRequest({ method, params }, keys),
    }),
  );
}

/** What is traded most comes first: turnovers in different currencies are compared as they are. */
function byTurnover(tickers: unknown): string[] {
  const rows = v.safeParse(v.array(traded), tickers);
  if (!rows.success) return [];
  const turnover = ({ last, vol }: v.InferOutput<typeof traded>) => Number(last) * Number(vol);
  return rows.output.sort((one, other) => turnover(other) - turnover(one)).map(({ symbol }) => symbol);
}

function readAnswered({ text, failure }: RoundTrip): Answered {
  if (failure !== undefined) return { error: failure };
  try {
    return v.parse(envelope, parseJson(text));
  } catch {
    return { error: say('its answer cannot be read') };
  }
}
