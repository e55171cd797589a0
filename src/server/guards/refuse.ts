import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** How long a client may take to close its side, in ms: closed at once, what it still sends would cost it the answer. */
const LINGER = 2000;

/** Answers with an error before anything is done, and closes the connection. What the request still sends is not looked at. */
export function refuse(incoming: IncomingMessage, outgoing: ServerResponse, error: string): void {
  incoming.resume();
  // What watches a plugin reads the status alone.
  const watched = incoming.method !== 'POST' && /^\/(healthz|metrics)\b/.test(incoming.url ?? '');
  const body = JSON.stringify({ error });
  outgoing.writeHead(watched ? 403 : 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  outgoing.write(body);
  const end = () => {
    clearTimeout(timer);
    outgoing.end();
  };
  const timer = setTimeout(end, LINGER).unref();
  incoming.once('end', end).once('close', end);
}

/**
 * Answers on a bare connection, where there is no response object, and closes it.
 *
 * @param status 200, unless that would say something else, as it does for CONNECT.
 */
export function answerAtOnce(socket: Duplex, error: string, status = '200 OK'): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ error });
  socket.on('error', () => undefined);
  socket.resume();
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  const timer = setTimeout(() => socket.destroy(), LINGER).unref();
  socket.once('close', () => clearTimeout(timer));
}
