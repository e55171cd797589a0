import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

/** Whole answers by path, `/api/v5/market/ticker`, or by path and kind, `/api/v5/market/tickers?instType=SWAP`. */
export type Answers = Readonly<Record<string, string>>;

/** Gives everyone who asks the same text. */
export interface PayloadServer {
  readonly url: string;
  /** From now on these paths are answered with these texts, byte for byte; all others by `upstream`. */
  set(answers: Answers): void;
  close(): Promise<void>;
}

/** Starts a server on a free port of this machine. @param upstream the address that answers all other paths. */
export async function startPayloadServer(upstream: string): Promise<PayloadServer> {
  let current: Answers = {};

  const server = createServer(async (incoming, response) => {
    const target = incoming.url ?? '/';
    const { pathname, searchParams } = new URL(target, upstream);
    const text = current[`${pathname}?instType=${searchParams.get('instType')}`] ?? current[pathname];
    if (text !== undefined) return send(response, 200, text);
    await forward(incoming, response, upstream + target);
  });
  server.keepAliveTimeout = 60_000;
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });

  return {
    url: `http://127.0.0.1:${port}`,
    set: (answers) => {
      current = answers;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function forward({ headers }: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
  const answer = await fetch(url, { headers: credentialsOf(headers) });
  send(response, answer.status, await answer.text());
}

function credentialsOf(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      name.startsWith('ok-access-') && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
