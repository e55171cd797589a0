import { request } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { authority, type HttpProxy } from './Proxies.js';

// As undici's own connector sets it.
const KEEP_ALIVE_AFTER = 60_000;
const MOST_SESSIONS = 100;

/** Where a connection goes. */
export interface Endpoint {
  host: string;
  port: number;
}

/** Told of a socket as soon as it is there, and before it is of use. */
type OnSocket = (socket: Socket) => void;

/** A connection that ended without an error before it was of use. */
export class ClosedEarly extends Error {
  override readonly name = 'ClosedEarly';
  readonly code = 'ECONNRESET';
}

/** A TCP connection: resolves when it stands, and rejects with what the system says. */
export function reach({ host, port }: Endpoint, onSocket: OnSocket): Promise<Socket> {
  const socket = connectTcp({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_AFTER,
  });
  return ready(socket, 'connect', onSocket);
}

/**
 * TLS over a connection. Who is there is verified, whatever NODE_TLS_REJECT_UNAUTHORIZED says; NODE_EXTRA_CA_CERTS adds
 * authorities.
 *
 * @param options.sessions of earlier connections, by address: resuming one saves a round trip.
 * @param options.protocols what is spoken over it, by the names of ALPN; none where it has no name.
 */
export function secure(
  socket: Socket,
  { host, port }: Endpoint,
  { sessions, protocols }: { sessions: Map<string, Buffer>; protocols: readonly string[] },
  onSocket: OnSocket,
): Promise<Socket> {
  const address = `${host}:${port}`;
  const session = sessions.get(address);
  const secured = connectTls({
    socket,
    host,
    ...(isIP(host) === 0 && { servername: host }),
    ...(session && { session }),
    ...(protocols.length > 0 && { ALPNProtocols: [...protocols] }),
    rejectUnauthorized: true,
  });
  secured.on('session', (latest: Buffer) => {
    const [oldest] = sessions.keys();
    if (oldest !== undefined && sessions.size >= MOST_SESSIONS && !sessions.has(address)) {
      sessions.delete(oldest);
    }
    sessions.set(address, latest);
  });
  return ready(secured, 'secureConnect', onSocket);
}

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

function ready(socket: Socket, event: string, onSocket: OnSocket): Promise<Socket> {
  onSocket(socket);
  return new Promise((resolve, reject) => {
    // It stays: until somebody else listens, an error must not end the process.
    socket.on('error', reject);
    socket.once('close', () => reject(new ClosedEarly()));
    socket.once(event, () => resolve(socket));
  });
}
