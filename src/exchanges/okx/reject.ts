import * as v from 'valibot';
import { ExchangeError, isDecisiveStatus } from '../../adapter/ExchangeError.js';
import { parseReply } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { type PlainTemplate, say } from '../../wording/say.js';

const code = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const row = v.object({ sCode: code, sMsg: v.optional(v.string(), '') });
const acceptedRow = v.object({ sCode: v.picklist(['0', 0]) });
const answer = v.object({ code, msg: v.optional(v.string(), ''), data: v.optional(v.unknown()) });

// Codes that leave the outcome open: "timed out", "busy", and "the client order id was used", perhaps by this very order.
const INDECISIVE = new Set([
  ...['50001', '50004', '50005', '50013', '50026', '51054', '51149'],
  ...['50071', '51016'],
  // Neither a code nor a row says anything.
  ...['', '0'],
]);

const REGIONS =
  'the key is wrong, or belongs to another region: https://www.okx.com (global), https://eea.okx.com (EEA), https://us.okx.com (US, Australia), https://tr.okx.com (Türkiye); choose with serve --base-url OKX=...';

const HINTS: Readonly<Record<string, PlainTemplate>> = {
  '404': "OKX has no such path: look it up in OKX's API documentation",
  '50011': 'too many requests: call less often',
  '50061': 'too many orders from this account: place them more slowly',
  '50101':
    'a demo key needs ",simulate" behind the passphrase in FMZ\'s secret key box, a live key must not have it',
  '50102': "the machine's clock is wrong: turn on time synchronization",
  '50105': "the passphrase is wrong: FMZ's secret key box has to hold secret,passphrase",
  '50036': "the machine's clock may be wrong: turn on time synchronization",
  '50110': "this machine's IP address is not on the list of the API key: add it on OKX's API page",
  '50111': 'the access key is wrong',
  '50113': 'the secret key is wrong',
  '50119': REGIONS,
  '50120': "the API key lacks the permission: allow trading on OKX's API page",
  '50121': "this machine's IP address is not on the list of the API key: add it on OKX's API page",
  '51001': 'OKX has no such instrument: look for its name with GetMarkets',
  '51008': 'not enough money in the trading account: it may sit in the funding account, transfer it on OKX',
  '51010': "not possible in this account mode: change the mode on OKX's page",
  '51020': 'the amount is below the minimum: GetMarkets gives min_qty',
  '51121': 'the amount is not a multiple of the lot size: GetMarkets gives amount_size',
  '51400': 'the order is done already, or never was',
  '51603': 'OKX keeps canceled orders without fills for two hours only',
};

/** Whether a refusal is for the steps or the least size of an instrument. */
export function isOffStep({ code: reason, message }: ExchangeError): boolean {
  return (
    reason === '51020' || reason === '51121' || (reason === '51000' && /\b(new)?(px|sz)\b/i.test(message))
  );
}

/** Whether a refusal says that there is no such order, or none that can be changed. */
export function isUnknownOrder({ code: reason }: ExchangeError): boolean {
  return ['51400', '51503', '51603'].includes(reason);
}

/** Whether a refusal that may come with HTTP 200 is for the API key: its permissions, or its list of addresses. */
export function refusesKeys({ code: reason }: ExchangeError): true | undefined {
  return reason === '50120' || reason === '50121' || undefined;
}

/**
 * Throws OKX's refusal: its code and text, from the row that failed where the envelope only says so.
 *
 * Each row is looked at whatever the outer code says; an answer of which a part succeeded is not a refusal.
 *
 * @throws ExchangeError, with outcome unknown for HTTP 3xx, 429 and 5xx and for OKX's own time-outs.
 * @see https://www.okx.com/docs-v5/en/#error-code
 */
export function reject(reply: Reply): void {
  const outer = parseReply(answer, reply);
  const rows = Array.isArray(outer.data) ? outer.data : [];
  const failed = rows.flatMap((item) => {
    // What is read has no codes in its rows, and there may be thousands of them.
    if (typeof item !== 'object' || item === null || !('sCode' in item)) return [];
    const parsed = v.safeParse(row, item);
    return parsed.success && parsed.output.sCode !== '0' ? [parsed.output] : [];
  });
  const partly = rows.length > failed.length && (outer.code === '0' || outer.code === '2');
  const ok = outer.code === '0' && failed.length === 0;
  if (reply.status >= 200 && reply.status < 300 && (ok || partly)) return;
  // One row that decides nothing leaves the whole open.
  const first = failed.find(({ sCode }) => INDECISIVE.has(sCode)) ?? failed[0];
  const accepted = rows.length > failed.length && rows.some((item) => v.is(acceptedRow, item));
  const reason = first?.sCode ?? (accepted ? '' : outer.code);
  const decisive = isDecisiveStatus(reply.status) && !INDECISIVE.has(reason) && !accepted;
  const hint = HINTS[reason];
  throw new ExchangeError({
    code: reason,
    message: first?.sMsg || outer.msg || `HTTP ${reply.status}`,
    hint: hint && say(hint),
    outcome: decisive ? 'rejected' : 'unknown',
  });
}
