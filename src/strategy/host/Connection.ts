import { Buffer, isUtf8 } from 'node:buffer';
import { createSocket } from 'node:dgram';
import net from 'node:net';
import tls from 'node:tls';
import { say } from '../../wording/say.js';

/** What a connection tells its owner. */
export interface ConnectionEvents {
  message(data: Buffer): void;
  /** It is over, or was never open: with the reason where there is one. */
  closed(error?: Error): void;
}

/** One connection: to a WebSocket, a UDP port, or a TCP port, where each piece that arrives is a message. */
export interface Connection {
  /** @returns how many bytes were taken. */
  write(data: Buffer): number;
  /** No more is read from it until {@link resume}. */
  pause(): void;
  resume(): void;
  /** Keeps a WebSocket alive: with a ping frame, or a text. */
  ping(text: string | undefined): void;
  close(): void;
}

/**
 * Connects.
 *
 * @param timeout in ms.
 * @throws Error when it cannot be opened, or the address is of no kind that is supported.
 */
export async function connect(
  address: URL,
  { headers, timeout }: { headers: Record<string, string>; timeout: number },
  events: ConnectionEvents,
): Promise<Connection> {
  if (address.protocol === 'ws:' || address.protocol === 'wss:')
    return connectSocket(address, { headers, timeout }, events);
  if (address.protocol === 'tcp:' || address.protocol === 'tls:') return connectTcp(address, timeout, events);
  if (address.protocol === 'udp:') return connectUdp(address, events);
  throw new Error(
    say(
      '{scheme} is not supported here: the address must begin with ws://, wss://, tcp://, tls:// or udp://',
      { scheme: `${address.protocol}//` },
    ),
  );
}

async function connectSocket(
  address: URL,
  { headers, timeout }: { headers: Record<string, string>; timeout: number },
  { message, closed }: ConnectionEvents,
): Promise<Connection> {
  const { default: Socket } = await import('ws');
  const socket = new Socket(address, { headers, handshakeTimeout: timeout, maxPayload: 64 * 1024 * 1024 });
  socket.on('message', (data) => {
    if (!(data instanceof ArrayBuffer)) message(Array.isArray(data) ? Buffer.concat(data) : data);
  });
  await opened(socket, 'open', closed);
  return {
    write(data) {
      if (socket.readyState !== Socket.OPEN) return 0;
      // Text goes as text, as FMZ sends it.
      socket.send(data, { binary: !isUtf8(data) });
      return data.length;
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    ping(text) {
      if (socket.readyState !== Socket.OPEN) return;
      if (text === undefined) socket.ping();
      else socket.send(text);
    },
    close: () => socket.terminate(),
  };
}

async function connectTcp(
  address: URL,
  timeout: number,
  { message, closed }: ConnectionEvents,
): Promise<Connection> {
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const port = Number(address.port);
  const secure = address.protocol === 'tls:';
  const socket = secure ? tls.connect({ host, port, servername: host }) : net.connect({ host, port });
  const timer = setTimeout(
    () => socket.destroy(new Error(say('no connection within the time-out'))),
    timeout,
  );
  socket.on('data', message);
  try {
    await opened(socket, secure ? 'secureConnect' : 'connect', closed);
  } finally {
    clearTimeout(timer);
  }
  return {
    write(data) {
      if (!socket.writable) return 0;
      socket.write(data);
      return data.length;
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    ping: () => undefined,
    close: () => socket.destroy(),
  };
}

/** A UDP port, each of whose datagrams is a message. That nobody listens is known when something has been sent. */
function connectUdp(address: URL, { message, closed }: ConnectionEvents): Promise<Connection> {
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    let open = false;
    let paused = false;
    // A datagram that nobody takes is lost, as anywhere on its way.
    socket.on('message', (data) => paused || message(data));
    socket.on('error', (error) => {
      failure = error;
      reject(error);
      socket.close();
    });
    socket.on('close', () => {
      open = false;
      closed(failure);
    });
    socket.on('connect', () => {
      open = true;
      resolve({
        write(data) {
          if (!open) return 0;
          socket.send(data);
          return data.length;
        },
        pause() {
          paused = true;
        },
        resume() {
          paused = false;
        },
        ping: () => undefined,
        close: () => open && socket.close(),
      });
    });
    socket.connect(Number(address.port), host);
  });
}

/** What sockets have in common. */
interface Emitter {
  on(name: 'error', listener: (error: Error) => void): unknown;
  on(name: 'close', listener: () => void): unknown;
  once(name: string, listener: () => void): unknown;
}

function opened(socket: Emitter, open: string, closed: (error?: Error) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    socket.on('error', (error) => {
      failure = error;
      reject(error);
    });
    socket.on('close', () => {
      reject(failure ?? new Error(say('the connection was closed')));
      closed(failure);
    });
    socket.once(open, resolve);
  });
}
