import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

// As undici's own connector sets it.
const KEEP_ALIVE_AFTER = 60_000;
const MOST_SESSIONS = 100;

/** Where a connection goes. */
export interface Address {
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
export function reach({ host, port }: Address, onSocket: OnSocket): Promise<Socket> {
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
 * @param sessions of earlier connections, by address: resuming one saves a round trip.
 */
export function secure(
  socket: Socket,
  { host, port }: Address,
  sessions: Map<string, Buffer>,
  onSocket: OnSocket,
): Promise<Socket> {
  const address = `${host}:${port}`;
  const session = sessions.get(address);
  const secured = connectTls({
    socket,
    host,
    ...(isIP(host) === 0 && { servername: host }),
    ...(session && { session }),
    ALPNProtocols: ['http/1.1'],
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

function ready(socket: Socket, event: string, onSocket: OnSocket): Promise<Socket> {
  onSocket(socket);
  return new Promise((resolve, reject) => {
    // It stays: until somebody else listens, an error must not end the process.
    socket.on('error', reject);
    socket.once('close', () => reject(new ClosedEarly()));
    socket.once(event, () => resolve(socket));
  });
}
