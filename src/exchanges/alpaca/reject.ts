import * as v from 'valibot';
import { ExchangeError, isDecisiveStatus } from '../../adapter/ExchangeError.js';
import { parseReply } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { optionalTextField } from '../../protocol/fields.js';
import { type PlainTemplate, say } from '../../wording/say.js';

/** The data host often gives no code. */
const answer = v.object({ code: optionalTextField, message: optionalTextField });

const KEYS =
  'the key is wrong, or one of paper trading without ,simulate behind the secret, or a live one with it; a reset of the paper account ends its keys';

/** One code of Alpaca's means many things: what a person can do follows from the text. */
const HINTS: readonly [text: RegExp, hint: PlainTemplate][] = [
  [
    /insufficient buying power/i,
    'GetAccount tells what is free: open orders hold some of it, and coins are never bought on margin',
  ],
  [
    /insufficient (qty|balance)/i,
    'GetAssets tells what is free: open orders hold the rest, and of coins the fee is taken from what was bought',
  ],
  [/wash trade/i, 'an open order of this account on the other side would meet it: cancel that one first'],
  [/sub-penny/i, 'two decimals from 1 dollar on, four below'],
  [/minimal amount|notional amount/i, 'the order is worth too little: GetMarkets gives min_notional'],
  [/fractional/i, 'parts of a share are good for the day only, and never short'],
  [/not fractionable/i, 'it is traded in whole shares only: give a whole amount and a price'],
  [/extended hours/i, 'orders before and after hours need a price, and are good for the day'],
  [
    /"replaced" state|cannot replace|pending.replace/i,
    'a change of it is being carried out, or it is not routed yet: ask GetOrder for it',
  ],
  [/already in "/i, 'the order is done already: GetOrder tells how it ended'],
  [
    /rejected by user request|suspend/i,
    "the account's settings forbid new orders: allow them on Alpaca's page",
  ],
  [/short/i, 'the account may not sell short: GetAssets tells what it holds'],
  [
    /SIP data/i,
    'the plan of the account holds the prices of IEX alone: leave ,sip out of the secret key box',
  ],
  [/asset .*(not found|not active)/i, 'GetMarkets lists what is traded'],
];

/** Whether a refusal is for the steps, or the least worth, of an asset. */
export function isOffStep({ message }: ExchangeError): boolean {
  return /sub-penny|increment|not fractionable|must be a multiple/i.test(message);
}

/** Whether a refusal says that there is no such order, or no such position. */
export function isUnknown({ code }: ExchangeError): boolean {
  return code === '40410000';
}

/** Whether a cancellation or a change was refused because a change has put another order in the place of this one. */
export function isReplaced({ message }: ExchangeError): boolean {
  return /"replaced" state/i.test(message);
}

/**
 * Throws Alpaca's refusal: its code, or HTTP's, and its text. Without any keys a page of the proxy in front of Alpaca comes.
 *
 * @throws ExchangeError, with outcome unknown for HTTP 3xx, 429 and 5xx, and for a client order id that an order has: perhaps
 * this very one.
 * @see https://docs.alpaca.markets/reference/postorder
 */
export function reject(reply: Reply): void {
  const { status } = reply;
  if (status >= 200 && status < 300) return;
  if (status === 401) throw new ExchangeError({ code: '401', message: 'unauthorized', hint: say(KEYS) });
  const { code, message } = parseReply(answer, reply);
  const used = /client_order_id must be unique/i.test(message);
  const hint = HINTS.find(([text]) => text.test(message))?.[1];
  throw new ExchangeError({
    code: code || String(status),
    message: message || `HTTP ${status}`,
    hint: hint && say(hint),
    outcome: isDecisiveStatus(status) && !used ? 'rejected' : 'unknown',
  });
}
