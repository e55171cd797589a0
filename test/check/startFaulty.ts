import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A plugin whose answers a test writes. */
export interface FaultyPlugin {
  url: URL;
  close(): void;
}

/** What came, as far as it could be read. */
export interface FaultyRequest {
  method: string;
  params: Record<string, unknown>;
  text: string;
  path: string;
}

/** Starts a plugin that answers every request with what `answer` returns; a number is an HTTP status. */
export async function startFaulty(
  answer: (request: FaultyRequest, response: ServerResponse) => unknown,
): Promise<FaultyPlugin> {
  const server = createServer(async (incoming, response) => {
    const text = await read(incoming).catch(() => undefined);
    if (text === undefined) return;
    const request = { method: '', params: {}, ...parse(text), text, path: incoming.url ?? '' };
    const reply = await answer(request, response);
    if (response.destroyed || response.headersSent) return;
    if (typeof reply === 'number') response.writeHead(reply).end('{"data":{}}');
    else response.end(typeof reply === 'string' ? reply : JSON.stringify(reply));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    url: new URL(`http://127.0.0.1:${port}/Faulty`),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function read(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) text += chunk;
  return text;
}

function parse(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
