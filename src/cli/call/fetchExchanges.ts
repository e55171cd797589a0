import * as v from 'valibot';
import type { HttpClient } from '../../http/HttpClient.js';
import { NetworkError } from '../../http/NetworkError.js';
import { CallError } from '../terminal/CallError.js';
import { explain } from './sendCall.js';

const health = v.object({
  exchanges: v.array(
    v.object({ name: v.string(), keys: v.picklist(['required', 'optional']), methods: v.array(v.string()) }),
  ),
});

/** The exchanges of a running fmzproto. */
export type RunningExchanges = v.InferOutput<typeof health>['exchanges'];

const PATIENCE = 3000;

/**
 * Asks a plugin which exchanges it has; `undefined` where it is not fmzproto and cannot say.
 *
 * @throws CallError when nothing listens there.
 */
export async function fetchExchanges(
  http: HttpClient,
  origin: string,
): Promise<RunningExchanges | undefined> {
  try {
    const { json } = await http.send({
      method: 'GET',
      url: `${origin}/healthz`,
      headers: { accept: 'application/json', 'user-agent': 'fmzproto' },
      deadline: performance.now() + PATIENCE,
      signal: AbortSignal.timeout(PATIENCE),
    });
    const result = v.safeParse(health, json);
    return result.success ? result.output.exchanges : undefined;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    if (error.outcome === 'unknown') return undefined;
    throw new CallError(explain(error, origin, PATIENCE), { cause: error });
  }
}
