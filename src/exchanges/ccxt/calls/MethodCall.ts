import * as v from 'valibot';
import type { Answer } from '../../../adapter/Api.js';
import { restate, Unsupported } from '../../../adapter/ExchangeError.js';
import { type FoundInstrument, isInRange } from '../../../adapter/Instrument.js';
import { type Attempt, retryRead } from '../../../adapter/retryRead.js';
import type { Reply } from '../../../http/Reply.js';
import { looseTime } from '../../../protocol/fields.js';
import { type Data, type MethodName, methods, type Params } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../../protocol/symbol.js';
import { say } from '../../../wording/say.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { has, supports } from '../instance/features.js';
import type { CcxtInstrument, CcxtList } from '../instruments.js';
import type { MarketRow } from '../market/rows.js';
import { type CcxtApi, sharedInstanceOf } from '../state.js';
import type { VenueFacts } from '../venues/defineVenue.js';
import { factsOf } from '../venues.js';
import { parseRow, rawAnswer } from './answers.js';
import { isClassOfError, isClockRefusal } from './errors.js';
import { type CcxtAnswer, type RunOptions, runInContext } from './runInContext.js';

export const ONE_BY_ONE = 'the best prices are told of one market at a time, ask GetTicker';

/**
 * A method of FMZ's over ccxt's: "does not support" where the exchange cannot answer it; `raw` is what the exchange replied.
 *
 * @param answer is handed the params, and how to ask the exchange.
 */
export function method<M extends MethodName>(
  name: M,
  answer: (params: Params<M>, call: MethodCall) => Promise<{ data: Data<M>; replies: readonly Reply[] }>,
): (params: Params<M>, api: CcxtApi) => Promise<Answer<Data<M>>> {
  return async (params, api) => {
    const call = new MethodCall(api, name);
    await call.requireMethod();
    const { data, replies } = await answer(params, call);
    return { data, raw: rawAnswer(replies) };
  };
}

/** The instruments whose orders or positions are wanted. */
export interface InstrumentScope {
  list: CcxtList;
  /** Where one instrument is meant. */
  instrument: CcxtInstrument | undefined;
  /** The kinds of instruments to read. */
  kinds: readonly CcxtInstrument['kind'][];
  holds(instrument: CcxtInstrument): boolean;
}

/** One call of a method. */
export class MethodCall {
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
    const facts = { exchange: this.api.state.name, method: methods[this.method].fmz };
    throw new Unsupported(
      this.method === 'tickers' && this.facts.bestOfOne
        ? say('{exchange} does not support {method}: {why}', { ...facts, why: say(ONE_BY_ONE) })
        : say('{exchange} does not support {method}', facts),
    );
  }

  /** Runs ccxt's code, with the caller's keys where the method needs some. */
  run<T>(
    work: (exchange: CcxtExchange) => Promise<T>,
    options: Omit<RunOptions, 'method' | 'keyed'> = {},
  ): Promise<CcxtAnswer<T>> {
    const keyed = methods[this.method].keys === 'required';
    return runForCall(this.api, { ...options, method: this.method, keyed }, work);
  }

  /** The instrument that a symbol means. @throws ProtocolError when the exchange does not have it. */
  find(symbol: FmzSymbol): Promise<FoundInstrument<MarketRow, 'all'>> {
    return sharedInstanceOf(this.api).instruments.find(this.api, symbol);
  }

  /** All instruments of the exchange. */
  list(): Promise<CcxtList> {
    return sharedInstanceOf(this.api).instruments.list(this.api, 'all');
  }

  /** @throws ProtocolError when the exchange does not have the instrument, or nothing of the range. */
  async scopeOf(symbol: FmzSymbol | FmzSymbolRange | undefined): Promise<InstrumentScope> {
    const list = await this.list();
    if (symbol === undefined) {
      return { list, instrument: undefined, kinds: ['spot', 'swap', 'futures'], holds: () => true };
    }
    if ('range' in symbol) {
      await sharedInstanceOf(this.api).instruments.rangeFilter(this.api, symbol);
      // Nothing that an account owns is left out: contracts that only their own ids name are held as well.
      const holds = (instrument: CcxtInstrument) => isInRange(instrument, symbol);
      return { list, instrument: undefined, kinds: [symbol.range], holds };
    }
    const instrument = await this.find(symbol);
    return { list, instrument, kinds: [instrument.kind], holds: ({ id }) => id === instrument.id };
  }
}

/**
 * Runs ccxt's code for a call of FMZ's, on an instance that has the markets. What only reads is run a second time, once,
 * where that failed in a way that may pass: a signed request has its time or its number in it, so that ccxt makes a new one.
 * Where it refused the time of a request, its clock is measured; what only reads is then asked once more.
 *
 * @throws ProtocolError, ExchangeError or NetworkError, whatever ccxt threw.
 */
export async function runForCall<T>(
  api: CcxtApi,
  options: RunOptions,
  work: (exchange: CcxtExchange) => Promise<T>,
): Promise<CcxtAnswer<T>> {
  const { method, writes } = options;
  const started = performance.now();
  const run = () => retryRead(api, (attempt) => read(api, options, attempt, work));
  try {
    if (!writes) return await run();
    const exchange = await retryRead(api, (attempt) => open(api, options, attempt)).catch(
      (error: unknown) => {
        throw restate(error, { outcome: 'rejected' });
      },
    );
    return await runInContext(api, options, {}, () => work(exchange));
  } catch (error) {
    const measured = isClockRefusal(error) && (await measureClock(api, method, started));
    if (!measured || writes) throw error;
    return run();
  }
}

async function read<T>(
  api: CcxtApi,
  options: RunOptions,
  attempt: Attempt,
  work: (exchange: CcxtExchange) => Promise<T>,
): Promise<CcxtAnswer<T>> {
  const exchange = await open(api, options, attempt);
  try {
    return await runInContext(api, options, attempt, () => work(exchange));
  } catch (error) {
    // A few exchanges tell customers only what others tell everybody.
    if (
      options.keyed ||
      !api.hasKeys ||
      !(error instanceof ProtocolError) ||
      !isClassOfError(error.cause, 'AuthenticationError')
    )
      throw error;
    return read(api, { ...options, keyed: true }, attempt, work);
  }
}

/** The instance to ask, with its markets. */
async function open(api: CcxtApi, { method, keyed }: RunOptions, attempt: Attempt): Promise<CcxtExchange> {
  const shared = sharedInstanceOf(api);
  try {
    await shared.instruments.all(api);
  } catch (error) {
    // What loads them has tried twice.
    attempt.final = true;
    throw error;
  }
  const exchange = keyed ? (await api.connect()).exchange : await shared.keyless();
  await runInContext(api, { method }, attempt, () => shared.share(exchange));
  return exchange;
}

/** Measures the exchange's clock, for this request and all that follow; whether that can be done. */
async function measureClock(api: CcxtApi, method: MethodName, since: number): Promise<boolean> {
  const shared = sharedInstanceOf(api);
  const exchange = await shared.keyless();
  if (!has(exchange.has, 'fetchTime')) return false;
  const tell = async () => {
    const { value } = await runInContext(api, { method, unpaced: true, shared: true }, {}, () =>
      exchange.fetchTime(),
    );
    return parseRow(v.pipe(looseTime, v.number()), value);
  };
  return shared.clock.measure(tell, since, api).then(
    () => true,
    () => false,
  );
}
