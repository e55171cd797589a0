import { say } from '../wording/say.js';
import { NetworkError } from './NetworkError.js';

/**
 * Says that the time of a request is up before its turn comes.
 *
 * @param name of the host.
 */
export function lateTurn(name: string, cause?: unknown): NetworkError {
  return refusal(say('{name} was not asked in time: its rate limit is used up', { name }), cause);
}

/**
 * Says that no more requests may wait for their turn.
 *
 * @param name of the host.
 */
export function tooManyTurns(name: string): NetworkError {
  return refusal(say('too many requests are waiting for {name}', { name }));
}

function refusal(message: string, cause?: unknown): NetworkError {
  return new NetworkError(message, { outcome: 'rejected', transient: false, cause });
}
