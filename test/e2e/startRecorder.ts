import { createServer, type IncomingHttpHeaders } from 'node:http';

/** One request as it arrived. */
export interface Received {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a request is answered; `undefined` leaves it without an answer. */
export type Respond = (request: Received) => { status?: number; text: string } | undefined;

/** A plugin that records what it was sent. Change `respond` to let it answer something else. */
export interface Recorder {
  url: string;
  received: Received[];
  respond: Respond;
  close(): Promise<void>;
}

export async function startRecorder(respond: Respond): Promise<Recorder> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      const received = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      plugin.received.push(received);
      const answer = plugin.respond(received);
      if (answer) response.writeHead(answer.status ?? 200).end(answer.text);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const plugin: Recorder = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    received: [],
    respond,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return plugin;
}
