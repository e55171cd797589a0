import * as v from 'valibot';
import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import { describeIssue } from '../protocol/parseWith.js';

/**
 * Parses an exchange's reply with the adapter's schema.
 *
 * @throws NetworkError (outcome unknown) whose one line names the first field that is not as documented.
 */
export function parseReply<Output>(schema: v.GenericSchema<unknown, Output>, reply: Reply): Output {
  const result = v.safeParse(schema, reply.json, { abortEarly: true });
  if (result.success) return result.output;
  throw new NetworkError(`the answer is not as documented: ${describeIssue(result.issues[0], 'it')}`, {
    outcome: 'unknown',
  });
}
