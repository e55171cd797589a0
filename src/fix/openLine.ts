import type { Socket } from 'node:net';
import { NetworkError } from '../http/NetworkError.js';
import { say } from '../wording/say.js';
import type { FixClock } from './FixClock.js';
import { FixConnection } from './FixConnection.js';
import { FixSocket } from './FixSocket.js';
import type { FixObserver, LineSettings } from './FixTransport.js';
import type { SessionEnd } from './SessionEvents.js';
import { nameOf, notYetOpen, unconnected, unsent } from './sentences.js';

/**
 * Makes a connection.
 *
 * @param options.signal gives it up.
 * @param options.onAttempt is handed what says how far it is, as the error of who waits no longer.
 * @throws NetworkError
 */
export type ConnectLine = (
  url: URL,
  options: { signal: AbortSignal; onAttempt(late: () => NetworkError): void },
) => Promise<Socket>;

/** What lines have in common. */
export interface LineOptions {
  clock: FixClock;
  connect: ConnectLine;
  observer?: FixObserver | undefined;
  /** Runs what belongs to no request. */
  detach<T>(work: () => T): T;
}

/** A session that is open, and its connection. */
export interface OpenLine {
  connection: FixConnection;
  socket: FixSocket;
}

/** A Logon came to nothing, without a word about it. */
export class LogonUnanswered extends Error {
  override readonly name = 'LogonUnanswered';
}

/** A Logon was refused. */
export class LogonRefused extends Error {
  override readonly name = 'LogonRefused';
}

/**
 * Opens a session: a connection, and a Logon that is accepted.
 *
 * @param options.signal gives it up.
 * @param options.onStep is handed the error of who waits no longer, with each step.
 * @throws LogonRefused with what the other side said, LogonUnanswered where it said nothing, NetworkError where it does not come so far, and what making the Logon throws.
 */
export async function openLine(
  settings: LineSettings,
  options: Omit<LineOptions, 'detach'> & { signal: AbortSignal; onStep(late: () => NetworkError): void },
): Promise<OpenLine> {
  const { clock, observer, signal } = options;
  const wire = new FixSocket(await connect(settings, options), {
    onData: (chunk) => connection.session.receive(chunk),
    onClose: (text) => connection.session.lose(text),
  });
  const connection = new FixConnection(settings, { clock, wire, observer });
  const giveUp = () => connection.session.leave(say('is being closed'));
  signal.addEventListener('abort', giveUp, { once: true });
  connection.session.start();
  options.onStep(() => notYetOpen(nameOf(settings)));
  const end = await connection.opened;
  signal.removeEventListener('abort', giveUp);
  if (end) throw errorOf(end, settings);
  return { connection, socket: wire };
}

async function connect(
  settings: LineSettings,
  { connect, signal, onStep }: Pick<Parameters<typeof openLine>[1], 'connect' | 'signal' | 'onStep'>,
): Promise<Socket> {
  const onAttempt = (late: () => NetworkError) => onStep(() => unconnected(settings, late()));
  try {
    const socket = await connect(settings.url, { signal, onAttempt });
    if (!signal.aborted) return socket;
    socket.destroy();
  } catch (error) {
    if (!signal.aborted) throw error instanceof NetworkError ? unconnected(settings, error) : error;
  }
  throw unsent(nameOf(settings), say('is being closed'));
}

function errorOf({ kind, text, thrown }: SessionEnd, settings: LineSettings): unknown {
  if (kind === 'refused') return new LogonRefused(text);
  if (kind === 'failed' && thrown === undefined) return new LogonUnanswered(text);
  return thrown ?? unsent(nameOf(settings), text);
}
