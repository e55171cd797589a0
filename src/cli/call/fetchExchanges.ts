import * as v from 'valibot';
import { NetworkError } from '../../http/NetworkError.js';
import type { PluginClient } from '../../http/PluginClient.js';
import { toCallError } from './sendCall.js';

const health = v.object({
  exchanges: v.array(
    v.object({
      name: v.string(),
      keys: v.picklist(['required', 'optional']),
      publicData: v.optional(v.boolean(), true),
      methods: v.array(v.string()),
    }),
  ),
});

const healthText = v.pipe(v.string(), v.parseJson(), health);

/** The exchanges of a running fmzproto. */
export type RunningExchanges = v.InferOutput<typeof health>['exchanges'];

const PATIENCE = 3000;

/**
 * Asks a plugin which exchanges it has; `undefined` where it is not fmzproto and cannot say.
 *
 * @throws CallError when nothing listens there.
 */
export async function fetchExchanges(
  client: PluginClient,
  origin: string,
): Promise<RunningExchanges | undefined> {
  try {
    const { text } = await client.send({
      method: 'GET',
      url: `${origin}/healthz`,
      headers: { accept: 'application/json', 'user-agent': 'fmzproto' },
      timeout: PATIENCE,
    });
    const result = v.safeParse(healthText, text);
    return result.success ? result.output.exchanges : undefined;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    if (error.outcome === 'unknown') return undefined;
    throw toCallError(error, origin, PATIENCE);
  }
}
