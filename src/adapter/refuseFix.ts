import type { FixMessage } from '../fix/FixMessage.js';
import { type PlainTemplate, say } from '../wording/say.js';
import { ExchangeError } from './ExchangeError.js';

/** The tag of an answer's code, by its type, and what it means where it has no text of its own. */
const REFUSALS: Readonly<Record<string, { code: number; meaning: PlainTemplate }>> = {
  3: { code: 373, meaning: 'the message was rejected' },
  j: { code: 380, meaning: 'the request was rejected' },
  9: { code: 102, meaning: 'the order was not changed' },
  Y: { code: 281, meaning: 'the prices were refused' },
  8: { code: 103, meaning: 'the order was refused' },
};

/**
 * Where a message of those types that FIX refuses with has the number that says why: Reject (3), BusinessMessageReject (j),
 * OrderCancelReject (9), MarketDataRequestReject (Y), and an ExecutionReport (8), which refuses with 150=8 alone.
 *
 * @returns the tag, and its text; `undefined` for messages of other types.
 * @example readReason(message) // { tag: 103, code: '3' }
 */
export function readReason(message: FixMessage): { tag: number; code: string } | undefined {
  const refusal = REFUSALS[message.type];
  return refusal && { tag: refusal.code, code: message.get(refusal.code) ?? '' };
}

/**
 * Whether an answer is a refusal as FIX has it: a Reject (3), BusinessMessageReject (j), OrderCancelReject (9),
 * MarketDataRequestReject (Y), or an ExecutionReport (8) with 150=8.
 *
 * @throws ExchangeError with its reason and its Text (58).
 */
export function refuseFix(message: FixMessage): void {
  const { type } = message;
  const refusal = REFUSALS[type];
  if (!refusal || (type === '8' && message.get(150) !== '8')) return;
  throw new ExchangeError({
    code: readReason(message)?.code ?? '',
    message: (message.get(58) ?? say(refusal.meaning)) + refusedField(message),
  });
}

/**
 * What a Reject (3) is about, to stand behind its Text: its RefTagID (371), and the RefMsgType (372) of the request.
 *
 * @returns "" where it names no field.
 * @example throw new ExchangeError({ message: `${message.get(58)}${refusedField(message)}` }) // Required tag missing (tag 54 of F)
 */
export function refusedField(message: FixMessage): string {
  const [tag, type] = [message.get(371), message.get(372)];
  if (tag === undefined) return '';
  return type === undefined ? ` (tag ${tag})` : say(' (tag {tag} of {type})', { tag, type });
}
