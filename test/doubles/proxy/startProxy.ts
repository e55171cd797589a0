import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { certificate, key } from './certificate.js';

/** What a proxy does with a request for a tunnel. */
export type ProxyBehaviour =
  /** Tunnels to a port of this machine, whatever host is asked for. */
  | { kind: 'tunnel'; port: number }
  /** Answers with these bytes, and keeps the connection. */
  | { kind: 'answer'; bytes: string | Buffer }
  | { kind: 'close' }
  | { kind: 'silent' }
  /** Grants the tunnel, and closes it with its first byte. */
  | { kind: 'cut' };

/** An HTTP proxy of this machine that notes what it is asked for. */
export interface ProxyDouble {
  port: number;
  behaviour: ProxyBehaviour;
  /** How many connections were opened to it. */
  connections(): number;
  /** How many of them are open. */
  connected(): number;
  /** The head of every request for a tunnel, in order. */
  asked: string[];
  /** Breaks all connections off. */
  cut(): void;
  close(): Promise<void>;
}

export async function startProxy(
  behaviour: ProxyBehaviour,
  options: { tls?: boolean } = {},
): Promise<ProxyDouble> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const onConnection = (socket: Socket) => {
    connections += 1;
    keep(socket);
    socket.once('data', (head) => {
      double.asked.push(head.toString('latin1'));
      act(socket);
    });
  };

  function act(socket: Socket): void {
    const { behaviour } = double;
    if (behaviour.kind === 'close') socket.destroy();
    if (behaviour.kind === 'answer') socket.write(behaviour.bytes);
    if (behaviour.kind !== 'tunnel' && behaviour.kind !== 'cut') return;
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (behaviour.kind === 'cut') {
      socket.once('data', () => socket.destroy());
      return;
    }
    const onward = connect(behaviour.port, '127.0.0.1');
    keep(onward);
    socket.pipe(onward).pipe(socket);
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
  }

  const server: Server = options.tls
    ? createTlsServer({ cert: certificate, key }, onConnection)
    : createServer(onConnection);
  server.on('tlsClientError', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const double: ProxyDouble = {
    port: portOf(server.address()),
    behaviour,
    connections: () => connections,
    connected: () => sockets.size,
    asked: [],
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      double.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return double;
}

/** A port of this machine that nothing listens on: it is that of a connection, so that nobody else is given it. */
export async function deadPort(): Promise<number> {
  const server = createServer((socket) => socket.unref()).unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect(portOf(server.address()), '127.0.0.1').unref();
  await once(socket, 'connect');
  return socket.localPort ?? 0;
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}
