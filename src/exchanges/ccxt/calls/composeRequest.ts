import type { PreparedRequest } from '../../../adapter/ApiRequest.js';
import { type Verb, verbs } from '../../../protocol/methods.js';
import { say } from '../../../wording/say.js';
import { withoutTagHeaders } from '../instance/tags.js';

/** What ccxt hands to its `fetch`. */
export interface FetchInit {
  method?: string;
  headers?: Record<string, unknown>;
  body?: unknown;
}

/** What ccxt composed and signed, as it is sent: without tags, and with what no log may show of it. */
export function composeRequest(
  url: string,
  { method, headers: given, body }: FetchInit,
): Pick<PreparedRequest, 'method' | 'url' | 'headers' | 'body' | 'secrets'> {
  const headers = toHeaders(given);
  return {
    method: toVerb(method),
    url,
    headers,
    ...(body !== undefined && body !== null && { body: toText(body) }),
    secrets: secretsOf(url, headers, body),
  };
}

function toVerb(method = 'GET'): Verb {
  const verb = verbs.find((known) => known === method.toUpperCase());
  if (!verb) throw new TypeError(say('ccxt sent a request with the verb {method}', { method }));
  return verb;
}

function toText(body: unknown): string {
  if (typeof body === 'string') return body;
  throw new TypeError(say('ccxt sent a request whose body is not text'));
}

function toHeaders(headers: Record<string, unknown> = {}): Record<string, string> {
  const kept = Object.entries(withoutTagHeaders(headers)).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)] as const],
  );
  return Object.fromEntries(kept);
}

// Headers that say nothing about the caller.
const PLAIN_HEADERS = /^(accept|content-type|content-length|user-agent|origin|host|connection)/i;
// Names of fields that sign a request or prove who sent it.
const SECRET_FIELDS = /sign|key|token|secret|pass|auth|hash|access|seed|^s$|^r$/i;
const IS_FIGURE = /^[\d.]*$/;
const SHORTEST = 8;

/** What no log may show of a request that ccxt signed: it is not known which part of it signing has added. */
function secretsOf(url: string, headers: Readonly<Record<string, string>>, body: unknown): string[] {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  return [
    ...Object.entries(headers).flatMap(([name, value]) => (PLAIN_HEADERS.test(name) ? [] : [value])),
    ...ofPairs(query),
    ...(typeof body === 'string' ? ofBody(body) : []),
  ].filter((value) => value.length >= SHORTEST && !IS_FIGURE.test(value));
}

function ofBody(body: string): string[] {
  if (!/^\s*[[{]/.test(body)) return ofPairs(body);
  try {
    return ofJson(JSON.parse(body));
  } catch {
    return [];
  }
}

/** As sent and as it reads: an exchange may echo either. */
function ofPairs(text: string): string[] {
  return text.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=', 2);
    return SECRET_FIELDS.test(name) ? [value, ...new URLSearchParams(pair).values()] : [];
  });
}

function ofJson(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(ofJson);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    typeof item === 'string' ? (SECRET_FIELDS.test(name) ? [item] : []) : ofJson(item),
  );
}
