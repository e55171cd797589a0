import { ExchangeError, isDecisiveStatus, parseReply, type Reply } from 'fmzproto';
import * as v from 'valibot';

const code = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

// FILL IN: the fields of a refusal that hold its code and its text, here and below; without a code it is its HTTP status.
const refusal = v.object({ code: v.optional(code, ''), message: v.optional(v.string(), '') });

// FILL IN: codes that any error may have: the HTTP status says more, and is the code then, such as 404 of UNKNOWN_ORDER.
const GENERIC = new Set(['', '-1']);

// FILL IN: codes that leave open whether it was done: "timeout", "busy", "this client order id was used".
const INDECISIVE = new Set(['50001', '50004']);

// FILL IN: what a person can do about the commonest codes.
const HINTS: Readonly<Record<string, string>> = {
  '401': 'the access key or the secret key is wrong',
  '403': 'the keys may not do this: look at their permissions',
};

// #if keys
// FILL IN: the codes that refuse a price or an amount for the steps of its instrument.
const OFF_STEP = new Set(['40006', '40007']);

/** Whether a refusal is for the steps of an instrument, which may have changed since its list was read. */
export function isOffStep({ code }: ExchangeError): boolean {
  return OFF_STEP.has(code);
}

// FILL IN: the codes of "there is no such order", or none that can be changed.
const UNKNOWN_ORDER = new Set(['404', '40004']);

/** Whether a refusal says that there is no such order, or none that can be changed. */
export function isUnknownOrder({ code }: ExchangeError): boolean {
  return UNKNOWN_ORDER.has(code);
}

// #end
/** Throws the exchange's refusal: every HTTP status but 2xx is one, also without a body. */
export function reject(reply: Reply): void {
  if (reply.status >= 200 && reply.status < 300) return;
  const told = wordsOf(reply);
  const code = GENERIC.has(told.code) ? String(reply.status) : told.code;
  throw new ExchangeError({
    code,
    message: told.message || `HTTP ${reply.status}`,
    hint: HINTS[code],
    outcome: isDecisiveStatus(reply.status) && !INDECISIVE.has(code) ? 'rejected' : 'unknown',
  });
}

/** A refusal without fields is its own text, unless it is a web page, which some other machine has sent. */
function wordsOf(reply: Reply): v.InferOutput<typeof refusal> {
  const text = reply.text.trim();
  const hasFields = text.startsWith('{') || text.startsWith('[') || text.startsWith('<');
  return hasFields ? parseReply(refusal, reply) : { code: '', message: text.slice(0, 200) };
}
