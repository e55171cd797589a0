import { ExchangeError } from '../../adapter/ExchangeError.js';
import { readReason } from '../../adapter/refuseFix.js';
import type { FixMessage } from '../../fix/FixMessage.js';
import { type PlainTemplate, say } from '../../wording/say.js';

/** What a person can do about what cTrader says in Text (58). */
const HINTS: readonly [text: RegExp, hint: PlainTemplate][] = [
  [
    /RET_INVALID_DATA/,
    "is it the password of the FIX form, not the account's, and the SenderCompID beside it?",
  ],
  [/TargetSubID/, 'are trade= and quote= swapped in the secret key?'],
  [/RET_NOT_ALLOWED/, 'the broker has FIX switched off for this account: ask for it'],
  [/session is open already/i, 'another program has this session open: stop it'],
  [/RET_ACCOUNT_DISABLED/, 'the broker has disabled the account'],
  [/NOT_ENOUGH_MONEY/, 'the free margin is too small: amounts are units of the base currency, not lots'],
  [/larger than position volume/, 'another order has closed a part of it: GetPositions tells what is left'],
  [
    /BAD_VOLUME/,
    "amounts are units of the base currency, not lots: the symbol's page in cTrader tells its steps",
  ],
  [/CHANNEL_IS_BLOCKED/, 'the broker lets this account read over FIX, but not trade: ask for it'],
  [/hedged accounts only/, 'the account is netted: add ,account=netted behind the host'],
  [/Order is not open/, 'GetOrder tells how it has ended'],
  [/MARKET_CLOSED/, 'its hours are on the page of the symbol in cTrader'],
  [/TRADING_DISABLED|TRADING_IS_DISABLED|CLOSE_ONLY/, 'the broker takes no new orders for it now'],
  [
    /POSITION_NOT_(FOUND|OPEN)/,
    'it was closed in between, or the account is netted: add ,account=netted behind the host',
  ],
  [/more digits than symbol allows/, 'GetMarkets gives tick_size'],
  [/numeric symbolId|SYMBOL_NOT_FOUND/, 'GetMarkets lists what there is'],
];

/** A code in a text such as `ORDER_NOT_FOUND:no orders found`. */
const CODE = /\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b(?:\s*:\s*)?/;

/** Whether a refusal says that there is no such order. */
export function isUnknown({ code }: ExchangeError): boolean {
  return code === 'ORDER_NOT_FOUND';
}

/** Whether a refusal is for the digits of a price. */
export function isOffStep({ message }: ExchangeError): boolean {
  return /more digits than symbol allows/.test(message);
}

/**
 * Throws cTrader's refusal, with the code that its text begins with: Logout (5), Reject (3), BusinessMessageReject (j),
 * OrderCancelReject (9), MarketDataRequestReject (Y), and a report of an order that was not taken (8 with 150=8).
 *
 * @throws ExchangeError, with outcome unknown where cTrader says that it ran out of time itself.
 * @see https://help.ctrader.com/fix/specification/
 */
export function reject(message: FixMessage): void {
  const { type } = message;
  const refused = type === '8' ? message.get(150) === '8' : ['3', '5', '9', 'j', 'Y'].includes(type);
  if (!refused) return;
  const text = (message.get(58) ?? '').trim();
  const code = CODE.exec(text)?.[1] ?? readReason(message)?.code ?? '';
  const words = text
    .replace(CODE, '')
    .replace(/^InternalError\s*:\s*/i, '')
    .trim();
  const hint = HINTS.find(([known]) => known.test(text))?.[1];
  throw new ExchangeError({
    code,
    message: words || say('refused'),
    hint: hint && say(hint),
    outcome: /TIME_?OUT|TIMED_OUT/.test(text) ? 'unknown' : 'rejected',
  });
}
