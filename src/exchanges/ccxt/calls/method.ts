import type { Answer } from '../../../adapter/Api.js';
import { Unsupported } from '../../../adapter/ExchangeError.js';
import type { FoundInstrument } from '../../../adapter/Instrument.js';
import type { Reply } from '../../../http/Reply.js';
import { type Data, type MethodName, methods, type Params } from '../../../protocol/methods.js';
import { quote } from '../../../protocol/oneLine.js';
import { parseOrderId } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../../protocol/symbol.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { supports } from '../instance/features.js';
import { bySymbol, type CcxtInstrument, type CcxtList } from '../instruments.js';
import type { MarketRow } from '../market/rows.js';
import { type CcxtApi, sharedInstanceOf } from '../state.js';
import type { VenueFacts } from '../venues/defineVenue.js';
import { factsOf } from '../venues.js';
import { rawAnswer } from './answers.js';
import { ask, askMarkets } from './ask.js';
import type { AskOptions, CcxtAnswer } from './runInContext.js';

export const ONE_BY_ONE = 'the best prices are told of one market at a time, ask GetTicker';

/**
 * A method of FMZ's over ccxt's: "does not support" where the exchange cannot answer it; `raw` is what the exchange replied.
 *
 * @param answer is handed the params, and how to ask the exchange.
 */
export function method<M extends MethodName>(
  name: M,
  answer: (params: Params<M>, asking: Asking) => Promise<{ data: Data<M>; replies: readonly Reply[] }>,
): (params: Params<M>, api: CcxtApi) => Promise<Answer<Data<M>>> {
  return async (params, api) => {
    const asking = new Asking(api, name);
    await asking.requireMethod();
    const { data, replies } = await answer(params, asking);
    return { data, raw: rawAnswer(replies) };
  };
}

/** Which orders or positions are wanted. */
export interface Selection {
  list: CcxtList;
  /** Where one instrument is meant. */
  instrument: CcxtInstrument | undefined;
  /** The kinds of instruments to read. */
  kinds: readonly CcxtInstrument['kind'][];
  holds(instrument: CcxtInstrument): boolean;
}

/** In a path, other characters would ask for something else. */
const ID = /^(?!\.+$)[\w.:=+@~|-]+$/;

/** One call of a method. */
export class Asking {
  readonly api: CcxtApi;
  readonly method: MethodName;
  /** What is known of the exchange. */
  readonly facts: VenueFacts;

  constructor(api: CcxtApi, method: MethodName) {
    this.api = api;
    this.method = method;
    this.facts = factsOf(api.state.id);
  }

  /** @throws Unsupported where the exchange cannot answer the method at all. */
  async requireMethod(): Promise<void> {
    const { has } = await sharedInstanceOf(this.api).keyless();
    if (supports(has, this.method)) return;
    const why = this.method === 'tickers' && this.facts.bestOfOne ? `: ${ONE_BY_ONE}` : '';
    throw new Unsupported(`${this.api.state.name} does not support ${methods[this.method].fmz}${why}`);
  }

  /** Runs ccxt's code, with the caller's keys where the method needs some. */
  ask<T>(
    work: (exchange: CcxtExchange) => Promise<T>,
    options: Omit<AskOptions, 'method' | 'keyed'> = {},
  ): Promise<CcxtAnswer<T>> {
    const keyed = methods[this.method].keys === 'required';
    return ask(this.api, { ...options, method: this.method, keyed }, work);
  }

  /** The instrument that a symbol means. @throws ProtocolError when the exchange does not have it. */
  find(symbol: FmzSymbol): Promise<FoundInstrument<MarketRow, 'all'>> {
    return askMarkets(this.api, this.method, ({ instruments }) => instruments.find(this.api, symbol));
  }

  /** All instruments of the exchange. */
  list(): Promise<CcxtList> {
    return askMarkets(this.api, this.method, ({ instruments }) => instruments.list(this.api, 'all'));
  }

  /** @throws ProtocolError when the exchange does not have the instrument. */
  async select(symbol: FmzSymbol | FmzSymbolRange | undefined): Promise<Selection> {
    const list = await this.list();
    if (symbol === undefined) {
      return { list, instrument: undefined, kinds: ['spot', 'swap', 'futures'], holds: () => true };
    }
    if ('range' in symbol) {
      const ids = new Set(list.inRange(symbol).map(({ id }) => id));
      return { list, instrument: undefined, kinds: [symbol.range], holds: ({ id }) => ids.has(id) };
    }
    const instrument = await this.find(symbol);
    return { list, instrument, kinds: [instrument.kind], holds: ({ id }) => id === instrument.id };
  }

  /**
   * The order that FMZ means: the symbol is in the id, or beside it in the old dialect.
   *
   * @throws ProtocolError when it is in neither, or there is no such instrument.
   */
  async orderKey(params: {
    id: string;
    symbol?: FmzSymbol | FmzSymbolRange | undefined;
  }): Promise<{ instrument: CcxtInstrument; id: string }> {
    const { native, id } = parseOrderId(params.id);
    if (!ID.test(id)) throw new ProtocolError(`id ${quote(params.id)} is not an order id`);
    if (native !== undefined) {
      const list = await this.list();
      const instrument = list.byId.get(native) ?? bySymbol(list).get(native);
      if (instrument) return { instrument, id };
      throw new ProtocolError(`id ${quote(params.id)} does not name an instrument of ${this.api.state.name}`);
    }
    const { symbol } = params;
    if (symbol === undefined || 'range' in symbol) {
      throw new ProtocolError(`id ${quote(params.id)} does not say its instrument: name the symbol as well`);
    }
    return { instrument: await this.find(symbol), id };
  }
}
