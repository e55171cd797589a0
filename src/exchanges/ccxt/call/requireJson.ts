import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';

/** In characters: lists of all instruments of an exchange are longer, and take long to read. */
const LONG = 1024 * 1024;

/**
 * Refuses a successful reply that is no answer: a gateway's page or words, JSON that breaks off, nothing at all.
 *
 * @throws NetworkError (outcome unknown).
 */
export function requireJson(reply: Reply): void {
  if (reply.status === 204) return;
  if (reply.text.length > LONG && /^\s*[[{]/.test(reply.text)) return;
  const { json } = reply;
  if (json !== null) return;
  throw new NetworkError(`answered HTTP ${reply.status} with nothing but null`, { outcome: 'unknown' });
}
