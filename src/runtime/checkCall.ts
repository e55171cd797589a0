import type { Answer } from '../adapter/Api.js';
import { type DeclaredOptions, readOptions } from '../adapter/orderOptions.js';
import { type Data, type MethodName, methods, type Params } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { parseWith } from '../protocol/parseWith.js';
import { say } from '../wording/say.js';

/** The params of a trade with its options as the adapter declares them; all other params as they are. */
export function withKnownOptions<P>(exchange: string, declared: DeclaredOptions = {}, params: P): P {
  return isTrade(params) ? { ...params, options: readOptions(exchange, declared, params) } : params;
}

function isTrade(params: unknown): params is Params<'trade'> {
  return typeof params === 'object' && params !== null && 'options' in params;
}

/** @throws TypeError where it is not what the method table says. */
export function checkAnswer<M extends MethodName>(name: M, answer: unknown): Answer<Data<M>> {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) {
    const given =
      typeof answer === 'object' && answer !== null ? say('an object without data') : quote(answer);
    throw new TypeError(
      say('the adapter answered {given}: a method returns {form}', { given, form: '{ data, raw }' }),
    );
  }
  try {
    return { ...answer, data: parseWith(methods[name].data, answer.data, 'data') };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new TypeError(
      say('the adapter answered data that breaks the protocol: {problem}', { problem: error.message }),
    );
  }
}
