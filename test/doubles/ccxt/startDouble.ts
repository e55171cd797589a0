import type { IncomingHttpHeaders } from 'node:http';
import type { Fault } from '../exchange/Fault.js';
import { startWire } from '../exchange/startWire.js';
import { record, type WireRequest } from '../exchange/WireRequest.js';

export type { Fault } from '../exchange/Fault.js';

/** A request as it came over the wire, and as it reads. */
export interface DoubleRequest {
  method: string;
  /** Without its query. */
  path: string;
  /** What follows the question mark, percent-encoded as it was sent. */
  search: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  /** Parts of the path that a route names in braces. */
  values: Readonly<Record<string, string>>;
  /** Unix time in ms, on the machine's clock. */
  at: number;
}

export interface DoubleAnswer {
  /** @default 200 */
  status?: number;
  /** A string is sent as it is, anything else as JSON. */
  body: unknown;
}

export type Route = (request: DoubleRequest) => DoubleAnswer;

export interface Double {
  readonly url: string;
  readonly requests: DoubleRequest[];
  /** The requests of a verb and path, such as `POST /v2/order`. */
  sent(target: string): DoubleRequest[];
  fault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

/**
 * Starts a double of an exchange on a free port of this machine.
 *
 * @param routes by verb and path, such as `GET /v2/{market}/book`; the first that fits answers.
 * @param missing what the exchange answers to a path that it does not have.
 */
export async function startDouble(
  routes: Readonly<Record<string, Route>>,
  missing: Route = () => ({ status: 404, body: { error: 'there is no such path' } }),
): Promise<Double> {
  const patterns = Object.entries(routes).map(([target, route]) => ({ ...compile(target), route }));
  const requests: DoubleRequest[] = [];
  const wire = await startWire((arrived) => {
    const request = read(arrived);
    requests.push(request);
    return () => {
      for (const { method, pattern, names, route } of patterns) {
        const match = method === request.method ? pattern.exec(request.path) : null;
        if (!match) continue;
        const values = Object.fromEntries(
          names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? '')]),
        );
        return withStatus(route({ ...request, values }));
      }
      return withStatus(missing(request));
    };
  });
  return {
    ...wire,
    requests,
    sent: (target) => requests.filter(({ method, path }) => `${method} ${path}` === target),
  };
}

function withStatus({ status = 200, body }: DoubleAnswer): { status: number; body: unknown } {
  return { status, body };
}

function compile(target: string): { method: string; pattern: RegExp; names: string[] } {
  const [method = '', path = ''] = target.split(' ');
  const names: string[] = [];
  const source = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  return { method, pattern: new RegExp(`^${source}$`), names };
}

function read(arrived: WireRequest): DoubleRequest {
  const { method, path, query: search, headers, body, at } = record(arrived);
  return { method, path, search, query: new URLSearchParams(search), headers, body, values: {}, at };
}
