import { NetworkError } from '../http/NetworkError.js';
import { oneLine } from '../protocol/oneLine.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import type { LineSettings } from './FixTransport.js';
import type { SessionEnd } from './SessionEvents.js';

/** Why nothing may come of a Logon. */
const SILENT_VENUES = 'some venues do not answer a wrong CompID, password or clock';

/** How the error of a request ends that was not sent. */
const UNSENT = '; nothing was sent';

/** How people are told of a line: `the trade line at fix.example.com:5212`. */
export function nameOf({ line, url }: Pick<LineSettings, 'line' | 'url'>): string {
  return say('the {line} line at {host}', { line, host: url.host });
}

/**
 * The error of a request that was not sent.
 *
 * @param text goes on from the name of the line.
 */
export function unsent(name: string, text: string, options: { transient?: boolean } = {}): NetworkError {
  return new NetworkError(say('{name} {text}', { name, text }) + say(UNSENT), {
    outcome: 'rejected',
    ...options,
  });
}

/** The error of a request for which no connection is made so soon after one that has failed. */
export function heldBack(error: NetworkError, seconds: number): NetworkError {
  const text = say('{failed}; the next connection is made in {seconds} s at the earliest', {
    failed: withoutUnsent(error),
    seconds,
  });
  return new NetworkError(text + say(UNSENT), { outcome: 'rejected', transient: false, cause: error.cause });
}

/** What an error says, but for whether anything was sent. */
export function withoutUnsent({ message }: NetworkError): string {
  const unsent = say(UNSENT);
  return message.endsWith(unsent) ? message.slice(0, -unsent.length) : message;
}

/** The error of a request whose line is closed before it could be sent. */
export function beingClosed(line: Pick<LineSettings, 'line' | 'url'>): NetworkError {
  return unsent(nameOf(line), say('is being closed'));
}

/** The error of a request whose time was up before it could be sent. */
export function tooLate(name: string): NetworkError {
  return unsent(name, say('was not asked: the time was up'), { transient: false });
}

/** The error of a request for which no connection could be made. */
export function unconnected({ line }: Pick<LineSettings, 'line'>, error: NetworkError): NetworkError {
  const { message, transient } = error;
  return new NetworkError(say('the {line} line: {message}', { line, message }) + say(UNSENT), {
    ...{ outcome: 'rejected', transient },
    cause: error,
  });
}

/** The error of a request whose time was up while the Logon was not answered. */
export function notYetOpen(name: string): NetworkError {
  return unsent(name, say('has not answered the Logon yet: {advice}', { advice: say(SILENT_VENUES) }), {
    transient: false,
  });
}

/** The error of a request that was sent, and has no answer since its session has ended. */
export function endedUnanswered(name: string, { text }: SessionEnd): NetworkError {
  return new NetworkError(say('{name} gave no answer: it {text}', { name, text }), { outcome: 'unknown' });
}

/** The error of a request whose answer has no end. */
export function tooLong(name: string, longest: number): NetworkError {
  return new NetworkError(say('{name} gave an answer of more than {longest} bytes', { name, longest }), {
    ...{ outcome: 'unknown', transient: false },
  });
}

/** The error of a request that was sent, and has no answer yet. */
export function unanswered(name: string): NetworkError {
  return new NetworkError(
    say(
      '{name} gave no answer in time: some venues do not answer what they take for invalid, such as a field that is missing or wrong',
      { name },
    ),
    { outcome: 'unknown' },
  );
}

/** The error of who waits for what is followed, where a message of it does not fit. @param error what its adapter threw. */
export function misfit(name: string, error: unknown): unknown {
  if (error instanceof NetworkError) return error;
  return new NetworkError(
    say('{name} sent what does not fit: {text}', { name, text: oneLine(messageOf(error), 200) }),
    { outcome: 'unknown', cause: error },
  );
}

/** Why a session is over. These texts go on from the name of the other side. */
export const sessionEnds = {
  /** @param silence in ms. */
  silent: (silence: number) =>
    say('stopped answering {seconds} s ago', { seconds: Math.round(silence / 1000) }),
  /** @param within in ms. */
  silentToLogon: (within: number) =>
    say('did not answer the Logon within {seconds} s: {advice}', {
      seconds: within / 1000,
      advice: say(SILENT_VENUES),
    }),
  refusedLogon: (text: string) =>
    text ? say('refused the Logon: {text}', { text }) : say('refused the Logon without a reason'),
  answeredLogonWith: (type: string) =>
    say('answered the Logon with a message of type {type}', { type: oneLine(type, 10) }),
  beforeLogon: (text: string) =>
    say('{text} before it answered the Logon: is this SenderCompID in use elsewhere?', { text }),
  unreadable: (text: string) => say('sent what its adapter cannot read: {text}', { text }),
  unendable: (error: unknown) =>
    say('cannot be told to end a subscription: {error}', { error: oneLine(messageOf(error), 200) }),
};
