import { contractCodes } from '../protocol/contractCodes.js';
import { quote } from '../protocol/oneLine.js';
import { foldCase } from '../protocol/spelling.js';
import { parseSymbolRange } from '../protocol/symbol.js';
import { faultOfSymbol, LONGEST_SYMBOL } from '../protocol/symbolFaults.js';
import { say } from '../wording/say.js';
import { fixedSymbolsOf, type NamedInstrument, symbolOf, wordsOf } from './Instrument.js';

/** A symbol that means an instrument. */
export interface NameOf<T> {
  name: string;
  instrument: T;
}

/** FMZ's symbols of the instruments of a list. */
export class InstrumentNames<T extends NamedInstrument> {
  /** Those that no symbol can mean, and why. */
  readonly refused: ReadonlyMap<T, string>;
  readonly #fixed = new Map<string, NameOf<T>[]>();
  readonly #contracts = new Map<string, T[]>();

  /** @param instruments of two with the same symbol, and nothing to tell them apart by, the first counts. */
  constructor(instruments: Iterable<T>) {
    const refused = new Map<T, string>();
    const named = [...instruments].filter((instrument) => {
      const fault = faultOf(instrument);
      if (fault !== undefined) refused.set(instrument, fault);
      return fault === undefined;
    });
    const owners = new Map<string, T[]>();
    for (const instrument of named) {
      for (const name of fixedSymbolsOf(instrument)) push(owners, name, instrument);
    }
    const isAlone = (instrument: T) =>
      fixedSymbolsOf(instrument).some((name) => owners.get(name)?.length === 1);
    for (const instrument of named) {
      const [name = ''] = fixedSymbolsOf(instrument);
      const taken =
        !isAlone(instrument) &&
        owners
          .get(name)
          ?.find(
            (one) => one !== instrument && !refused.has(one) && (isAlone(one) || this.#names(name, one)),
          );
      if (taken)
        refused.set(
          instrument,
          say('has the symbol of {other}, {name}: a class would tell them apart', { other: taken.id, name }),
        );
      else this.#add(instrument);
    }
    this.refused = refused;
  }

  /** What a symbol may mean, in any case. The ids of contracts go before FMZ's words. */
  meaningsOf(symbol: string, now: number): NameOf<T>[] {
    return [...this.#meaningsOf(symbol, now)];
  }

  /** All symbols that mean an instrument alone: those with FMZ's words, the nearest first, and then the others. */
  symbolsOf(instrument: NamedInstrument, now: number): string[] {
    const pair = `${instrument.base}_${instrument.quote}`;
    const words = wordsOf(instrument, now).map((word) => `${pair}.${word}`);
    const all = [...words, ...fixedSymbolsOf(instrument)];
    const alone = all.filter((name) => {
      for (const one of this.#meaningsOf(name, now))
        if (one.name === name && one.instrument.id !== instrument.id) return false;
      return true;
    });
    return alone.length > 0 ? alone : all.slice(-1);
  }

  /** One after the other: of thousands with one symbol, the second is enough to tell that it means none of them alone. */
  *#meaningsOf(symbol: string, now: number): Generator<NameOf<T>> {
    const fixed = this.#fixed.get(foldCase(symbol)) ?? [];
    yield* fixed;
    if (fixed.some(({ instrument }) => instrument.kind !== 'spot')) return;
    const dot = symbol.lastIndexOf('.');
    const code = symbol.slice(dot + 1).toLowerCase();
    const word = dot < 0 ? undefined : contractCodes.find((one) => one === code);
    if (word === undefined) return;
    for (const instrument of this.#contracts.get(foldCase(symbol.slice(0, dot))) ?? []) {
      if (wordsOf(instrument, now).includes(word))
        yield { name: `${instrument.base}_${instrument.quote}.${word}`, instrument };
    }
  }

  /** Whether a symbol of its own already means an instrument. */
  #names(name: string, instrument: T): boolean {
    return this.#fixed.get(foldCase(name))?.some((one) => one.instrument === instrument) ?? false;
  }

  #add(instrument: T): void {
    const { kind, base, quote } = instrument;
    for (const name of fixedSymbolsOf(instrument)) push(this.#fixed, foldCase(name), { name, instrument });
    if (kind !== 'spot') push(this.#contracts, foldCase(`${base}_${quote}`), instrument);
  }
}

function push<T>(groups: Map<string, T[]>, key: string, one: T): void {
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}

/** What FMZ's words end in, and nothing but a contract may. */
const WORD = new RegExp(`\\.(futures|${contractCodes.join('|')})$`, 'i');
/** An order id begins with the id of its instrument, up to a comma. */
const BREAKS_ORDER_ID = /^\s|\s$|[,\p{Cc}]/u;

/** Why FMZ cannot be told a symbol of an instrument, or the id of an order of it; `undefined` where it can. */
function faultOf(instrument: NamedInstrument): string | undefined {
  const { kind, id, standard, symbol } = instrument;
  if (id.length > LONGEST_SYMBOL || BREAKS_ORDER_ID.test(id))
    return say('its id cannot stand in an order id');
  // FMZ's word is enough.
  const names =
    kind === 'swap' && standard && symbol === undefined
      ? [symbolOf(instrument, 0)]
      : fixedSymbolsOf(instrument);
  for (const name of names) {
    const fault = faultOfSymbol(name);
    if (fault !== undefined) return say('its symbol {fault}', { fault });
    if (parseSymbolRange(name) || (kind === 'spot' && WORD.test(name)))
      return say('its symbol {name} would mean contracts', { name: quote(name) });
  }
  return undefined;
}
