import { connect, type Socket } from 'node:net';
import { listen } from './listen.js';

/** Stands in front of a port of this machine, and holds back what comes from there. */
export interface Gate {
  readonly port: number;
  /** In ms: how long each piece that comes from there takes. */
  delay: number;
  /** Whether what comes from there waits until this is over. */
  closed: boolean;
  /** Ends all connections. */
  cut(): void;
  close(): void;
}

export async function startGate(port: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  let closed = false;
  const server = await listen((socket) => {
    const onward = connect(port, '127.0.0.1');
    for (const one of [socket, onward]) {
      sockets.add(one);
      one.on('error', () => undefined).on('close', () => sockets.delete(one));
    }
    socket.pipe(onward);
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
    onward.on('data', (piece) => {
      const pass = () => void (socket.destroyed || socket.write(piece));
      if (closed) held.push(pass);
      else if (gate.delay > 0) setTimeout(pass, gate.delay);
      else pass();
    });
  });
  const gate: Gate = {
    port: server.port,
    delay: 0,
    get closed() {
      return closed;
    },
    set closed(value) {
      closed = value;
      if (!closed) for (const pass of held.splice(0)) pass();
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    close() {
      gate.cut();
      server.close();
    },
  };
  return gate;
}
