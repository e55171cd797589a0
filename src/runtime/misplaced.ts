import { NetworkError } from '../http/NetworkError.js';
import { quote } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';

/** Says that an exchange has no API where a request was to go. */
export function elsewhere(exchange: string, origin = ''): NetworkError {
  return notAsked(
    say('{exchange} was not asked: it has no API at {origin}', { exchange, origin: quote(origin) }),
  );
}

/**
 * Says that a host was moved to an address that is not one of HTTP.
 *
 * @param declared its own address.
 * @param part what names it behind `--base-url`.
 */
export function notOfHttp(declared: string, part: string, origin: string): NetworkError {
  return notAsked(
    say(
      '{declared} was not asked: --base-url {part}={origin} is not an address of HTTP: start again with --base-url {part}=URL',
      { declared, part, origin },
    ),
  );
}

/** Says that the API was moved, and another host of the exchange was not. */
export function leftBehind(
  declared: string,
  { exchange, to, host }: { exchange: string; to: string; host: string },
): NetworkError {
  return notAsked(
    say(
      '{declared} was not asked: --base-url moved {exchange} to {to}, and not its host {host}: start again with --base-url {exchange}.{host}=URL as well',
      { declared, exchange, to, host },
    ),
  );
}

/** Says that a line was moved to an address that is not one of FIX. */
export function notOfFix(exchange: string, part: string, address: string): NetworkError {
  return notAsked(
    say(
      '{exchange} was not asked: --base-url {part}={address} is not an address of FIX: start again with --base-url {part}=fix+tls://HOST:PORT',
      { exchange, part, address },
    ),
  );
}

/** Says that the API or the first line was moved, and another line of the exchange was not. */
export function lineLeftBehind(
  declared: string,
  facts: { exchange: string; to: string; line: string; part: string },
): NetworkError {
  return notAsked(
    say(
      '{declared} was not asked: --base-url moved {exchange} to {to}, and not its line {line}: start again with --base-url {part}=fix+tls://HOST:PORT as well',
      { declared, ...facts },
    ),
  );
}

function notAsked(message: string): NetworkError {
  return new NetworkError(message, { outcome: 'rejected', transient: false });
}
