import { contractCodes } from '../protocol/contractCodes.js';
import { askedName, isPair } from '../protocol/OddSymbol.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { foldCase } from '../protocol/spelling.js';
import { type FmzSymbol, type FmzSymbolRange, parseSymbol, parseSymbolRange } from '../protocol/symbol.js';
import { explainSymbol, meantContract } from '../protocol/symbolFaults.js';
import { anyOf, say } from '../wording/say.js';
import { type FoundInstrument, fixedSymbolsOf, type NamedInstrument } from './Instrument.js';
import type { InstrumentList, KeptList, Listed } from './InstrumentList.js';
import type { InstrumentSource } from './instrumentSource.js';
import { likelyNames, nearSymbol, pairIn } from './nearSymbol.js';
import type { OddRow } from './rows.js';

/** What of a source tells where a symbol is looked for. */
type Place<List extends string> = Pick<InstrumentSource<never, List>, 'lists' | 'listOf'>;

/**
 * The lists to look for a symbol on.
 *
 * @returns all of them beside the `refusal`, where the adapter refuses a symbol that may be listed all the same.
 * @throws ProtocolError where it refuses another.
 */
export function listsOfSymbol<List extends string>(
  { lists, listOf }: Place<List>,
  symbol: FmzSymbol | FmzSymbolRange,
): { lists: readonly List[]; refusal?: ProtocolError } {
  try {
    const named = listOf(symbol);
    return { lists: typeof named === 'string' ? [named] : named };
  } catch (refusal) {
    if (!(refusal instanceof ProtocolError) || 'range' in symbol || !isOpen(symbol)) throw refusal;
    return { lists, refusal };
  }
}

/** Whether the spelling of a symbol leaves open what it means: what is neither a plain pair nor ends in a word of FMZ's. */
export function isOpen(symbol: FmzSymbol): boolean {
  const { contract } = symbol;
  if (contract === undefined) return !isPair(symbol);
  return !contractCodes.some((code) => code === contract);
}

/**
 * What a symbol means on some lists.
 *
 * @throws ProtocolError that names those that it may mean, where they are several.
 */
export function findInstrument<Row, List extends string>(
  lists: readonly InstrumentList<Row, List>[],
  symbol: FmzSymbol,
  now: number,
): (Listed<Row, List> & Pick<FoundInstrument, 'name'>) | undefined {
  const asked = symbol.written ?? symbol.name;
  const alike = lists.flatMap(({ names }) => names.meaningsOf(asked, now));
  const exact = alike.filter(({ name }) => name === asked);
  const meant = exact.length > 0 ? exact : alike;
  const [one, ...others] = meant;
  if (!one) return undefined;
  if (others.length > 0) requireOne(asked, meant);
  return { ...one.instrument, name: one.name };
}

/** @throws ProtocolError unless nothing tells them apart: of two lists the first counts. */
function requireOne(asked: string, meant: readonly { name: string; instrument: NamedInstrument }[]): void {
  const spelled = new Set(meant.map(({ name }) => name));
  const full = new Set(meant.map(({ instrument }) => fixedSymbolsOf(instrument).at(-1)));
  if (spelled.size > 1) {
    throw new ProtocolError(
      say('{asked} may mean {names}, which differ in upper and lower case: write the one that is meant', {
        asked: quote(asked),
        names: anyOf([...spelled]),
      }),
    );
  }
  if (full.size > 1)
    throw new ProtocolError(
      say('{asked} may mean {names}: write the one that is meant', {
        asked: quote(asked),
        names: anyOf([...full].map(String)),
      }),
    );
}

/**
 * FMZ's symbols of an instrument, the one that it is told first: a dated contract has its own id, and often several words.
 *
 * @param lists those that have symbols which have to be told from these, and its own.
 */
