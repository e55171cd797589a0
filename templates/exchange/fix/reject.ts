import { ExchangeError, type FixMessage, readReason, refusedField } from 'fmzproto';
import { tag } from './tags.ts';

// FILL IN: codes that leave open whether it was done, such as "this ClOrdID was used": the order is looked up.
const INDECISIVE = new Set(['103=6']);

// FILL IN: what a person can do about the commonest codes.
const HINTS: Readonly<Record<string, string>> = {
  '103=3': 'the order is larger than the account allows',
  '380=2': 'the account may not do this: ask the venue for it',
};

// FILL IN: the codes that refuse a price or an amount for the steps of its instrument.
const OFF_STEP = new Set(['103=13']);

/** Whether a refusal is for the steps of an instrument, which may have changed since its list was read. */
export function isOffStep({ code }: ExchangeError): boolean {
  return OFF_STEP.has(code);
}

// FILL IN: the codes of "there is no such order", or none that can be changed.
const UNKNOWN_ORDER = new Set(['102=1', '103=5']);

/** Whether a refusal says that there is no such order, or none that can be changed. */
export function isUnknownOrder({ code }: ExchangeError): boolean {
  return UNKNOWN_ORDER.has(code);
}

// FILL IN: what a person can do about a Logon that is refused; it stands beside what the venue says.
const LOGON_HINT = 'are the CompID and the password those of FIX?';

/** Throws the venue's refusal. */
export function reject(message: FixMessage): void {
  if (message.type === '5') throw new ExchangeError({ message: message.get(58) ?? '', hint: LOGON_HINT });
  const reason = readReason(message);
  if (!reason) return;
  const code = `${reason.tag}=${reason.code}`;
  // A report refuses an order with 150=8; the status of one that does not exist is told with a reason as well.
  if (message.type === '8' && message.get(tag.ExecType) !== '8' && !UNKNOWN_ORDER.has(code)) return;
  throw new ExchangeError({
    code,
    message: (message.get(58) ?? 'refused') + refusedField(message),
    hint: HINTS[code],
    outcome: INDECISIVE.has(code) ? 'unknown' : 'rejected',
  });
}
