import * as v from 'valibot';
import { type MethodName, methods, type Verb, verbs } from './methods.js';
import { pathReadings, withoutQuery } from './pathReadings.js';
import { saysWrite, wordsOf } from './saysWrite.js';

/**
 * Whether a call may change something at the exchange.
 *
 * @param verb of an `io` call; GET reads, unless its path says otherwise.
 * @param path of an `io` call.
 * @example isWrite('io', 'GET', '/api/v2/private/buy') // true: Deribit takes orders by GET
 */
export function isWrite(name: MethodName, verb?: string, path?: string): boolean {
  if (name !== 'io') return methods[name].access === 'write';
  return verb !== 'GET' || (path !== undefined && isWritePath(path));
}

/** What no exchange has for a path is not looked at. */
const LONGEST = 4096;

/** Whether a GET asks for something to be done, by the words of its path: a few exchanges take writes by GET. */
function isWritePath(path: string): boolean {
  if (withoutQuery(path).length > LONGEST) return true;
  return pathReadings(path).some((reading) => {
    const { verb, parts } = endpointOf('GET', reading);
    return verb !== 'GET' || saysWrite(parts);
  });
}

const io = v.object({ verb: v.string(), path: v.string() });

/**
 * Whether a call cancels orders, also under the exchange's own API.
 *
 * @example isCancel('io', { verb: 'POST', path: '/api/v5/trade/cancel-batch-orders', params: [] }) // true
 */
export function isCancel(method: MethodName, params: unknown): boolean {
  if (method !== 'io') return method === 'cancel';
  const asked = v.safeParse(io, params);
  return asked.success && isCancelRequest(asked.output.verb, asked.output.path);
}

/**
 * Whether a request of an exchange's API cancels orders.
 *
 * @param path or ccxt's name of the request, which holds the verb.
 * @example isCancelRequest('POST', 'privateDeleteOrder') // true
 */
export function isCancelRequest(asked: string, path: string): boolean {
  const { verb, parts } = endpointOf(asked, path);
  // Deribit takes cancellations by GET.
  if (verb === 'GET') return wordsOf(parts.at(-1) ?? '')[0] === 'cancel';
  return verb === 'DELETE' || /cancel/i.test(withoutQuery(path));
}

/**
 * What an IO call asks for: its verb, and the parts of its path that are no values. ccxt's names of requests hold their
 * verbs, whatever the header says; what follows the verb is one part.
 *
 * @example endpointOf('GET', '/v2/private/cancel_all') // { verb: 'GET', parts: ['v2', 'private', 'cancel_all'] }
 * @example endpointOf('POST', 'privateDeleteOrder')    // { verb: 'DELETE', parts: ['order'] }
 */
function endpointOf(verb: string, path: string): { verb: string; parts: readonly string[] } {
  const open = withoutQuery(path);
  if (open.includes('/')) {
    const parts = open.split('/').map((part) => part.replace(/;.*$/s, ''));
    return { verb, parts: parts.filter((part) => part !== '' && !part.includes('{')) };
  }
  const words = wordsOf(open.replace(/;.*$/s, ''));
  const at = words.findIndex((word) => verbOf(word) !== undefined);
  return { verb: verbOf(words[at]) ?? verb, parts: [words.slice(at + 1).join(' ')] };
}

function verbOf(word: string | undefined): Verb | undefined {
  return verbs.find((verb) => verb.toLowerCase() === word);
}
