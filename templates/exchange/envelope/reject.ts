import { ExchangeError, isDecisiveStatus, parseReply, type Reply } from 'fmzproto';
import * as v from 'valibot';

const code = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

// FILL IN: the fields of an answer that hold the code and the text of an error, here and below.
const envelope = v.object({ code, message: v.optional(v.string(), '') });

// FILL IN: the code of success.
const OK = '0';

// FILL IN: codes that leave open whether it was done: "timeout", "busy", "this client order id was used".
const INDECISIVE = new Set(['50001', '50004']);

// FILL IN: what a person can do about the commonest codes.
const HINTS: Readonly<Record<string, string>> = {
  '40001': 'the access key or the secret key is wrong',
  '40002': "the machine's clock is wrong: turn on time synchronization",
};

// #if keys
// FILL IN: the codes that refuse a price or an amount for the steps of its instrument.
const OFF_STEP = new Set(['40006', '40007']);

/** Whether a refusal is for the steps of an instrument, which may have changed since its list was read. */
export function isOffStep({ code }: ExchangeError): boolean {
  return OFF_STEP.has(code);
}

// FILL IN: the codes of "there is no such order", or none that can be changed.
const UNKNOWN_ORDER = new Set(['40004']);

/** Whether a refusal says that there is no such order, or none that can be changed. */
export function isUnknownOrder({ code }: ExchangeError): boolean {
  return UNKNOWN_ORDER.has(code);
}

// #end
/** Throws the exchange's refusal, whatever the HTTP status. */
export function reject(reply: Reply): void {
  const answer = parseReply(envelope, reply);
  if (reply.status >= 200 && reply.status < 300 && answer.code === OK) return;
  const decisive = isDecisiveStatus(reply.status) && !INDECISIVE.has(answer.code) && answer.code !== OK;
  throw new ExchangeError({
    code: answer.code,
    message: answer.message || `HTTP ${reply.status}`,
    hint: HINTS[answer.code],
    outcome: decisive ? 'rejected' : 'unknown',
  });
}
