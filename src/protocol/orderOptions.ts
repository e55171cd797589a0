import { say } from '../wording/say.js';
import { fullWidthIn } from './fullWidth.js';
import { jsonMembers, parseJson } from './json.js';
import { oneLine, quote } from './oneLine.js';
import { ProtocolError } from './ProtocolError.js';

/**
 * What a strategy wants of an order besides its side, price and amount. The four that have a name here mean the same
 * everywhere; others are named and spelled as an adapter declares them.
 */
export interface OrderOptions {
  /** How long it may wait, in lower case: `gtc`, `day`, `ioc` (what is not filled at once is canceled), `fok` (all at once or nothing). */
  readonly timeInForce?: string;
  /** It must not trade at once: it waits in the order book, as a maker, or is canceled. */
  readonly postOnly?: boolean;
  /** It may make a position smaller, but neither open one nor turn it round. */
  readonly reduceOnly?: boolean;
  /** It may also trade before and after the regular hours. */
  readonly extendedHours?: boolean;
  readonly [name: string]: string | boolean | undefined;
}

const WORDS = ['timeInForce'] as const;
const FLAGS = ['postOnly', 'reduceOnly', 'extendedHours'] as const;
const KNOWN = [...WORDS, ...FLAGS] as const;

/** A name or a word of an option without what spellings differ in: `time_in_force`, `timeInForce`. */
export function foldOption(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '');
}

/**
 * The options behind the side in FMZ's `CreateOrder`, in each of the forms that FMZ documents.
 *
 * @param text what stands behind the first semicolon of `buy;timeInForce=ioc;postOnly=true`,
 * `buy;timeInForce=ioc&postOnly=true` or `buy;{"timeInForce":"IOC","postOnly":true}`.
 * @throws ProtocolError that names the option, without a subject: `has the option postOnly twice`.
 * @example parseOrderOptions('time_in_force=IOC;postOnly=true') // { timeInForce: 'ioc', postOnly: true }
 * @see https://www.fmz.com/syntax-guide/fun/trade/exchange.createorder
 */
export function parseOrderOptions(text: string): OrderOptions {
  const options = new Map<string, string | boolean>();
  const folded = new Set<string>();
  for (const [written, value] of text.trim().startsWith('{') ? ofJson(text) : ofPairs(text)) {
    const name = KNOWN.find((known) => foldOption(known) === foldOption(written)) ?? written;
    if (folded.has(foldOption(name)))
      throw new ProtocolError(say('has the option {name} twice', { name: shown(name) }));
    folded.add(foldOption(name));
    options.set(name, FLAGS.some((flag) => flag === name) ? requireFlag(name, value) : wordOf(name, value));
  }
  return Object.fromEntries(options);
}

/** `undefined` where it is neither true nor false. */
export function readFlag(value: string | boolean): boolean | undefined {
  const word = String(value).toLowerCase();
  return word === 'true' || (word === 'false' ? false : undefined);
}

function requireFlag(name: string, value: string): boolean {
  const flag = readFlag(value);
  if (flag === undefined)
    throw new ProtocolError(
      say('has {name}={value}: {name} is true or false', { name, value: shown(value) }),
    );
  return flag;
}

/** What was written, as it may stand in an error. */
export function shown(text: string): string {
  return oneLine(text, 40);
}

function wordOf(name: string, value: string): string {
  return WORDS.some((word) => word === name) ? value.toLowerCase() : value;
}

function ofPairs(text: string): [string, string][] {
  return text
    .split(/[;&]/)
    .filter((pair) => pair.trim() !== '')
    .map((pair): [string, string] => {
      const [name = '', value = ''] = pair.split(/=(.*)/s).map((part) => part.trim());
      if (name !== '' && value !== '') return [name, value];
      const meant = (fullWidthIn(name) === undefined && shown(name)) || 'postOnly';
      throw new ProtocolError(
        say('has the option {pair} without a value: write it like {meant}=true', {
          pair: quote(pair),
          meant,
        }),
      );
    });
}

function ofJson(text: string): [string, string][] {
  checkJson(text);
  return jsonMembers(text).map(({ name, text: written }): [string, string] => {
    const value = parseJson(written);
    if (typeof value === 'string' && value.trim() !== '') return [name, value.trim()];
    if (typeof value === 'boolean' || typeof value === 'number') return [name, String(value)];
    throw new ProtocolError(
      say('has the option {name} without a value: it is {value}', { name: quote(name), value: quote(value) }),
    );
  });
}

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new ProtocolError(say('has options that are not JSON: {text}', { text: quote(text) }));
  }
}
