import { endpointWords } from './endpointWords.js';
import { type MethodName, methods } from './methods.js';

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
  const { verb, words } = endpointWords('GET', path);
  if (verb !== 'GET') return true;
  return DOES.test(words[0] ?? '') && !words.some((word) => TELLS.test(word));
}
