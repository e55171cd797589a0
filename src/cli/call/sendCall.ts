import { askPlugin, explainSilence } from '../../http/askPlugin.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { PluginClient } from '../../http/PluginClient.js';
import type { Credentials } from '../../protocol/envelope.js';
import { isWrite } from '../../protocol/isWrite.js';
import { say } from '../../wording/say.js';
import { commandName } from '../terminal/commandName.js';
import { CallError } from '../terminal/errors.js';
import type { Address } from './address.js';
import type { CallRequest } from './arguments.js';
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
    const reply = await askPlugin(client, request, { url: address.url, keys, timeout });
    return readAnswer(address.origin, reply);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw toCallError(error, address.origin, timeout, (failure) => warned(failure, request, error));
  }
}

/** One sentence for a plugin that gave no answer, and what is to be said besides. */
export function toCallError(
  error: NetworkError,
  origin: string,
  timeout: number,
  more = (failure: string) => failure,
): CallError {
  const start = `${commandName()} serve`;
  return new CallError(more(explainSilence(error, { origin, timeout, start })), { cause: error });
}

function warned(failure: string, { name, verb, method }: CallRequest, { outcome }: NetworkError): string {
  return isWrite(name, verb, method.replace(/^__api_/, '')) && outcome === 'unknown'
    ? say('{failure}; the request may have been carried out, look at the orders before sending it again', {
        failure,
      })
    : failure;
}
