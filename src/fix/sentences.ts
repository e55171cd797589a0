import { NetworkError } from '../http/NetworkError.js';
import type { LineSettings } from './FixTransport.js';
import type { SessionEnd } from './SessionEvents.js';

/** Why nothing may come of a Logon. */
export const SILENT_VENUES = 'some venues do not answer a wrong CompID, password or clock';

/** How the error of a request ends that was not sent. */
const UNSENT = '; nothing was sent';

/** How people are told of a line: `the trade line at fix.example.com:5212`. */
export function nameOf({ line, url }: Pick<LineSettings, 'line' | 'url'>): string {
  return `the ${line} line at ${url.host}`;
}

/**
 * The error of a request that was not sent.
 *
 * @param text goes on from the name of the line.
 */
export function unsent(name: string, text: string, options: { transient?: boolean } = {}): NetworkError {
  return new NetworkError(`${name} ${text}${UNSENT}`, { outcome: 'rejected', ...options });
}

/** The error of a request for which no connection is made so soon after one that has failed. */
export function heldBack({ message, cause }: NetworkError, seconds: number): NetworkError {
  const failed = message.endsWith(UNSENT) ? message.slice(0, -UNSENT.length) : message;
  const text = `${failed}; the next connection is made in ${seconds} s at the earliest${UNSENT}`;
  return new NetworkError(text, { outcome: 'rejected', transient: false, cause });
}

/** The error of a request whose line is closed before it could be sent. */
export function beingClosed(line: Pick<LineSettings, 'line' | 'url'>): NetworkError {
  return unsent(nameOf(line), 'is being closed');
}

/** The error of a request whose time was up before it could be sent. */
export function tooLate(name: string): NetworkError {
  return unsent(name, 'was not asked: the time was up', { transient: false });
}

/** The error of a request for which no connection could be made. */
export function unconnected({ line }: Pick<LineSettings, 'line'>, error: NetworkError): NetworkError {
  const { message, transient } = error;
  return new NetworkError(`the ${line} line: ${message}${UNSENT}`, {
    ...{ outcome: 'rejected', transient },
    cause: error,
  });
}

/** The error of a request whose time was up while the Logon was not answered. */
export function notYetOpen(name: string): NetworkError {
  return unsent(name, `has not answered the Logon yet: ${SILENT_VENUES}`, { transient: false });
}

/** The error of a request that was sent, and has no answer since its session has ended. */
export function endedUnanswered(name: string, { text }: SessionEnd): NetworkError {
  return new NetworkError(`${name} gave no answer: it ${text}`, { outcome: 'unknown' });
}

/** The error of a request whose answer has no end. */
export function tooLong(name: string, longest: number): NetworkError {
  return new NetworkError(`${name} gave an answer of more than ${longest} bytes`, {
    ...{ outcome: 'unknown', transient: false },
  });
}

/** The error of a request that was sent, and has no answer yet. */
export function unanswered(name: string): NetworkError {
  return new NetworkError(
    `${name} gave no answer in time: some venues do not answer what they take for invalid, such as a field that is missing or wrong`,
    { outcome: 'unknown' },
  );
}
