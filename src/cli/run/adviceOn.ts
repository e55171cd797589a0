import { escapeRegExp } from '../../protocol/oneLine.js';
import type { EndEvent } from '../../strategy/events.js';
import { type PlainTemplate, say } from '../../wording/say.js';

/**
 * What to do about a strategy that stopped at what FMZ keeps beside the code: a parameter, or a template library.
 *
 * @param sources of the strategy and its libraries.
 * @returns `undefined` where it ended for another reason.
 * @example adviceOn(end, [source]) // 'Levels may be a parameter of the strategy: set it with --arg Levels=VALUE'
 */
export function adviceOn(
  { reason, error = '' }: Pick<EndEvent, 'reason' | 'error'>,
  sources: readonly string[],
): string | undefined {
  if (reason !== 'threw') return undefined;
  return adviceOnName(error, sources) ?? adviceOnLibrary(error, sources);
}

/** What FMZ has and a strategy does not find here. */
const ABSENT = new Map<string, PlainTemplate>([
  [
    'os',
    'os is not available: a strategy reaches no files here; _G and DBExec keep what it stores, with --state FILE',
  ],
  [
    'Trader',
    'Trader is not available: exchange.CreateOrder, GetOrder and CancelOrder place orders and follow them',
  ],
  ['ctx', 'ctx is not available: EventLoop and Dial wait for what comes, exchange.GetTicker asks for prices'],
  ['wasm', 'wasm is not available: WebAssembly of the language runs such modules'],
]);

/** Most names that are nowhere defined are parameters; a function that is missing is none. */
function adviceOnName(error: string, sources: readonly string[]): string | undefined {
  const [, name] = /^ReferenceError: (\S+) is not defined$/.exec(error) ?? [];
  if (name === undefined) return undefined;
  const absent = ABSENT.get(name);
  if (absent !== undefined) return say(absent);
  const called = new RegExp(`(?<![\\p{L}\\p{N}_$.])${escapeRegExp(name)}\\s*\\(`, 'u');
  if (sources.some((source) => called.test(source))) return undefined;
  return say('{name} may be a parameter of the strategy: set it with --arg {name}=VALUE', { name });
}

/** Libraries put their functions on `$`. */
function adviceOnLibrary(error: string, sources: readonly string[]): string | undefined {
  const [, name] = /^TypeError: (\$\.\S+) is not a function$/.exec(error) ?? [];
  if (name !== undefined)
    return say('{name} belongs to a template library: give its file with --lib FILE', { name });
  if (!/ (has no function main: |没有 function main：)/.test(error)) return undefined;
  return sources.some((source) => /(?<![\w$])\$\.\w+\s*=(?!=)/.test(source))
    ? say('what puts functions on $ is a template library: give it to a strategy with --lib FILE')
    : undefined;
}
