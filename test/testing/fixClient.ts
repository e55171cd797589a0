import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { encodeMessage } from '../../src/fix/encode.js';
import type { FixField, FixMessage } from '../../src/fix/FixMessage.js';
import { Framer } from '../../src/fix/Framer.js';
import { formatUtc } from '../../src/fix/utc.js';

/** A client without rules: what arrives, in its order, and what is sent with any number. */
export async function connectFix(
  url: string,
  { ca, header = [] }: { ca?: string; header?: FixField[] } = {},
) {
  const { hostname, port } = new URL(url.replace(/^fix(\+tls)?/, 'http'));
  const to = { host: hostname, port: Number(port) };
  const socket: Socket = ca === undefined ? connect(to) : connectTls({ ...to, ca, servername: 'localhost' });
  const received: FixMessage[] = [];
  const framer = new Framer('FIX.4.4');
  let closed = false;
  let sequence = 0;
  socket.on('data', (chunk: Buffer) => {
    try {
      received.push(...framer.read(chunk));
    } catch {
      socket.destroy();
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
  });
  await once(socket, ca === undefined ? 'connect' : 'secureConnect');
  return {
    received,
    socket,
    get closed() {
      return closed;
    },
    /** The types that arrived with the fields that are asked for. */
    seen: (...tags: number[]) =>
      received.map((message) => [message.type, ...tags.map((tag) => message.get(tag))].join(' ').trim()),
    send(type: string, fields: FixField[] = [], number = sequence + 1, sender = 'me') {
      sequence = number;
      const envelope = { version: 'FIX.4.4', sender, target: 'you', header };
      socket.write(encodeMessage(envelope, { type, sequence, sendingTime: formatUtc(Date.now()), fields }));
    },
  };
}
