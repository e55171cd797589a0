import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';

/** For `raw`: one reply as it is, several as their list; one that is a plain word, such as "OK", as a text. */
export function rawOf(replies: readonly Reply[]): unknown {
  const [only, ...more] = replies.map((reply) => (isJson(reply) ? reply.raw : reply.text));
  return more.length === 0 ? only : [only, ...more];
}

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

function isJson(reply: Reply): boolean {
  try {
    void reply.json;
    return true;
  } catch {
    return false;
  }
}
