import { ExchangeError } from '../exchange/ExchangeError.js';
import { NetworkError } from '../http/NetworkError.js';
import { messageOf } from '../protocol/messageOf.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { oneLine } from '../protocol/text.js';

/**
 * What FMZ is told of a failure: one line that says what is known, and never more than is known.
 *
 * @param facts.writing whether the request is to change something at the exchange.
 * @param facts.written whether it may have done so.
 * @param facts.sent whether anything was sent to the exchange.
 * @param facts.clean takes keys out of a text that came from elsewhere.
 */
export function describeError(
  error: unknown,
  facts: { writing: boolean; written: boolean; sent: boolean; clean: (text: string) => string },
): string {
  const { writing, written, clean } = facts;
  const nothingSent = error instanceof NetworkError && error.outcome === 'rejected' && !facts.sent;
  const line = oneLine(`${message(error, clean)}${nothingSent ? '; nothing was sent' : ''}`, 600);
  if (outcomeOf(error) === 'rejected') return line;
  if (!written) return writing ? `${line}; nothing was changed, it failed before that` : line;
  return /outcome unknown/.test(line)
    ? line
    : `outcome unknown: ${line}; it may have been carried out, look at the orders before sending it again`;
}

/** The messages behind an error, outermost first. */
export function causesOf(error: unknown): string[] {
  const causes: string[] = [];
  for (let next = error; next instanceof Error && causes.length < 8; next = next.cause) {
    if (next !== error || outcomeOf(next) === undefined) causes.push(next.stack ?? String(next));
  }
  return causes;
}

function message(error: unknown, clean: (text: string) => string): string {
  if (error instanceof ExchangeError) {
    const text = clean(`${error.code} ${error.message.trim()}`.trim());
    return error.hint ? `${text} (${error.hint})` : text;
  }
  const text = clean(messageOf(error));
  if (error instanceof ProtocolError || error instanceof NetworkError) return text;
  return `internal error: ${text}`;
}

function outcomeOf(error: unknown): 'rejected' | 'unknown' | undefined {
  if (error instanceof ExchangeError || error instanceof NetworkError || error instanceof ProtocolError) {
    return error.outcome;
  }
  return undefined;
}
