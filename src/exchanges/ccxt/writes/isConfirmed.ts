import type { Reply } from '../../../http/Reply.js';

const NAMES =
  /^(success|succeeded|ok|status|result|ret|ret_?msg|msg|message|(ret_?|err(or)?_?|s_?)?code|errno|error|errors|err|data)$/i;
const YES = /^(true|ok|okay|success(ful(ly)?)?|succeed(ed)?|done|accepted|cancell?ed|0+|200\d*|.*成功)$/i;
const NO = /^(false|fail(ed|ure)?)$/i;

/**
 * Whether a reply to a cancellation confirms it: it names the order, or says in one of the usual words that all went well,
 * and nowhere the opposite.
 */
export function isConfirmed(reply: Reply | undefined, id: string): boolean {
  if (!reply) return false;
  if (reply.text.trim() === '') return true;
  const words = wordsOf(reply.json, 0);
  if (words.some((word) => NO.test(word))) return false;
  return reply.text.includes(id) || words.some((word) => YES.test(word));
}

function wordsOf(json: unknown, depth: number): string[] {
  if (typeof json !== 'object' || json === null) return depth === 0 ? [String(json)] : [];
  if (depth > 2) return [];
  return Object.entries(json).flatMap(([name, value]) => {
    if (typeof value === 'object') return wordsOf(value, depth + 1);
    return NAMES.test(name) ? [String(value).trim()] : [];
  });
}
