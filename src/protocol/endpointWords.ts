import { type Verb, verbs } from './verbs.js';

/**
 * What an IO call asks for: its verb, and the words of its last part, in lower case. ccxt's names of requests hold their
 * verbs, whatever the header says.
 *
 * @example endpointWords('GET', '/api/v2/private/cancel_all') // { verb: 'GET', words: ['cancel', 'all'] }
 * @example endpointWords('POST', 'privateDeleteOrder')        // { verb: 'DELETE', words: ['order'] }
 */
export function endpointWords(verb: string, path: string): { verb: string; words: readonly string[] } {
  const open = path.replace(/[?#].*$/s, '');
  const parts = open.split('/').filter((part) => part !== '' && !part.includes('{'));
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
