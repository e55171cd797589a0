import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came over the wire. */
export interface WireRequest {
  method: string;
  /** The path with its query, percent-encoded as it was sent. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Where it came from, on a real connection. */
  address?: string;
}

/** A request as a test looks at it, whatever became of it. */
export interface Recorded {
  method: string;
  path: string;
  /** What follows the question mark, percent-encoded as it was sent. */
  query: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Unix time in ms, on the machine's clock. */
  at: number;
}

export function record({ method, target, headers, body }: WireRequest): Recorded {
  const [path = '', ...query] = target.split('?');
  return { method, path, query: query.join('?'), headers, body: body.toString(), at: Date.now() };
}
