import * as v from 'valibot';
import type { Reply } from '../../http/Reply.js';
import { addDecimals, compareDecimals, signOf, subtractDecimals, toDecimal } from '../../protocol/decimal.js';
import { ownFigure } from '../../protocol/fields.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { Balance } from '../../protocol/structures.js';
import { say } from '../../wording/say.js';
import { parseRow, requireAnswer } from './calls/answers.js';
import { type MethodCall, method } from './calls/MethodCall.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import type { CcxtMethods } from './state.js';
import { factsOf } from './venues.js';

/** Balances of the account that ccxt takes for the usual one, unless the keys say `type=`. */
export const account = {
  accounts: method('accounts', (_params, call) => readBalances(call)),
  assets: method('assets', (_params, call) => readBalances(call)),
} satisfies CcxtMethods;

/** All pages, where there are several: a currency is on one of them. */
async function readPages(exchange: CcxtExchange): Promise<BalanceRow[]> {
  const { nextPage } = factsOf(exchange.id);
  const pages: BalanceRow[] = [];
  for (let params: object | undefined = {}; params; ) {
    const page: BalanceRow = parseRow(balanceRow, await exchange.fetchBalance(params));
    pages.push(page);
    params = nextPage?.(Object(page.info));
  }
  return pages;
}

async function readBalances(call: MethodCall): Promise<{ data: Balance[]; replies: readonly Reply[] }> {
  const { value: pages, replies } = await call.run(readPages);
  requireCurrencies(replies);
  const data = pages.flatMap(parseBalances);
  if (data.length === 0) requireAnswer(replies);
  return { data, replies };
}

const amounts = v.optional(v.record(v.string(), ownFigure), {});

export const balanceRow = v.object({
  free: amounts,
  used: amounts,
  total: amounts,
  debt: amounts,
  info: v.optional(v.unknown()),
});

export type BalanceRow = v.InferOutput<typeof balanceRow>;

/** What ccxt tells of a currency, as decimal strings. */
interface Amounts {
  free: string | undefined;
  used: string | undefined;
  total: string | undefined;
  /** What is borrowed of it, and held beside what is owned. */
  debt: string | undefined;
}

/**
 * What is free and what is bound, of each currency; what is borrowed is not owned.
 *
 * @throws ProtocolError where a currency that the exchange names has no amount, and where an amount has no currency.
 */
export function parseBalances({ free, used, total, debt, info }: BalanceRow): Balance[] {
  const currencies = [...new Set([...Object.keys(free), ...Object.keys(used), ...Object.keys(total)])];
  return currencies.flatMap((currency) => {
    const amounts = {
      free: free[currency],
      used: used[currency],
      total: total[currency],
      debt: debt[currency],
    };
    // What ccxt files a balance under whose currency it is not told.
    if (currency === 'undefined' && Object.values(amounts).some((amount) => signOf(amount ?? '0') !== 0))
      throw new ProtocolError(say('the exchange tells a balance without its currency: ask with IO'));
    if ((amounts.free ?? amounts.used ?? amounts.total) !== undefined)
      return [{ currency, ...divide(amounts) }];
    // Of a few exchanges ccxt lists all currencies that there are.
    if (!namesCurrency(info, currency)) return [];
    throw new ProtocolError(say('ccxt does not tell the balance of {currency}: ask with IO', { currency }));
  });
}

function divide({ free, used, total, debt = '0' }: Amounts): { free: string; frozen: string } {
  const bound = used ?? '0';
  if (signOf(debt) > 0) {
    const held = free !== undefined ? addDecimals([free, bound]) : (total ?? '0');
    const owned = positive(subtractDecimals(held, debt));
    const rest = positive(subtractDecimals(owned, bound));
    return { free: rest, frozen: subtractDecimals(owned, rest) };
  }
  if (total === undefined) return { free: positive(free ?? '0'), frozen: positive(bound) };
  const owned = positive(total);
  const rest = atMost(positive(free ?? subtractDecimals(total, bound)), owned);
  return { free: rest, frozen: atMost(positive(bound), subtractDecimals(owned, rest)) };
}

function positive(amount: string): string {
  return signOf(amount) > 0 ? amount : '0';
}

function atMost(amount: string, most: string): string {
  return compareDecimals(amount, most) > 0 ? most : amount;
}

function namesCurrency(info: unknown, currency: string): boolean {
  return JSON.stringify(info ?? '')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .includes(currency.toUpperCase());
}

const CURRENCY = /^(asset|currency|currency_?(code|id|name|symbol)|coin|ccy|asset_?(id|code|name|symbol))$/i;
const AMOUNT = /balance|avail|free|equity|total|hold|locked|frozen|amount|eq$/i;

/**
 * ccxt passes over a balance that does not name its currency.
 *
 * @throws ProtocolError where a list has such a one, which is not of nothing, among those that name theirs.
 */
function requireCurrencies(replies: readonly Reply[]): void {
  for (const { json } of replies) {
    const field = unnamedIn(json);
    if (field === undefined) continue;
    throw new ProtocolError(say('the exchange tells a balance without its {field}: ask with IO', { field }));
  }
}

/** The field that ought to name the currency. */
function unnamedIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const items: unknown[] = Object.values(value);
  if (Array.isArray(value)) {
    const rows = items.map((item) => Object(item));
    const field = rows.flatMap((row) => Object.keys(row)).find((name) => CURRENCY.test(name));
    if (field !== undefined && rows.some((row) => namesNone(row) && holdsSomething(row))) return field;
  }
  for (const item of items) {
    const field = unnamedIn(item);
    if (field !== undefined) return field;
  }
  return undefined;
}

function namesNone(row: Readonly<Record<string, unknown>>): boolean {
  const names = Object.entries(row).flatMap(([name, value]) => (CURRENCY.test(name) ? [value] : []));
  return names.every((value) => value === undefined || value === null || value === '');
}

function holdsSomething(row: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(row).some(
    ([name, value]) => AMOUNT.test(name) && signOf(toDecimal(value) ?? '0') !== 0,
  );
}
