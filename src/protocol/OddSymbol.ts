import { say } from '../wording/say.js';
import { ProtocolError } from './ProtocolError.js';
import { contractIn, foldCase, spellContract } from './spelling.js';
import { explainSymbol } from './symbolFaults.js';

/** What a symbol means. */
type Meaning = { readonly name: string; readonly base: string; readonly quote: string };

/**
 * A symbol whose spelling does not tell what it means. Until it is found on a list, whoever wants to know is told that it is
 * wrong: nothing of it gets into a request.
 */
export class OddSymbol {
  declare readonly contract?: string;
  readonly written: string;
  readonly #folded: string;
  #meaning: Meaning | undefined;

  constructor(written: string) {
    const contract = contractIn(written);
    this.written = written;
    this.#folded = foldCase(written);
    if (contract === undefined) return;
    this.contract = spellContract(contract);
    this.#folded = `${foldCase(written.slice(0, -contract.length))}${this.contract}`;
  }

  get name(): string {
    return this.#known().name;
  }

  get base(): string {
    return this.#known().base;
  }

  get quote(): string {
    return this.#known().quote;
  }

  /** Its text, FMZ's words in lower case and all else in upper case. */
  get folded(): string {
    return this.#folded;
  }

  means(meaning: Meaning): void {
    this.#meaning = meaning;
  }

  #known() {
    if (this.#meaning) return this.#meaning;
    throw new ProtocolError(say('symbol {problem}', { problem: explainSymbol(this.written) }));
  }
}

/** Whether the spelling of a symbol tells its currencies. */
export function isPair(symbol: object): boolean {
  return !(symbol instanceof OddSymbol);
}

/** The name of a symbol by its spelling, whatever it means. */
export function askedName(symbol: { readonly name: string }): string {
  return symbol instanceof OddSymbol ? symbol.folded : symbol.name;
}

/** Notes what a symbol means, whose spelling does not tell it. */
export function noteMeaning(symbol: object, meaning: Meaning): void {
  if (symbol instanceof OddSymbol) symbol.means(meaning);
}
