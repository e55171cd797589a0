import * as v from 'valibot';
import type { HttpClient } from '../../http/HttpClient.js';
import { NetworkError } from '../../http/NetworkError.js';
import { type Credentials, encodeRequest } from '../../protocol/envelope.js';
import { isWrite } from '../../protocol/isWrite.js';
import { commandName } from '../terminal/commandName.js';
import { CallError } from '../terminal/errors.js';
import type { Address } from './address.js';
import type { CallRequest } from './arguments.js';
import { type PluginAnswer, readAnswer } from './readAnswer.js';

/** Where a call goes, with which keys. */
interface SendCallOptions {
  http: HttpClient;
  address: Address;
  keys: Credentials;
  /** How long to wait for the plugin, in ms. */
  timeout: number;
}

/**
 * Posts one request as FMZ's docker does. It is sent once.
 *
 * @throws CallError when the plugin gave no usable answer.
 */
export async function sendCall(request: CallRequest, options: SendCallOptions): Promise<PluginAnswer> {
  const { http, address, keys, timeout } = options;
  try {
    const reply = await http.send({
      method: 'POST',
      url: address.url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'fmzproto',
        ...(request.verb && { 'http-method': request.verb }),
      },
      body: encodeRequest(request, keys, nanoseconds()),
      deadline: performance.now() + timeout,
      signal: AbortSignal.timeout(timeout),
    });
    return readAnswer(address.origin, reply);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new CallError(explain(error, address.origin, timeout) + warning(request, error), { cause: error });
  }
}

function nanoseconds(): bigint {
  return BigInt(Date.now()) * 1_000_000n + (process.hrtime.bigint() % 1_000_000n);
}

/** One sentence for a plugin that gave no answer. */
function explain(error: NetworkError, origin: string, timeout: number): string {
  if (/ECONNREFUSED/.test(error.message))
    return `nothing listens on ${origin}: start it with "${commandName()} serve"`;
  const { cause } = error;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return `${origin} did not answer within ${timeout / 1000} s: look at its log, or wait longer with --timeout`;
  }
  return `${error.message}: check the address`;
}

function warning({ name, verb, method }: CallRequest, { outcome }: NetworkError): string {
  return isWrite(name, verb, method.replace(/^__api_/, '')) && outcome === 'unknown'
    ? '; the request may have been carried out, look at the orders before sending it again'
    : '';
}

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
