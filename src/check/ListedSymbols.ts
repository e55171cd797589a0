import * as v from 'valibot';
import type { MethodName } from '../protocol/methods.js';
import { say } from '../wording/say.js';
import { type AnswerEnvelope, Skip } from './AnswerEnvelope.js';
import { contractAmong, contractOf, othersOf, rankSymbols } from './chooseSymbols.js';

/** How many other symbols are tried until one has a ticker. */
const TRIED = 6;

const tickers = v.array(v.object({ symbol: v.string() }));

/** Whom it asks. */
interface Desk {
  readonly symbol: string;
  call(method: string, params: object): Promise<AnswerEnvelope>;
  sample(name: 'markets' | 'tickers'): Promise<AnswerEnvelope>;
  keep(key: string, ask: () => Promise<AnswerEnvelope>): Promise<AnswerEnvelope>;
}

/** The symbols that an exchange lists, beside the one that is checked with. */
export class ListedSymbols {
  readonly #desk: Desk;
  #other: Promise<string> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** The symbols of GetMarkets; none where the plugin does not tell them. */
  async all(): Promise<string[]> {
    return Object.keys(Object((await this.#desk.sample('markets').catch(() => undefined))?.data));
  }

  /**
   * Another one, of the same kind where there is one, that has a ticker.
   *
   * @throws Skip where no other one is listed.
   */
  other(): Promise<string> {
    this.#other ??= this.#findOther();
    return this.#other;
  }

  /**
   * What to ask for positions or funding rates of: a contract, or where none is listed, what is traded itself.
   *
   * @throws Skip where none is listed, and neither is taken.
   */
  async held(name: MethodName): Promise<string> {
    const { symbol } = this.#desk;
    const listed = await this.all();
    const contract = contractAmong(symbol, listed);
    if (contract !== undefined || listed.length === 0) return contract ?? contractOf(symbol);
    for (const one of [symbol, contractOf(symbol)]) {
      const answer = await this.#desk
        .keep(`${name}/${one}`, () => this.#desk.call(name, { symbol: one }))
        .catch(() => undefined);
      if (answer?.data !== undefined) return one;
    }
    throw new Skip(say('GetMarkets lists no contract'));
  }

  async #findOther(): Promise<string> {
    const { symbol } = this.#desk;
    const listed = await this.all();
    if (listed.length === 0) return guess(symbol);
    const answer = await this.#desk.sample('tickers').catch(() => undefined);
    const traded = v.safeParse(tickers, answer?.data);
    const ranked = rankSymbols(listed, traded.success ? traded.output.map((row) => row.symbol) : []);
    const others = othersOf(symbol, ranked).slice(0, TRIED);
    for (const other of others) {
      const ticker = await this.#desk.call('ticker', { symbol: other }).catch(() => undefined);
      if (ticker?.data !== undefined) return other;
    }
    const [first] = others;
    if (first === undefined) throw new Skip(say('GetMarkets lists no other symbol'));
    return first;
  }
}

/** Another pair with the same quote currency, where no list tells one. */
function guess(symbol: string): string {
  const [base, quote = 'USDT'] = symbol.split('_');
  return `${base === 'ETH' ? 'BTC' : 'ETH'}_${quote}`;
}
