import type { Answer } from '../../../adapter/Api.js';
import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { Data, MethodName } from '../../../protocol/methods.js';
import type { VenueApi } from '../Venue.js';

/**
 * Reads market data of the exchange that Paper is wrapped around. Whatever goes wrong, nothing has been done: only what
 * an exchange is told to do can have an unknown outcome.
 */
export async function askInner<M extends MethodName>(
  api: VenueApi,
  method: M,
  params: object,
): Promise<Data<M>> {
  const answer: Answer<Data<M>> = await api.ask(method, params).catch((error: unknown) => {
    throw asRead(error);
  });
  return answer.data;
}

function asRead(error: unknown): unknown {
  if (error instanceof NetworkError && error.outcome === 'unknown') {
    return new NetworkError(error.message, { outcome: 'rejected', cause: error });
  }
  if (error instanceof ExchangeError && error.outcome === 'unknown') {
    const { code, message, hint } = error;
    return new ExchangeError({ code, message, hint });
  }
  return error;
}
