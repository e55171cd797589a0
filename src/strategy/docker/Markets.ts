import * as v from 'valibot';
import { parseWith } from '../../protocol/parseWith.js';
import { foldCase } from '../../protocol/spelling.js';
import { type MarketRow, marketRow } from './wireRows.js';

const rows = v.record(v.string(), marketRow);

/** What a plugin lists, asked for once it is needed. */
export class Markets {
  readonly #load: () => Promise<unknown>;
  #loaded: Promise<ReadonlyMap<string, MarketRow>> | undefined;
  readonly #missing = new Set<string>();

  /** @param load asks for the data of `markets`. */
  constructor(load: () => Promise<unknown>) {
    this.#load = load;
  }

  /**
   * What is listed under a symbol; `undefined` also where the plugin has no list. What is missing is asked for once more: it
   * may be new.
   */
  async find(symbol: string): Promise<MarketRow | undefined> {
    const name = foldCase(symbol);
    const rows = await this.#rows();
    if (rows.has(name) || rows.size === 0 || this.#missing.has(name)) return rows.get(name);
    this.#missing.add(name);
    this.#loaded = undefined;
    return (await this.#rows()).get(name);
  }

  async #rows(): Promise<ReadonlyMap<string, MarketRow>> {
    this.#loaded ??= this.#load().then(
      (data) =>
        new Map(
          Object.entries(parseWith(rows, data, 'data')).map(([name, row]) => [foldCase(name), row] as const),
        ),
    );
    try {
      return await this.#loaded;
    } catch {
      // The next order asks again.
      this.#loaded = undefined;
      return new Map();
    }
  }
}
