import * as v from 'valibot';
import { type MethodName, methods, type Verb, verbs } from './methods.js';
import { pathReadings } from './pathReadings.js';

const DOES =
  /^(withdraw|send|buy|sell|edit|amend|modify|cancel|close|transfer|confirm|create|place|submit|move)$/;
/** What is told of what was done. */
const TELLS =
  /^(history|hist|list|records?|status|state|address|addresses|fees?|info|limits?|nonce|quota|methods?|accounts?|whitelist|power|orders)$/;

/**
 * Whether a call may change something at the exchange.
 *
 * @param verb of an `io` call; GET reads, unless its path says otherwise.
 * @param path of an `io` call.
 * @example isWrite('io', 'GET', '/api/v2/private/buy') // true: Deribit takes orders by GET
 */
export function isWrite(name: MethodName, verb?: string, path?: string): boolean {
  if (name !== 'io') return methods[name].access === 'write';
  return verb !== 'GET' || (path !== undefined && saysWrite(path));
}

/** Whether a GET asks for something to be done, by the words of its path: a few exchanges take writes by GET. */
function saysWrite(path: string): boolean {
  return pathReadings(path).some((reading) => {
    const { verb, words } = endpointWords('GET', reading);
    return verb !== 'GET' || (DOES.test(words[0] ?? '') && !words.some((word) => TELLS.test(word)));
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
  const { verb, words } = endpointWords(asked, path);
  // Deribit takes cancellations by GET.
  if (verb === 'GET') return words[0] === 'cancel';
  return verb === 'DELETE' || /cancel/i.test(path.replace(/[?#].*$/s, ''));
}

/**
 * What an IO call asks for: its verb, and the words of its last part, in lower case. ccxt's names of requests hold their
 * verbs, whatever the header says.
 *
 * @example endpointWords('GET', '/api/v2/private/cancel_all') // { verb: 'GET', words: ['cancel', 'all'] }
 * @example endpointWords('POST', 'privateDeleteOrder')        // { verb: 'DELETE', words: ['order'] }
 */
function endpointWords(verb: string, path: string): { verb: string; words: readonly string[] } {
  const open = path.replace(/[?#].*$/s, '');
  const parts = open
    .split('/')
    .map((part) => part.replace(/;.*$/s, ''))
    .filter((part) => part !== '' && !part.includes('{'));
  const words = wordsOf(parts.at(-1) ?? '');
  if (open.includes('/')) return { verb, words };
  const at = words.findIndex((word) => verbOf(word) !== undefined);
  return { verb: verbOf(words[at]) ?? verb, words: words.slice(at + 1) };
}

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

function verbOf(word: string | undefined): Verb | undefined {
  return verbs.find((verb) => verb.toLowerCase() === word);
}
