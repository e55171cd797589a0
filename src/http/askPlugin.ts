import { type Credentials, encodeRequest } from '../protocol/envelope.js';
import { oneLine } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';
import { ConnectionError, type NetworkError } from './NetworkError.js';
import type { PluginClient, PluginReply } from './PluginClient.js';

/** A request of FMZ's docker, apart from keys and nonce. */
export interface PluginCall {
  /** As it goes over the wire: the method's name, or `__api_` and the path. */
  method: string;
  params: object;
  /** The Http-Method header of io. */
  verb?: string;
}

/** Where a request goes, with which keys. */
interface AskPluginOptions {
  /** What it is posted to. */
  url: string;
  keys: Credentials;
  /** How long to wait for the plugin, in ms. */
  timeout: number;
}

/**
 * Posts one request as FMZ's docker does. It is sent once.
 *
 * @throws NetworkError when no complete answer came.
 */
export function askPlugin(
  client: PluginClient,
  { method, params, verb }: PluginCall,
  { url, keys, timeout }: AskPluginOptions,
): Promise<PluginReply> {
  return client.send({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'fmzproto',
      ...(verb && { 'http-method': verb }),
    },
    body: encodeRequest({ method, params }, keys, nanoseconds()),
    timeout,
  });
}

function nanoseconds(): bigint {
  return BigInt(Date.now()) * 1_000_000n + (process.hrtime.bigint() % 1_000_000n);
}

/** An answer that is no envelope of the protocol. */
export class NoEnvelopeError extends Error {
  override readonly name = 'NoEnvelopeError';
}

/** The members of an answer. */
type Envelope = { failed: true; error: unknown } | { failed: false; data: unknown; raw: unknown };

/**
 * Reads the envelope of an answer.
 *
 * @param origin of the plugin, for the message.
 * @param parse reads its JSON.
 * @throws NoEnvelopeError
 */
export function readEnvelope(
  origin: string,
  { status, text }: PluginReply,
  parse: (text: string) => unknown = JSON.parse,
): Envelope {
  if (status !== 200) {
    throw new NoEnvelopeError(
      say('{origin} answered HTTP {status}, a plugin answers 200 to everything', { origin, status }) +
        excerpt(text),
    );
  }
  const json = parseOrNothing(text, parse);
  if (json === undefined) {
    throw new NoEnvelopeError(
      say('{origin} answered text that is not JSON: is a plugin listening there?', { origin }) +
        excerpt(text),
    );
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new NoEnvelopeError(
      say('{origin} answered JSON that is not an object: is a plugin listening there?', { origin }) +
        excerpt(text),
    );
  }
  // An empty `error` beside data is what a program that always writes both fields sends.
  if ('error' in json && !('data' in json && (json.error === null || json.error === '')))
    return { failed: true, error: json.error };
  if (!('data' in json)) {
    throw new NoEnvelopeError(
      say('{origin} answered an object with neither data nor error', { origin }) + excerpt(text),
    );
  }
  return { failed: false, data: json.data, raw: 'raw' in json ? json.raw : undefined };
}

function parseOrNothing(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function excerpt(text: string): string {
  const line = oneLine(text.slice(0, 1000), 120);
  return line === '' ? say(' (the body is empty)') : ` (${line})`;
}

/**
 * Why a plugin gave no usable answer, in one sentence.
 *
 * @param start the command that starts a plugin.
 */
export function explainSilence(
  error: NetworkError,
  { origin, timeout, start }: { origin: string; timeout: number; start: string },
): string {
  const { kind } = error instanceof ConnectionError ? error : {};
  if (kind === 'refused')
    return say('nothing listens on {origin}: start it with "{start}"', { origin, start });
  if (kind === 'certificate')
    return say('{failure}: {advice}', { failure: error.message, advice: adviceOnTrust() });
  const { cause } = error;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return say('{origin} did not answer within {seconds} s: look at its log, or wait longer with --timeout', {
      origin,
      seconds: timeout / 1000,
    });
  }
  return say('{failure}: check the address', { failure: error.message });
}

/** What to do where the certificate of a plugin is not trusted here. */
export function adviceOnTrust(): string {
  return say(
    'name the file of its authority in NODE_EXTRA_CA_CERTS, and ask for a name or an address that it holds',
  );
}
