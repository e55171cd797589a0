import type { Header } from './readHeader.js';

/** What the code of a strategy asks of its exchanges, where it says so plainly. */
interface Needs {
  /** How many it cannot do without. */
  count: number;
  /** What GetName has to tell, as in `Futures_Binance`. */
  name?: string;
}

/** More are not asked for by a number that stands in the code. */
const MOST = 9;

const INDEX = /\bexchanges\[(\d+)\]/g;
const FEWEST = /\bexchanges\.length\s*(?:<|!==?|%)\s*(\d+)/g;
const FEWER = /\bexchanges\.length\s*<=\s*(\d+)/g;
const NAME = /\bGetName\(\)\s*!==?\s*(['"])(Futures_\w+)\1/;
/** The same by way of a variable: `var name = exchange.GetName()`, and comparisons of which the last branch throws. */
const KEPT_NAME = /(?<![\w$.])([\w$]+)\s*=\s*[\w$[\].]+\.GetName\(\)/g;
const TAKEN_NAME =
  /(?<![\w$.])([\w$]+)\s*===?\s*(['"])(Futures_\w+)\2\s*\)\s*\{[^{}]*\}\s*else\s*(\{?\s*throw\b)?/g;
const ANY_FUTURES = /\bindexOf\((['"])Futures_?\1\)\s*(?:===?\s*-1|<\s*0)\s*\)\s*\{?\s*throw\b/;
const USUAL_FUTURES = 'Futures_OKCoin';

/**
 * Reads what a strategy needs: FMZ keeps its exchanges beside the code, so that the code alone says how many it takes
 * (`exchanges[1]`, `exchanges.length < 2`), and which it refuses to run without (`exchange.GetName() != 'Futures_Binance'`).
 *
 * @example needsOf("if (exchange.GetName() != 'Futures_Binance') throw 'no'; exchanges[1].GetTicker()")
 * // { count: 2, name: 'Futures_Binance' }
 */
export function needsOf(source: string): Needs {
  const code = source.replace(/\/\*.*?\*\/|(?<![:'"])\/\/[^\n]*/gs, '');
  const numbers = (pattern: RegExp, more: number) =>
    [...code.matchAll(pattern)].map(([, number]) => Number(number) + more);
  const counts = [1, ...numbers(INDEX, 1), ...numbers(FEWEST, 0), ...numbers(FEWER, 1)];
  const name =
    NAME.exec(code)?.[2] ?? takenName(code) ?? (ANY_FUTURES.test(code) ? USUAL_FUTURES : undefined);
  return {
    count: Math.max(...counts.filter((count) => count <= MOST)),
    ...(name !== undefined && { name }),
  };
}

/** The first name that is taken, of a variable that has no other. */
function takenName(code: string): string | undefined {
  const kept = new Set([...code.matchAll(KEPT_NAME)].map(([, variable]) => variable));
  const taken = [...code.matchAll(TAKEN_NAME)].filter(([, variable]) => kept.has(variable));
  const refused = taken.find(([, , , , others]) => others !== undefined);
  return taken.find(([, variable]) => variable === refused?.[1])?.[3];
}

/** The header of a strategy, with the exchanges that its code needs besides. */
export function withNeeds(header: Header, { count, name }: Needs): Header {
  const { exchanges } = header;
  const usual = exchanges[0] ?? { eid: '', currency: '' };
  const needed = Array.from({ length: Math.max(exchanges.length, count) }, (_, index) => {
    const told = exchanges[index] ?? usual;
    return name === undefined || told.eid.startsWith('Futures_') ? told : { ...told, eid: name };
  });
  return { ...header, exchanges: needed };
}
