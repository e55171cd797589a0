import type { OutgoingRequest } from '../adapter/Api.js';
import { parseJson } from '../protocol/json.js';
import type { Verb } from '../protocol/methods.js';

/** A request as a fixture has it: apart, and unsigned. */
export interface PlainRequest {
  verb: Verb;
  path: string;
  /** A name that occurs more than once has a list. */
  query: Record<string, string | string[]>;
  /** JSON as data, other text as it is; `undefined` where there is none. */
  body: unknown;
}

/** Takes a request apart. */
export function requestOf({ method, path, body }: Readonly<OutgoingRequest>): PlainRequest {
  const [endpoint = '/', search = ''] = path.split(/\?(.*)/s);
  return { verb: method, path: endpoint, query: queryOf(search), body: bodyOf(body) };
}

function queryOf(search: string): PlainRequest['query'] {
  const params = new URLSearchParams(search);
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

function bodyOf(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
