import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { afterEach, beforeEach, expect } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { Proxies } from '../../src/http/Proxies.js';
import { rowKind } from '../../src/streams/RowMemory.js';
import { StreamClient } from '../../src/streams/StreamClient.js';
import type { StreamMessage, StreamProtocol } from '../../src/streams/StreamProtocol.js';

const operation = v.object({ op: v.string(), topics: v.array(v.string()), id: v.string() });
const message = v.variant('kind', [
  v.object({
    kind: v.literal('data'),
    topic: v.string(),
    snapshot: v.boolean(),
    data: v.unknown(),
    time: v.exactOptional(v.number()),
  }),
  v.object({
    kind: v.picklist(['subscribed', 'unsubscribed']),
    request: v.exactOptional(v.string()),
    topics: v.exactOptional(v.array(v.string())),
  }),
  v.object({ kind: v.literal('refused'), request: v.string(), reason: v.string() }),
  v.object({ kind: v.literal('closing'), reason: v.string() }),
]);

/** A stream that speaks in the words of this program, so that a test can send whatever it likes. */
export const protocol: StreamProtocol = {
  url: 'ws://127.0.0.1:1',
  paths: { public: '/public', other: '/other' },
  ping: { text: 'ping', after: 200, within: 200 },
  limits: { connections: { requests: 100, per: 1000 }, topics: 4 },
  subscribe: (topics, id) => JSON.stringify({ op: 'subscribe', topics, id }),
  unsubscribe: (topics, id) => JSON.stringify({ op: 'unsubscribe', topics, id }),
  read: (text): StreamMessage | undefined =>
    text === 'pong' ? undefined : v.parse(v.pipe(v.string(), v.parseJson(), message), text),
};

export type Operation = v.InferOutput<typeof operation>;

/** Listens for connections of this protocol. It refuses a whole request where one of its topics begins with "no". */
async function startVenue() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const operations: Operation[] = [];
  let handshakes = 0;
  const port = portOf(server.address());
  const venue = {
    url: `ws://127.0.0.1:${port}`,
    port,
    operations,
    get handshakes() {
      return handshakes;
    },
    get open() {
      return server.clients.size;
    },
    /** Neither answers nor pongs. */
    silent: false,
    /** Pongs, but answers no subscription. */
    mute: false,
    /** Ends each connection as soon as it is open. */
    closing: false,
    /** Tells each connection as soon as it is open that it is about to close it. */
    leaving: false,
    push(topic: string, data: object, snapshot = true) {
      for (const socket of server.clients)
        socket.send(JSON.stringify({ kind: 'data', topic, snapshot, data }));
    },
    send(text: string) {
      for (const socket of server.clients) socket.send(text);
    },
    cut() {
      for (const socket of server.clients) socket.terminate();
    },
    async close() {
      venue.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('connection', (socket) => {
    handshakes += 1;
    socket.on('error', () => undefined);
    if (venue.closing) return socket.close();
    if (venue.leaving) socket.send(JSON.stringify({ kind: 'closing', reason: 'upgrade' }));
    socket.on('message', (data) => answer(socket, String(data)));
  });
  return venue;

  function answer(socket: WebSocket, text: string): void {
    if (venue.silent) return;
    if (text === 'ping') {
      socket.send('pong');
      return;
    }
    const { op, topics, id } = v.parse(v.pipe(v.string(), v.parseJson(), operation), text);
    operations.push({ op, topics, id });
    if (venue.mute) return;
    const refused = topics.some((topic) => topic.startsWith('no'));
    const kind = refused ? 'refused' : `${op}d`;
    socket.send(JSON.stringify({ kind, request: id, ...(refused && { reason: 'no such topic' }) }));
    if (op === 'subscribe' && !refused) {
      for (const topic of topics)
        socket.send(JSON.stringify({ kind: 'data', topic, snapshot: true, data: { topic } }));
    }
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}

/** A client of it, and what it said. */
export function openClient(
  url: string,
  changes: Partial<StreamProtocol> = {},
  environment = {},
  idle?: number,
) {
  const warnings: string[] = [];
  const client = new StreamClient(
    { ...protocol, ...changes },
    {
      ...{ url, idle, proxies: new Proxies(environment) },
      warn: (subject, text) => warnings.push(`${subject}: ${text}`),
    },
  );
  const want = (name: string, address = 'public') => client.want({ address, name }, rowKind);
  return {
    client,
    warnings,
    want,
    /** The row of a topic, where it is proven. */
    row: (name: string) => {
      const { memory, age } = want(name);
      return age === undefined ? undefined : memory?.row;
    },
  };
}

/** A venue for each test of the file, and a client of it. */
export function useVenue() {
  let venue: Awaited<ReturnType<typeof startVenue>>;
  let opened: ReturnType<typeof openClient>;
  beforeEach(async () => {
    venue = await startVenue();
    opened = openClient(venue.url);
  });
  afterEach(async () => {
    opened.client.close();
    await venue.close();
  });
  return {
    get venue() {
      return venue;
    },
    get opened() {
      return opened;
    },
    /** Takes another client than that of every test. */
    reopen(...[url, ...more]: Parameters<typeof openClient>) {
      opened.client.close();
      opened = openClient(url, ...more);
    },
    /** The row of a topic, again and again. */
    known: (name: string) => expect.poll(() => opened.row(name)),
  };
}
