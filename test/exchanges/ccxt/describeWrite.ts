import type { HttpRequest } from '../../../src/http/request.js';
import { usual } from './offlineExchange.js';

/**
 * A request in one line: its verb, its path, and each field as it is written. What differs from the same request at
 * another time is left out (times, nonces, signatures, ids), and so are keys.
 */
export function describeWrite(request: HttpRequest, later: HttpRequest): string {
  const fields = fieldsOf(request);
  const again = new Map(fieldsOf(later));
  const secrets: readonly string[] = Object.values(usual);
  const kept = fields.flatMap(([name, value]) =>
    again.get(name) === value &&
    !/signature|nonce|timestamp/i.test(name) &&
    !secrets.includes(value) &&
    value.length < 60
      ? [`${name}=${value}`]
      : [],
  );
  return `${request.method} ${new URL(request.url).pathname} ${kept.join(' ')}`.trimEnd();
}

/** The fields of query and body, with all the digits of numbers. */
export function fieldsOf({ url, body = '' }: Pick<HttpRequest, 'url' | 'body'>): [string, string][] {
  return [...new URL(url).searchParams, ...ofBody(body)];
}

function ofBody(body: string): [string, string][] {
  if (/^eyJ/.test(body)) return ofBody(decode(body));
  if (!/^\s*[[{]/.test(body)) return [...new URLSearchParams(body)];
  // Numbers as they are written, however long.
  const quoted = body.replace(/([:[,]\s*)(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=\s*[,\]}])/g, '$1"$2"');
  return ofJson(JSON.parse(quoted), '');
}

function decode(text: string): string {
  return Buffer.from(text, 'base64').toString();
}

function ofJson(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, item]) =>
    ofJson(item, path === '' ? name : `${path}.${name}`),
  );
}
