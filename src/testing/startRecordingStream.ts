import { once } from 'node:events';

/** A text of a client's exactly as it arrived. */
export interface ReceivedText {
  /** Of the connection: `/v5/public/linear`. */
  path: string;
  text: string;
}

/** What a text is answered, one message after the other: a string is sent as it is, everything else as JSON. */
export type RespondToText = (received: ReceivedText) => readonly unknown[];

/** A WebSocket server on this machine that records what it is sent. */
export interface RecordingStream {
  /** Without a path: `ws://127.0.0.1:40124`. */
  readonly url: string;
  /** Everything that arrived so far, pings included, in the order of arrival. */
  readonly received: ReceivedText[];
  /** Replace it to answer otherwise from now on. */
  answer: RespondToText;
  /** Sends every client a message: a string as it is, everything else as JSON. */
  push(message: unknown): void;
  /** Resets every connection. */
  cut(): void;
  /** Stops. @throws what `answer` threw. */
  close(): Promise<void>;
}

/**
 * Starts a server that takes the place of an exchange's streams in a test.
 *
 * @param answer what each text of the client is answered.
 * @example
 * const stream = await startRecordingStream(({ text }) => {
 *   const { op, id, topics } = JSON.parse(text);
 *   return op === 'subscribe' ? [{ op, id }, { topic: topics[0], data: { last: '60000' } }] : [{ op: 'pong' }];
 * });
 * const exchange = testExchange(adapter, { baseUrl: server.url, streamUrl: stream.url });
 * const { data } = await exchange.callStreamed('ticker', { symbol: 'BTC_USDT' });
 */
export async function startRecordingStream(answer: RespondToText): Promise<RecordingStream> {
  const { WebSocketServer } = await import('ws');
  let failure: { error: unknown } | undefined;
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket, { url = '/' }) => {
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const received = { path: url, text: String(data) };
      stream.received.push(received);
      try {
        for (const message of stream.answer(received)) socket.send(textOf(message));
      } catch (error) {
        failure ??= { error };
        socket.terminate();
      }
    });
  });
  await once(server, 'listening');
  const address = server.address();
  const stream: RecordingStream = {
    url: `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    received: [],
    answer,
    push(message) {
      for (const socket of server.clients) socket.send(textOf(message));
    },
    cut() {
      for (const socket of server.clients) socket.terminate();
    },
    async close() {
      stream.cut();
      await new Promise((resolve) => server.close(resolve));
      if (failure) throw failure.error;
    },
  };
  return stream;
}

function textOf(message: unknown): string {
  return typeof message === 'string' ? message : JSON.stringify(message);
}
