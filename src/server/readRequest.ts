import {
  type Credentials,
  paramsTextOf,
  type RequestEnvelope,
  requestEnvelope,
} from '../protocol/envelope.js';
import { parseJson } from '../protocol/json.js';
import type { MethodName } from '../protocol/methods.js';
import { oneLine, quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { parseWith } from '../protocol/parseWith.js';
import { methodSpellings, resolveMethod } from '../protocol/resolveMethod.js';
import { suggest } from '../protocol/suggest.js';
import { say } from '../wording/say.js';

/** Nobody reads the nonce, and it alone has more digits than a number holds: without it, nothing has to be kept from rounding. */
const NONCE = /^(\{[^{}[\]]*"nonce":\s?)[1-9]\d{15,}(?=[,}])/;

const FORM = '{"access_key", "secret_key", "method", "nonce", "params"}';

/** @throws ProtocolError when the body is not a request of FMZ's. */
export function readEnvelope(body: string): RequestEnvelope {
  let json: unknown;
  try {
    json = parseJson(body.replace(NONCE, '$1 0'));
  } catch {
    throw new ProtocolError(
      body.trim() === ''
        ? say('the request has no body: FMZ posts {form}', { form: FORM })
        : say('the request body is not valid JSON'),
    );
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new ProtocolError(say('the request body must be a JSON object: {form}', { form: FORM }));
  }
  return parseWith(requestEnvelope, json);
}

/** The keys of a request, where its body is one of FMZ's. */
export function keysIn(body: string): Credentials | undefined {
  try {
    return readEnvelope(body);
  } catch {
    return undefined;
  }
}

/** What a request asks for. */
export interface ResolvedCall {
  name: MethodName;
  params: unknown;
  /** Of an IO call to the exchange's own API. */
  verb?: string;
  path?: string;
}

/**
 * Finds the method that a request names; its params are not parsed yet.
 *
 * @param header the Http-Method header.
 * @throws ProtocolError on a method that there is not.
 */
export function resolveCall(
  { method, params }: RequestEnvelope,
  header: string | undefined,
  body: string,
): ResolvedCall {
  const io = /^__api_(.*)$/is.exec(method.trim())?.[1];
  if (io !== undefined && !io.startsWith('/fmz/')) {
    const verb = header?.trim().toUpperCase() ?? 'GET';
    const text = paramsTextOf(body);
    return { name: 'io', params: { verb, path: io, params, ...(text && { text }) }, verb, path: io };
  }
  const resolved = resolveMethod(io?.slice('/fmz/'.length) ?? method);
  // IO comes as __api_ and a path, never by its name.
  if (!resolved || resolved.name === 'io') {
    const near = suggest(
      io?.slice('/fmz/'.length) ?? method,
      methodSpellings.filter((name) => name.toLowerCase() !== 'io'),
    );
    const facts = { method: quote(io ?? method), params: shapeOf(params) };
    throw new ProtocolError(
      near === undefined
        ? say('unknown method {method} with params {params}', facts)
        : say('unknown method {method} with params {params}: did you mean {near}?', { ...facts, near }),
    );
  }
  return { name: resolved.name, params: { ...params, ...resolved.preset } };
}

/** The names and types of params, for the log of an unknown method; their values stay out of it. */
function shapeOf(params: object): string {
  const fields = Object.entries(params)
    .slice(0, 12)
    .map(
      ([name, value]) =>
        `${oneLine(name, 30)}: ${Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value}`,
    );
  return `{${fields.join(', ')}}`;
}

/** The symbol or the id that a request names, for the log. */
export function loggedSymbol(params: object): string {
  if ('symbol' in params && typeof params.symbol === 'string') return params.symbol;
  if ('id' in params && typeof params.id === 'string') return params.id;
  return '';
}
