import type { Reply } from '../http/Reply.js';

/** For `raw`: one page as it is, several as their list. */
export function rawOf(replies: readonly Reply[]): unknown {
  const [only, ...more] = replies.map((reply) => reply.raw);
  return more.length === 0 ? only : [only, ...more];
}