export function symbolsAmong<Row, List extends string>(
  lists: readonly InstrumentList<Row, List>[],
  instrument: NamedInstrument<List>,
  now: number,
): string[] {
  const { id, list, kind, standard, symbol, class: kept } = instrument;
  const own = lists.find(({ named }) => named.get(id)?.list === list);
  const others = kept === undefined ? [] : lists.filter((one) => one !== own);
  const names = own?.names.symbolsOf(instrument, now) ?? [];
  const isAlone = (name: string) => others.every((one) => one.names.meaningsOf(name, now).length === 0);
  const alone = names.filter(isAlone);
  const told = alone.length > 0 ? alone : names.slice(-1);
  return kind === 'futures' && standard && symbol === undefined ? told : told.slice(0, 1);
}

/**
 * Says that an exchange does not have what a symbol means, or cannot tell it.
 *
 * @param kept the lists that were looked at.
 * @param listed what is listed so that it cannot be read.
 */
export function missing<Row, List extends string>(
  { exchange, delistedName }: Pick<InstrumentSource<Row, List>, 'exchange' | 'delistedName'>,
  symbol: FmzSymbol,
  kept: readonly { name: List; list: KeptList<Row, List> }[],
  listed?: { id: string; problem: string },
): ProtocolError {
  const odd = kept.flatMap(({ name, list }) =>
    list.unnamed.flatMap((row) => (mayMean(row, symbol, delistedName(row.name, name)) ? [row] : [])),
  );
  const problem = listed ? `${listed.id}: ${listed.problem}` : odd[0] && `${odd[0].name}: ${odd[0].problem}`;
  if (problem !== undefined)
    return new ProtocolError(
      say('{exchange} lists {name} so that it cannot be read: {problem}', {
        exchange,
        name: askedName(symbol),
        problem,
      }),
    );
  const named = kept.flatMap(({ list }) => [...list.instruments.named.values()]);
  return notListed(exchange, symbol, named);
}

/**
 * Says that an exchange does not have what a symbol means, and what may be meant.
 *
 * @param listed what it has.
 */
export function notListed(
  exchange: string,
  symbol: FmzSymbol,
  listed: readonly NamedInstrument[] = [],
): ProtocolError {
  const { contract } = symbol;
  const name = askedName(symbol);
  const range = parseSymbolRange(name);
  if (range) {
    const meant = nearSymbol(range.quote, likelyNames(listed));
    return new ProtocolError(
      meant === undefined
        ? say('symbol {problem}', { problem: explainSymbol(range.name) })
        : say('{value} is a range: did you mean {meant}?', { value: quote(name), meant }),
    );
  }
  const mayBeCode = /^[^._]+\.[^._]+$/.test(name) || listed.some(({ symbol }) => symbol !== undefined);
  if (!mayBeCode && !isPair(symbol)) {
    return new ProtocolError(
      say('symbol {problem}', { problem: explainSymbol(symbol.written, likelyNames(listed)) }),
    );
  }
  const classes = new Set(listed.flatMap(({ class: kept }) => kept ?? []));
  const dated = contract !== undefined && contract !== 'swap';
  const meant =
    meantContract({ name, contract }, [...classes]) ??
    (dated ? undefined : nearSymbol(name, likelyNames(listed)));
  const facts = { exchange, name: quote(name) };
  if (meant !== undefined)
    return new ProtocolError(say('{exchange} has no {name}: did you mean {meant}?', { ...facts, meant }));
  return new ProtocolError(
    dated
      ? say('{exchange} has no {name}, it may have expired: GetMarkets lists what is available', facts)
      : say('{exchange} has no {name}: GetMarkets lists what is available', facts),
  );
}

/** Whether a row that tells no more than an id may be about what a symbol means. */
function mayMean({ name }: OddRow, symbol: FmzSymbol, guess: string): boolean {
  if (name === '') return false;
  const { contract } = symbol;
  if (contract !== undefined && foldCase(contract) === foldCase(name)) return true;
  const guessed = parseSymbol(guess);
  return guessed !== undefined && pairIn(askedName(guessed)) === pairIn(askedName(symbol));
}
