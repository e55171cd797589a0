import { connect, type Socket } from 'node:net';
import type { Keys } from '../support/startPlugin.js';

/** A request as bytes. @param headers each ends with its line. */
export function textOf(path: string, body: string, headers = ''): string {
  return `POST ${path} HTTP/1.1\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** What FMZ posts. */
export function bodyOf(
  method: string,
  params: object,
  keys: Keys = { access_key: '', secret_key: '' },
): string {
  return JSON.stringify({ ...keys, method, params });
}

/** A connection that a test speaks over, byte by byte. */
export interface RawClient {
  readonly socket: Socket;
  received(): string;
  /** Resolves when it is closed, with all that came. */
  readonly closed: Promise<string>;
}

/** Sends a text as it is. @param from the address of this machine that it comes from. */
export function openRaw(url: string, text: string, from = '127.0.0.1'): RawClient {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress: from });
  let received = '';
  socket.on('data', (chunk) => (received += chunk)).on('error', () => undefined);
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(received)));
  socket.write(text);
  return { socket, received: () => received, closed };
}
