import type { Reply } from '../../../http/Reply.js';

/** For `raw`: one reply as it is, several as their list; one that is a plain word, such as "OK", as a text. */
export function rawAnswer(replies: readonly Reply[]): unknown {
  const [only, ...more] = replies.map((reply) => (isJson(reply) ? reply.raw : reply.text));
  return more.length === 0 ? only : [only, ...more];
}

function isJson(reply: Reply): boolean {
  try {
    void reply.json;
    return true;
  } catch {
    return false;
  }
}
