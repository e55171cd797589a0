import { createServer, type IncomingMessage } from 'node:http';
import type { Answer } from './Answer.js';
import { type Fault, Faults } from './Fault.js';
import { respond } from './respond.js';
import { type Recorded, record, type WireRequest } from './WireRequest.js';

/** The part of a double that is on the network. */
export interface Wire {
  readonly url: string;
  readonly port: number;
  readonly requests: Recorded[];
  fault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

/**
 * Listens on a free port of this machine, records each request, and lets the faults that are set befall it.
 *
 * @param arrive called when a request is complete; what it gives back carries the request out, now or later
 */
export async function startWire(arrive: (request: WireRequest) => () => Answer): Promise<Wire> {
  const faults = new Faults();
  const requests: Recorded[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    if (!request) return;
    const carryOut = arrive(request);
    const recorded = record(request);
    requests.push(recorded);
    await respond(response, faults.take(request.method, recorded.path), carryOut);
  });
  // Longer than any test: an idle connection is not closed under a client that is about to use it again.
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

/** The whole request; undefined when the client went away before its end. */
async function read(incoming: IncomingMessage): Promise<WireRequest | undefined> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const { method = 'GET', url: target = '/', headers } = incoming;
    const address = incoming.socket.remoteAddress ?? '';
    return { method, target, headers, body: Buffer.concat(chunks), address };
  } catch {
    return undefined;
  }
}
