import { isPlainPath } from '../http/request.js';
import { type Verb, verbs } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { suggest } from '../protocol/suggest.js';
import { listed, say } from '../wording/say.js';

/** Which requests a limit names. */
export interface LimitKey {
  /** `*` for every one. */
  host: string;
  verb: Verb | '*';
  /** Its segments: `*` for any one, `**` at the end for all that follow. */
  path: readonly string[];
}

/**
 * Reads the name of a limit; `undefined` for `default` and `all`, with or without a host.
 *
 * @param hosts the names of the exchange's hosts.
 * @throws TypeError where it can name no request, which says what is known.
 */
export function parseLimitKey(name: string, hosts: readonly string[]): LimitKey | undefined {
  const words = name.split(' ');
  const [first = ''] = words;
  const hosted = words.length > 1 && !isVerb(first) && (words.length === 3 || hosts.includes(first));
  if (hosted && !hosts.includes(first)) {
    throw wrong(
      name,
      say('{host} is not a host of this exchange, which has {hosts}', {
        host: quote(first),
        hosts: listed(hosts),
      }),
    );
  }
  const [verb = '', path = '', ...rest] = hosted ? words.slice(1) : words;
  if (['default', 'all'].includes(verb) && path === '') return undefined;
  if (!isVerb(verb)) {
    const meant = suggest(verb, [...verbs, 'default', 'all']);
    const facts = { verb: quote(verb) };
    throw wrong(
      name,
      meant
        ? say('{verb} is not a verb, did you mean {meant}?', { ...facts, meant })
        : say('{verb} is not a verb', facts),
    );
  }
  const fault = rest.length > 0 ? say('it has a blank in its path') : faultOf(path);
  if (fault !== undefined) throw wrong(name, fault);
  return { host: hosted ? first : '*', verb, path: path === '*' ? ['**'] : path.slice(1).split('/') };
}

/** What is wrong with a path; `undefined` for one that may be asked for. */
function faultOf(path: string): string | undefined {
  if (path === '*') return undefined;
  if (!path.startsWith('/')) return say('its path does not begin with /');
  const segments = path.slice(1).split('/');
  const named = segments.find((segment) => /^:|[{}<>[\]]/.test(segment));
  if (named !== undefined) return say('write * instead of {named}', { named });
  const partly = segments.find((segment) => segment.includes('*') && !['*', '**'].includes(segment));
  if (partly !== undefined)
    return say('a * stands for a whole segment, and {segment} is a part of one', { segment: partly });
  if (segments.slice(0, -1).includes('**')) return say('** stands at the end of a path only');
  if (/[?#]/.test(path)) return say('a path is named without its query');
  return isPlainPath(path) ? undefined : say('no request is sent with such a path');
}

function isVerb(word: string): word is Verb | '*' {
  return word === '*' || verbs.some((verb) => verb === word);
}

function wrong(name: string, fault: string): TypeError {
  return new TypeError(
    say(
      'limits: {name} names no requests: {fault}; a limit is named default, all, or by a verb and a path, like "GET /v2/orders/*", where * stands for one segment and ** at the end for all that follow; "GET *" names every path',
      { name: quote(name), fault },
    ),
  );
}
