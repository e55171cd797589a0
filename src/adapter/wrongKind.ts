import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';

/**
 * Says that a symbol of spot is no contract.
 *
 * @param example of one that is meant; `undefined` where none can be named.
 */
export function notContract(name: string, example: string | undefined): ProtocolError {
  return new ProtocolError(
    example === undefined
      ? say('{name} is a spot symbol, not a contract', { name })
      : say('{name} is a spot symbol: name a contract, like {example}', { name, example }),
  );
}

/** Says that a symbol names many instruments where one is asked for. */
export function notOne(range: string): ProtocolError {
  return new ProtocolError(say('{range} is a range: name one instrument', { range: quote(range) }));
}
