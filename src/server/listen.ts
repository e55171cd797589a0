import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:net';
import { codeOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';

/** The address cannot be listened on; the message says why and what to do. */
class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** A server on which a client may close its side first. */
export interface HalfOpenServer extends HttpServer {
  /** As of `net.Server`: https://github.com/nodejs/node/blob/v20.x/lib/_http_server.js */
  httpAllowHalfOpen?: boolean;
}

/** Where to listen. */
export interface ListenAddress {
  /** As people write it. */
  host: string;
  /** The address of that name. @default the first that it has */
  address?: string;
  /** 0 picks a free one. */
  port: number;
  /** What says the port. @default --port */
  flag?: string;
}

/**
 * Listens.
 *
 * @returns host and port, as in a URL.
 * @throws ListenError
 */
export async function listen(server: Server, wanted: ListenAddress): Promise<string> {
  const { host, address = host, port } = wanted;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(explain(error, wanted), { cause: error })));
    server.listen(port, address, resolve);
  });
  const bound = server.address();
  const name = host.includes(':') ? `[${host}]` : host;
  return `${name}:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
}

function explain(error: Error, { host, port, flag = '--port' }: ListenAddress): string {
  const code = codeOf(error) ?? '';
  switch (code) {
    case 'EADDRINUSE':
      return say(
        'port {port} on {host} is already in use: stop the program that uses it, or choose another with {flag}',
        { port, host, flag },
      );
    case 'EACCES':
      return say('port {port} needs privileges: choose one from 1024 up with {flag}', { port, flag });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return say(
        '{host} is not an address of this machine: use --host 127.0.0.1, or 0.0.0.0 for every interface',
        { host },
      );
    default:
      return say('cannot listen on {host}:{port}: {reason}', { host, port, reason: code || error.message });
  }
}
