import * as v from 'valibot';
import { ExchangeError, isDecisiveStatus } from '../../adapter/ExchangeError.js';
import { parseReply } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { type PlainTemplate, say } from '../../wording/say.js';

const code = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const answer = v.object({
  retCode: code,
  retMsg: v.nullish(v.string(), ''),
  retExtInfo: v.nullish(v.unknown()),
});
/** What became of each order of a batch. */
const batch = v.object({ list: v.array(v.object({ code, msg: v.optional(v.string(), '') })) });

// What was asked for is so: the leverage was that before.
const DONE = new Set(['0', '110043']);

// Codes that leave the outcome open: "timed out", "internal error", "being processed", and "the order link id was used",
// perhaps by this very order.
const INDECISIVE = new Set([
  ...['10000', '10014', '10016', '10429', '40004', '3400214'],
  ...['170001', '170007', '170032', '170146', '170147', '170234', '170310'],
  ...['170035', '170212', '110030', '110072', '170141'],
]);

const HOSTS =
  'the key is wrong, or belongs to another address: https://api.bybit.com (global), https://api.bybit.eu (EEA), https://api-demo.bybit.com (demo trading), https://api-testnet.bybit.com, or that of another region; choose with serve --base-url Bybit=...';
const TRANSFER =
  'not enough money in the unified account: it may sit in the funding account, transfer it on Bybit';
const MODE = "not possible in this margin mode: change it on Bybit's page";
const DONE_ALREADY = 'the order is done already, or never was';
const TOO_OFTEN = 'too many requests: call less often';
const TOO_SMALL = 'the amount is below the minimum: GetMarkets gives min_qty and min_notional';
const TOO_LARGE = 'the amount is above the maximum: GetMarkets gives max_qty';
const NOT_TRADED = 'not traded now: GetMarkets lists what is';
const PRICE_RANGE = 'the price is too far from the market';

const HINTS: Readonly<Record<string, PlainTemplate>> = {
  '403':
    'Bybit does not serve this country, or has banned this IP address for too many requests: wait ten minutes',
  '10002': "the machine's clock is wrong: turn on time synchronization",
  '10003': HOSTS,
  '10004': 'the secret key is wrong',
  '10005': "the API key lacks the permission: allow trading on Bybit's API page",
  '10006': TOO_OFTEN,
  '10008': 'Bybit has locked the account: ask its support',
  '10009': "this machine's IP address is banned: wait ten minutes, and call less often",
  '10010': "this machine's IP address is not on the list of the API key: add it on Bybit's API page",
  '10017': "Bybit has no such path: look it up in Bybit's API documentation",
  '10018': TOO_OFTEN,
  '10024': "Bybit's rules for the account's country do not allow this",
  '10028': 'the account is not a unified trading account: upgrade it on Bybit',
  '10029': "the API key may not trade this symbol: see its list on Bybit's API page",
  '110001': DONE_ALREADY,
  '110003': PRICE_RANGE,
  '110004': TRANSFER,
  '110006': TRANSFER,
  '110007': TRANSFER,
  '110008': DONE_ALREADY,
  '110010': DONE_ALREADY,
  '110012': TRANSFER,
  '110013': 'the position is too large for this leverage',
  '110017': 'there is less to close than the amount',
  '110020': 'too many open orders: cancel some',
  '110036': MODE,
  '110038': MODE,
  '110044': TRANSFER,
  '110045': TRANSFER,
  '110051': TRANSFER,
  '110052': TRANSFER,
  '110053': TRANSFER,
  '110042': 'the contract is about to end: positions in it can only be reduced',
  '110064': 'more than that has been filled already',
  '110066': NOT_TRADED,
  '110074': NOT_TRADED,
  '110094': TOO_SMALL,
  '110120': PRICE_RANGE,
  '110121': PRICE_RANGE,
  '170005': 'too many orders from this account: place them more slowly',
  '170121': 'Bybit has no such pair: look for its name with GetMarkets',
  '170124': TOO_LARGE,
  '170131': TRANSFER,
  '170132': PRICE_RANGE,
  '170133': PRICE_RANGE,
  '170134': 'the price is not a multiple of the tick size: GetMarkets gives tick_size',
  '170135': TOO_LARGE,
  '170136': TOO_SMALL,
  '170137': 'the amount is not a multiple of the lot size: GetMarkets gives amount_size',
  '170139': DONE_ALREADY,
  '170140': TOO_SMALL,
  '170142': DONE_ALREADY,
  '170148': 'a market buy has too many decimals of quote currency',
  '170190': DONE_ALREADY,
  '170192': PRICE_RANGE,
  '170193': PRICE_RANGE,
  '170194': PRICE_RANGE,
  '170213': DONE_ALREADY,
  '170222': TOO_OFTEN,
  '170313': 'more than that has been filled already',
  '170371': PRICE_RANGE,
  '170372': PRICE_RANGE,
  '170381': TOO_LARGE,
};

function hintOf(reason: string): string | undefined {
  const hint = HINTS[reason];
  return hint && say(hint);
}

/** Whether a refusal is for the steps, the least amount or the least worth of an instrument. */
export function isOffStep({ code: reason, message }: ExchangeError): boolean {
  if (['170134', '170136', '170137', '170140', '110094'].includes(reason)) return true;
  return reason === '10001' && /\b(qty|price)\b/i.test(message);
}

/** Whether a refusal says that there is no such order, or none that can be changed. */
export function isUnknownOrder({ code: reason }: ExchangeError): boolean {
  return reason === '110001' || reason === '170213';
}

/** Whether a refusal is for the API key, its secret, its permissions or its list of addresses. */
export function refusesKeys({ code: reason }: ExchangeError): true | undefined {
  return ['10003', '10004', '10005', '10008', '10010'].includes(reason) || undefined;
}

/**
 * Throws Bybit's refusal: its code and text, or those of the first order of a batch of which all were refused.
 *
 * @throws ExchangeError, with outcome unknown for HTTP 3xx, 429 and 5xx and for Bybit's own time-outs.
 * @see https://bybit-exchange.github.io/docs/v5/error
 */
export function reject(reply: Reply): void {
  // A gateway's page, before Bybit has seen the request.
  if (reply.status === 403)
    throw new ExchangeError({ code: '403', message: 'Forbidden', hint: hintOf('403') });
  const outer = parseReply(answer, reply);
  const orders = v.safeParse(batch, outer.retExtInfo);
  const rows = orders.success ? orders.output.list : [];
  const failed = rows.filter((row) => row.code !== '0');
  const whole = failed.length > 0 && failed.length === rows.length;
  if (reply.status >= 200 && reply.status < 300 && DONE.has(outer.retCode) && !whole) return;
  // One order that is not decided leaves the whole open.
  const first = failed.find((row) => INDECISIVE.has(row.code)) ?? failed[0];
  const reason = DONE.has(outer.retCode) && first ? first.code : outer.retCode;
  throw new ExchangeError({
    code: reason,
    message: (reason === first?.code && first.msg) || outer.retMsg || `HTTP ${reply.status}`,
    hint: hintOf(reason),
    outcome: isDecisiveStatus(reply.status) && !INDECISIVE.has(reason) ? 'rejected' : 'unknown',
  });
}
