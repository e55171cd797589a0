import { quote } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';
import { ScaffoldError } from './writeFiles.js';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/i;
const LONGEST = 40;

const WORDS = `break case catch class const continue debugger default delete do else enum export extends false finally for
function if import in instanceof new null return super switch this throw true try typeof var void while with let static yield
await async implements interface package private protected public arguments eval undefined`;
// Paths of the plugin's own, names of this program's, and what Windows gives to devices.
const TAKEN = `exchange exchanges fmz fmzproto healthz metrics ccxt node-modules con prn aux nul`;

// What every object has: as a name in a table it would be there already.
const OF_OBJECTS = Object.getOwnPropertyNames(Object.prototype).map((name) => name.toLowerCase());

const RESERVED = new Set([
  ...OF_OBJECTS,
  'prototype',
  ...`${WORDS} ${TAKEN}`.split(/\s+/),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((number) => [`com${number}`, `lpt${number}`]),
]);

/**
 * The name of a new exchange: what stands in its address and names its folder.
 *
 * @throws ScaffoldError when it could not be both, with a name that could.
 * @example parseExchangeName('bybit') // 'bybit'
 */
export function parseExchangeName(text: string): string {
  const name = quote(text);
  if (!NAME.test(text)) {
    const near = nearestName(text);
    throw new ScaffoldError(
      near === undefined
        ? say(
            'the name {name} must be letters, digits and single hyphens, starting with a letter: like bybit or my-exchange',
            { name },
          )
        : say(
            'the name {name} must be letters, digits and single hyphens, starting with a letter: did you mean {near}?',
            { name, near },
          ),
    );
  }
  if (text.length > LONGEST) {
    throw new ScaffoldError(
      say('the name {name} is longer than {most} characters: shorten it', { name, most: LONGEST }),
    );
  }
  if (RESERVED.has(text.toLowerCase())) {
    throw new ScaffoldError(
      say('the name {name} is reserved: use another, like {example}', { name, example: `${text}-exchange` }),
    );
  }
  return text;
}

/** The exchange's name as FMZ's errors show it: my-exchange is My-Exchange. */
export function displayNameOf(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, hyphen: string, letter: string) => hyphen + letter.toUpperCase());
}

function nearestName(text: string): string | undefined {
  const name = text
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^[-\d]+|-+$/g, '')
    .slice(0, LONGEST);
  return NAME.test(name) && !RESERVED.has(name.toLowerCase()) ? name : undefined;
}
