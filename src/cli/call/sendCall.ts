import { NetworkError } from '../../http/NetworkError.js';
import { type Credentials, encodeRequest } from '../../protocol/envelope.js';
import { isWrite } from '../../protocol/isWrite.js';
import { commandName } from '../terminal/commandName.js';
import { CallError } from '../terminal/errors.js';
import type { Address } from './address.js';
import type { CallRequest } from './arguments.js';
import type { PluginClient } from './PluginClient.js';
import { type PluginAnswer, readAnswer } from './readAnswer.js';

/** Where a call goes, with which keys. */
interface SendCallOptions {
  client: PluginClient;
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
  const { client, address, keys, timeout } = options;
  try {
    const reply = await client.send({
      method: 'POST',
      url: address.url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'fmzproto',
        ...(request.verb && { 'http-method': request.verb }),
      },
      body: encodeRequest(request, keys, nanoseconds()),
      timeout,
    });
    return readAnswer(address.origin, reply);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw toCallError(error, address.origin, timeout, warning(request, error));
  }
}

function nanoseconds(): bigint {
  return BigInt(Date.now()) * 1_000_000n + (process.hrtime.bigint() % 1_000_000n);
}

/** One sentence for a plugin that gave no answer, and what is to be said besides. */
export function toCallError(error: NetworkError, origin: string, timeout: number, more = ''): CallError {
  return new CallError(explain(error, origin, timeout) + more, { cause: error });
}

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
