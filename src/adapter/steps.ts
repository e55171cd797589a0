import { compareDecimals, isMultipleOf } from '../protocol/decimal.js';
import type { Params } from '../protocol/methods.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';
import { ExchangeError } from './ExchangeError.js';
import type { Instrument } from './Instrument.js';
import type { Instruments } from './Instruments.js';
import type { InstrumentApi } from './instrumentSource.js';
import { bandAt, smallestOf, type TickSize } from './tickSizes.js';

/** The steps and limits of an instrument, as decimal strings; "" where the exchange sets none. */
export interface Steps {
  lotSize: string;
  minimum: string;
  /** One, or a table of bands of prices, such as those of stocks: `[{ from: '0', step: '0.0001' }, { from: '1', step: '0.01' }]`. */
  tickSize: TickSize;
}

/**
 * Refuses an amount or a price that the instrument does not take. Nothing is ever rounded.
 *
 * @param order.amount in base currency or contracts; left out where it is in quote currency.
 * @throws ProtocolError that names the step.
 * @example checkSteps('BTC_USDT.swap', { amount: '0.15' }, { lotSize: '0.1', minimum: '0.1', tickSize: '0.1' })
 * // throws: amount 0.15 is not a multiple of the lot size 0.1 of BTC_USDT.swap
 */
export function checkSteps(
  symbol: string,
  order: { amount?: string | undefined; price?: string | undefined },
  steps: Steps,
): void {
  const { amount, price } = order;
  if (amount !== undefined) {
    if (steps.minimum !== '' && compareDecimals(amount, steps.minimum) < 0) {
      throw new ProtocolError(
        say('amount {amount} is below the minimum {minimum} of {symbol}', {
          amount,
          minimum: steps.minimum,
          symbol,
        }),
      );
    }
    if (steps.lotSize !== '' && !isMultipleOf(amount, steps.lotSize)) {
      throw new ProtocolError(
        say('amount {amount} is not a multiple of the lot size {lotSize} of {symbol}', {
          amount,
          lotSize: steps.lotSize,
          symbol,
        }),
      );
    }
  }
  if (price !== undefined) checkPrice(symbol, price, steps.tickSize);
}

function checkPrice(symbol: string, price: string, tickSize: TickSize): void {
  const bands = typeof tickSize === 'string' ? undefined : tickSize;
  const band = bands ? bandAt(bands, price) : { step: String(tickSize) };
  if (!band) {
    const lowest = smallestOf(bands?.map(({ from }) => from) ?? []);
    throw new ProtocolError(
      say('price {price} is below {lowest}, the lowest of {symbol}', { price, lowest, symbol }),
    );
  }
  if (band.step === '' || isMultipleOf(price, band.step)) return;
  const facts = { price, step: band.step, symbol };
  throw new ProtocolError(
    'from' in band
      ? say('price {price} is not a multiple of the tick size {step} of {symbol} for prices from {from}', {
          ...facts,
          from: band.from,
        })
      : say('price {price} is not a multiple of the tick size {step} of {symbol}', facts),
  );
}

/**
 * Refuses a `trade` whose amount or price the instrument does not take. A market buy on spot spends quote currency, to
 * which the lot size does not apply.
 *
 * @throws ProtocolError that names the step.
 * @example checkOrderSteps(params, { lotSize: '0.1', minimum: '0.1', tickSize: '0.1' })
 */
export function checkOrderSteps(
  { symbol, type, price, amount }: Pick<Params<'trade'>, 'symbol' | 'type' | 'price' | 'amount'>,
  steps: Steps,
): void {
  const inQuote = symbol.contract === undefined && type === 'buy' && price === undefined;
  checkSteps(symbol.name, { amount: inQuote ? undefined : amount, price }, steps);
}

/** Something that is checked against the steps of an instrument, and then done. */
export interface SteppedWork<Found, T> {
  /** Throws ProtocolError where the instrument does not take an amount or a price, as `checkOrderSteps` does. */
  check(instrument: Found): void;
  work(instrument: Found): Promise<T>;
  /** Whether the exchange's refusal says that it has other steps than its list had. */
  isOffStep(error: ExchangeError): boolean;
}

/**
 * Does something that the steps of an instrument have to allow. Exchanges change steps: before anything is refused by a
 * list of earlier, the list is read once more, though not again and again; and where the exchange itself refuses for a
 * step, it is read before the next time. No order waits longer than 1.5 s for that: a list that takes longer is read to its
 * end behind the scenes, and the order goes by what is known.
 *
 * @throws ProtocolError as `check` does, and whatever `work` does.
 * @example
 * const instrument = await api.state.instruments.find(api, symbol);
 * return withSteps(api, api.state.instruments, instrument, {
 *   check: (found) => checkOrderSteps(params, stepsOf(found)),
 *   work: (found) => placeOrder(api, toOrder(found, params)),
 *   isOffStep: ({ code }) => code === '51121',
 * });
 */
export async function withSteps<Row, List extends string, T>(
  api: InstrumentApi,
  instruments: Instruments<Row, List>,
  instrument: Instrument<Row, List>,
  { check, work, isOffStep }: SteppedWork<Instrument<Row, List>, T>,
): Promise<T> {
  const { list } = instrument;
  let current = instruments.isSuspect(api, list) ? await instruments.renewed(api, instrument) : instrument;
  try {
    check(current);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    current = await instruments.renewed(api, current);
    check(current);
  }
  try {
    return await work(current);
  } catch (error) {
    if (error instanceof ExchangeError && error.outcome === 'rejected' && isOffStep(error)) {
      instruments.suspect(api, list);
    }
    throw error;
  }
}
