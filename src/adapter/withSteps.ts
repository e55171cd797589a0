import { ProtocolError } from '../protocol/ProtocolError.js';
import { ExchangeError } from './ExchangeError.js';
import type { Instrument } from './Instrument.js';
import type { InstrumentApi, Instruments } from './Instruments.js';

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
 * step, it is read before the next time.
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
  let current = instruments.isSuspect(list) ? await instruments.renewed(api, instrument) : instrument;
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
      instruments.suspect(list);
    }
    throw error;
  }
}
