import * as v from 'valibot';
import { type Credentials, encodeRequest } from '../protocol/envelope.js';
import { parseJson } from '../protocol/json.js';
import { askedName, isPair } from '../protocol/OddSymbol.js';
import { pickSpelling } from '../protocol/spelling.js';
import type { FmzSymbol } from '../protocol/symbol.js';
import { rankSymbols } from './chooseSymbols.js';
import type { RawHttpClient } from './RawHttpClient.js';

/** What is checked with where the plugin tells no symbols. */
export const USUAL_SYMBOL = 'BTC_USDT';

/** How many symbols are tried until one has a ticker. */
const TRIED = 8;

const envelope = v.object({ data: v.unknown() });
const balance = v.object({ currency: v.string(), free: v.string() });
const traded = v.object({ symbol: v.string(), last: v.string(), vol: v.string() });

/**
 * The symbol to check with where none is named: of what GetMarkets lists, the first that has a ticker, beginning with those
 * that everybody knows and with what is traded most. What the account has the money for goes before what it could not order.
 *
 * @param keys for exchanges that show their prices to accounts only.
 */
export async function findSymbol(http: RawHttpClient, keys: Credentials): Promise<string> {
  const ask = (method: string, params: object) => askData(http, keys, method, params);
  const listed = Object.keys(Object(await ask('markets', {})));
  if (listed.length === 0) return USUAL_SYMBOL;
  const hasUsual = listed.includes(USUAL_SYMBOL);
  const ranked = rankSymbols(listed, hasUsual ? [] : byTurnover(await ask('tickers', {})));
  const owned = keys.access_key === '' ? [] : ownedOf(await ask('accounts', {}));
  const payable = ranked.filter((symbol) => owned.includes(currencyOf(symbol)));
  const tried = [...new Set([...payable, ...ranked])].slice(0, TRIED);
  for (const symbol of tried) if (await ask('ticker', { symbol })) return symbol;
  return tried[0] ?? USUAL_SYMBOL;
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
  const listed = Object.keys(Object(await askData(http, keys, 'markets', {})));
  const isPlain = isPair(named) || /^[^._]+\.[^._]+$/.test(name);
  return pickSpelling(named.written ?? name, listed) ?? (isPlain ? name : undefined);
}

async function askData(
  http: RawHttpClient,
  keys: Credentials,
  method: string,
  params: object,
): Promise<unknown> {
  const { text } = await http.send({
    headers: { 'content-type': 'application/json' },
    body: encodeRequest({ method, params }, keys),
  });
  return readData(text);
}

/** What is traded most comes first: turnovers in different currencies are compared as they are. */
function byTurnover(tickers: unknown): string[] {
  const rows = v.safeParse(v.array(traded), tickers);
  if (!rows.success) return [];
  const turnover = ({ last, vol }: v.InferOutput<typeof traded>) => Number(last) * Number(vol);
  return rows.output.sort((one, other) => turnover(other) - turnover(one)).map(({ symbol }) => symbol);
}

function readData(text: string): unknown {
  try {
    return v.parse(envelope, parseJson(text)).data;
  } catch {
    return undefined;
  }
}
