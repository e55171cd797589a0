import * as v from 'valibot';
import { quote } from './text.js';

/**
 * One line for one issue of a schema: the field's path, or the subject where the whole is wrong, then what is wrong.
 *
 * @example describeIssue(issue, 'the request') // 'symbol is missing'
 */
export function describeIssue(issue: v.BaseIssue<unknown>, subject: string): string {
  return `${v.getDotPath(issue) ?? subject} ${describe(issue)}`;
}

function describe(issue: v.BaseIssue<unknown>): string {
  // valibot's own messages begin so; ours say what to do.
  if (!issue.message.startsWith('Invalid')) return issue.message;
  return issue.received === 'undefined'
    ? 'is missing'
    : `must be ${issue.expected ?? 'valid'}, not ${quote(issue.input)}`;
}
