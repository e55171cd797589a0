import { type ReceivedRequest, type ServerAnswer, startRecordingServer } from '../../src/testing.js';

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
  const server = await startRecordingServer((request) => {
    const kind = new URLSearchParams(request.query).get('instType');
    const body = current[`${request.path}?instType=${kind}`] ?? current[request.path];
    return body === undefined ? forward(request, upstream) : { body };
  });
  return {
    url: server.url,
    set: (answers) => {
      current = answers;
    },
    close: () => server.close(),
  };
}

async function forward({ path, query, headers }: ReceivedRequest, upstream: string): Promise<ServerAnswer> {
  const credentials = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    name.startsWith('ok-access-') && typeof value === 'string' ? [[name, value]] : [],
  );
  const answer = await fetch(`${upstream}${path}${query && `?${query}`}`, { headers: credentials });
  return { status: answer.status, body: await answer.text() };
}
