import { oneLine } from '../../protocol/oneLine.js';
import { codeOf, messageOf } from '../../protocol/thrown.js';
import { type PlainTemplate, say } from '../../wording/say.js';

/** What all keys begin with. */
export const PREFIX = '{fmzproto}:';

/** What each fault of Redis is, in words. */
const reasons: readonly [RegExp, PlainTemplate | (() => string)][] = [
  [/ENOTFOUND|EAI_AGAIN/, 'its host name is unknown'],
  [/ECONNREFUSED/, 'nothing listens there'],
  [/WRONGPASS|NOAUTH|AUTH failed|without any password configured/i, 'it refuses the user or the password'],
  [
    /NOPERM/,
    () =>
      say('its user may not run scripts (EVAL, EVALSHA) on keys that begin with {prefix}', {
        prefix: PREFIX,
      }),
  ],
  [/\bOOM\b/, 'its memory is full'],
  [/READONLY/, 'it is a read-only replica: give the address of the primary'],
  [/MISCONF/, 'it takes no writes, for it cannot save to its disk'],
  [/\bLOADING\b/, 'it is still loading its data'],
  [
    /\bMOVED\b/,
    () =>
      say('it is a node of a cluster that keeps {prefix} elsewhere: give the address of that node', {
        prefix: PREFIX,
      }),
  ],
  [/DB index is out of range/, 'it has no database of that number'],
  [
    /user_script|WRONGTYPE/,
    () =>
      say('something else has changed what is stored under "{prefix}", delete these keys', {
        prefix: PREFIX,
      }),
  ],
  [/SSL|packet length|wrong version number/i, 'it does not speak TLS: write redis:// instead of rediss://'],
  [/certificate|CERT|altname/i, 'its certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS'],
  [
    /RESP type|Protocol error|unexpected|ECONNRESET|Invalid type/i,
    'what answers there is not Redis, or wants rediss://',
  ],
  [/timeout|timed out|does not answer/i, 'it does not answer'],
];

/** Why Redis cannot be used, for people; what else it says is shown as it is. */
export function reasonOf(error: unknown): string {
  const text = `${codeOf(error) ?? ''} ${messageOf(error)}`.trim();
  const reason = reasons.find(([pattern]) => pattern.test(text))?.[1];
  if (reason === undefined) return oneLine(text, 200);
  return typeof reason === 'string' ? say(reason) : reason();
}
