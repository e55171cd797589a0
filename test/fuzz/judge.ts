import type { WireAnswer } from './AnswerReader.js';
import type { Conversation } from './Conversation.js';

/** The lines of a log that tell of faults in the program itself. */
export function faultLines(log: string): string[] {
  return log.split('\n').filter((line) => /internal error|^\s+at /.test(line));
}

/** What kind of answer it is, or what is wrong with it. */
export type Verdict = { kind: 'data' | 'error' | 'head' } | { fault: string };

/** What has to hold of every answer: one JSON object with `data` or an `error` of one line, and status 200. */
export function judge({ status, text }: WireAnswer, { verb }: Conversation): Verdict {
  // A proxy that says 200 would have opened the tunnel.
  if (status !== (verb === 'CONNECT' ? 405 : 200)) return { fault: `status ${status}` };
  if (verb === 'HEAD') return { kind: 'head' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: 'no JSON' };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { fault: 'no JSON object' };
  if ('data' in json) return 'error' in json ? { fault: 'data and error' } : { kind: 'data' };
  if (!('error' in json)) return { fault: 'neither data nor error' };
  const { error } = json;
  if (typeof error !== 'string' || error === '') return { fault: 'an error without words' };
  if (/internal error/i.test(error)) return { fault: 'internal error' };
  if (/[\r\n]/.test(error)) return { fault: 'an error of several lines' };
  return { kind: 'error' };
}
