import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What FMZ's docker posted. */
export interface WireRequest {
  access_key: string;
  secret_key: string;
  method: string;
  params: Record<string, unknown>;
  verb: string | undefined;
  /** As it came. */
  body: string;
}

export interface WirePlugin {
  url: string;
  requests: WireRequest[];
  /** How many were in flight at the same time at most. */
  most(): number;
  close(): Promise<void>;
}

/** A plugin of which a test says what it answers, as text where it is no envelope. */
export async function startWirePlugin(
  answer: (request: WireRequest) => Promise<object | string> | object | string,
): Promise<WirePlugin> {
  const requests: WireRequest[] = [];
  let inFlight = 0;
  let most = 0;
  // Like `serve`, it keeps idle connections: on a busy machine one may be used again late.
  const server = createServer({ keepAliveTimeout: 120_000 }, async (incoming, outgoing) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    const request = await read(incoming);
    requests.push(request);
    const answered = await answer(request);
    inFlight -= 1;
    outgoing.end(typeof answered === 'string' ? answered : JSON.stringify(answered));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${isPort(address) ? address.port : 0}`,
    requests,
    most: () => most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<WireRequest> {
  let body = '';
  for await (const chunk of incoming) body += chunk;
  const verb = incoming.headers['http-method'];
  return { ...JSON.parse(body), body, verb: Array.isArray(verb) ? verb[0] : verb };
}

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

/** The data of a ticker. */
export const tickerData = {
  symbol: 'BTC_USDT',
  buy: '99',
  sell: '101',
  high: '120',
  low: '80',
  open: '90',
  last: '100',
  vol: '5',
  time: '1731028903911',
};
