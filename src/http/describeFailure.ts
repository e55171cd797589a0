import { NetworkError } from './NetworkError.js';

// What the system says when a connection cannot be made.
const NOT_CONNECTED: Record<string, string> = {
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'has a host name that cannot be resolved',
  EAI_AGAIN: 'has a host name that cannot be resolved right now',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached: no network',
  ETIMEDOUT: 'could not be connected to in time',
  UND_ERR_CONNECT_TIMEOUT: 'could not be connected to in time',
  EADDRNOTAVAIL: 'could not be connected to: this machine has no free port or address',
  EMFILE: 'could not be connected to: this process has too many open files',
  ENFILE: 'could not be connected to: this machine has too many open files',
  ECONNRESET: 'closed the connection before anything was sent',
  EPIPE: 'closed the connection before anything was sent',
  UND_ERR_SOCKET: 'closed the connection before anything was sent',
};

// https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|ERROR_IN_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/;

const LOST: Record<string, string> = {
  ECONNRESET: 'closed the connection without an answer',
  EPIPE: 'closed the connection without an answer',
  UND_ERR_SOCKET: 'closed the connection in the middle of the exchange',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'answered with more than 64 MiB',
};

/**
 * The error of a request without an answer.
 *
 * @param facts.who failed, as the message begins.
 * @param facts.sent whether its first byte may have left this machine: what decides about the outcome.
 */
export function describeFailure(error: unknown, { who, sent }: { who: string; sent: boolean }): NetworkError {
  const cause = error;
  if (isTimeout(error)) {
    return sent
      ? new NetworkError(`${who} did not answer in time`, { outcome: 'unknown', cause })
      : new NetworkError(`${who} was not asked: the time was up`, {
          outcome: 'rejected',
          passing: false,
          cause,
        });
  }
  const code = codeOf(error);
  const coded = (text: string) => `${who} ${text}${code && ` (${code})`}`;
  if (sent) return new NetworkError(coded(LOST[code] ?? 'did not answer'), { outcome: 'unknown', cause });
  if (CERTIFICATE.test(code)) {
    const text = coded('has a TLS certificate that cannot be verified');
    return new NetworkError(text, { outcome: 'rejected', passing: false, cause });
  }
  return new NetworkError(coded(NOT_CONNECTED[code] ?? 'could not be asked'), { outcome: 'rejected', cause });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

/** The code of a failure; of several addresses that were tried, the first one's. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
