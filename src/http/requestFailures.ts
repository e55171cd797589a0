import { type PlainTemplate, say } from '../wording/say.js';
import { connectionCodeOf, isTimeout, NetworkError, NotAsked } from './NetworkError.js';
import { UnreadableBody } from './Reply.js';
import type { Sending } from './Sending.js';

/**
 * The error of a request without a usable answer. Whether its first byte may have left this machine decides about the
 * outcome, not what the system says.
 *
 * @param host of the exchange.
 */
export function describeFailure(error: unknown, host: string, sending: Sending): NetworkError {
  if (error instanceof NetworkError) return error;
  if (sending.sent) {
    const text = isTimeout(error) ? say('did not answer in time') : lost(error, sending.status);
    return new NetworkError(`${host} ${text}`, { outcome: 'unknown', cause: error });
  }
  const text = isTimeout(error) ? say('the time was up') : refusal(error);
  // What cannot be sent may have a key in its text.
  const cause = isTimeout(error) ? error : undefined;
  return new NotAsked(say('{host} was not asked: {reason}', { host, reason: text }), cause);
}

const LOST: Readonly<Record<string, PlainTemplate>> = {
  ECONNRESET: 'closed the connection without an answer',
  EPIPE: 'closed the connection without an answer',
  ETIMEDOUT: 'stopped answering',
  UND_ERR_SOCKET: 'closed the connection in the middle of the exchange',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'answered with more than 64 MiB',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'answered with another length than it said',
  UND_ERR_HEADERS_OVERFLOW: 'answered with too many headers',
  UND_ERR_DESTROYED: 'was not waited for: the connections are being closed',
};

/** @param status of the last answer, though it is none to go by: what is below 200 promises another one. */
function lost(error: unknown, status: number): string {
  if (error instanceof UnreadableBody) return error.message;
  const code = connectionCodeOf(error);
  const upgrade = error instanceof Error && error.message === 'bad upgrade';
  if (upgrade || (status >= 100 && status < 200))
    return say('answered HTTP {status} and nothing after it', { status: upgrade ? 101 : status });
  if (error instanceof Error && error.name === 'HTTPParserError')
    return say('answered with what is not HTTP');
  return `${say(LOST[code] ?? 'did not answer')}${code && ` (${code})`}`;
}

function refusal(error: unknown): string {
  const code = connectionCodeOf(error);
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED')
    return say('the connections are being closed');
  if (code === 'UND_ERR_INVALID_ARG' || error instanceof TypeError) {
    const [, name] = /: invalid ([\w-]+) header$/.exec(String(error)) ?? [];
    return name === undefined
      ? say('its path or a header has a line break or another character that HTTP does not carry')
      : say('its header {name} has a line break or another character that HTTP does not carry', { name });
  }
  return say('it failed before that') + (code && ` (${code})`);
}
