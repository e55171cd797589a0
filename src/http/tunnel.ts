import { request } from 'node:http';
import type { Socket } from 'node:net';
import { authority, type HttpProxy } from './Proxies.js';
import { ClosedEarly } from './sockets.js';

/** What a proxy answered to CONNECT, where that is not success. */
export class TunnelRefused extends Error {
  override readonly name = 'TunnelRefused';
  readonly status: number;

  constructor(status: number) {
    super(`CONNECT was answered with HTTP ${status}`);
    this.status = status;
  }
}

/**
 * Asks a proxy, once, for a tunnel.
 *
 * @param socket a connection to the proxy; it becomes the tunnel.
 * @throws TunnelRefused, or what went wrong with the connection or with what came over it.
 */
export function tunnel(
  socket: Socket,
  proxy: HttpProxy,
  target: { host: string; port: number },
): Promise<void> {
  const path = authority(target.host, target.port);
  return new Promise((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path,
      createConnection: () => socket,
      headers: {
        host: path,
        'user-agent': 'fmzproto',
        ...(proxy.authorization !== undefined && { 'proxy-authorization': proxy.authorization }),
      },
    });
    asked.once('connect', ({ statusCode = 0 }, _socket, head) => {
      if (statusCode < 200 || statusCode > 299) return reject(new TunnelRefused(statusCode));
      if (head.length > 0) socket.unshift(head);
      resolve();
    });
    // For an answer that is none to CONNECT: Node takes one of HTTP/1.0 for it.
    asked.once('response', ({ statusCode = 0 }) => reject(new TunnelRefused(statusCode)));
    asked.on('error', reject);
    socket.once('close', () => reject(new ClosedEarly()));
    asked.end();
  });
}
