import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';

/**
 * The error of a reply that ought to be JSON: a gateway's page, or JSON that breaks off. Plain words and empty bodies
 * are what some exchanges confirm with.
 */
export function unreadable(reply: Reply): NetworkError | undefined {
  if (!/^\s*[<{[]/.test(reply.text)) return undefined;
  try {
    void reply.json;
    return undefined;
  } catch (error) {
    if (error instanceof NetworkError) return error;
    throw error;
  }
}
