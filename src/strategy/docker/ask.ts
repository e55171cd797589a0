import { askPlugin, explainSilence, NoEnvelopeError, readEnvelope } from '../../http/askPlugin.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { PluginClient } from '../../http/PluginClient.js';
import type { Credentials } from '../../protocol/envelope.js';
import { isWrite } from '../../protocol/isWrite.js';
import { parseJson } from '../../protocol/json.js';
import { oneLine } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import type { Request } from './Plan.js';

/** What came of a request: the data of the answer and what was read of them, or an error. */
export type Outcome =
  | { value: unknown; data: unknown; error?: undefined }
  | {
      /** One line. */
      error: string;
      /** Nobody knows whether it was carried out. */
      lost?: boolean;
      /** It did not get to the plugin. */
      unsent?: boolean;
    };

/** Where a request goes. */
interface AskOptions {
  url: string;
  /** Of that address. */
  origin: string;
  keys: Credentials;
  client: PluginClient;
  /** How long it may take, in ms. */
  timeout: number;
  /** Gets the answer as it was received. */
  received?(text: string): void;
}

/** Posts a request once, and reads its answer. */
export async function ask(request: Request, options: AskOptions): Promise<Outcome> {
  const { url, origin, keys, client, timeout, received } = options;
  const call = { ...request, method: request.wire ?? request.method };
  try {
    const reply = await askPlugin(client, call, { url, keys, timeout });
    received?.(reply.text);
    const envelope = readEnvelope(origin, reply, parseJson);
    if (!envelope.failed) return { value: request.read(envelope.data, envelope.raw), data: envelope.data };
    const error = textOf(envelope.error);
    return { error, lost: UNKNOWN.test(error) };
  } catch (error) {
    if (error instanceof NetworkError) {
      const text = explainSilence(error, { origin, timeout, start: 'fmzproto serve' });
      return error.outcome === 'unknown' ? lose(text, request) : { error: text, unsent: true };
    }
    if (error instanceof ProtocolError || error instanceof NoEnvelopeError)
      return lose(error.message, request);
    throw error;
  }
}

/** What this project's plugins say of a write whose answer was lost. */
const UNKNOWN = /\boutcome unknown\b/;

/** What failed, and what a person does then. */
export function withLook(failure: string): string {
  return say('{failure}; it may have been carried out, look at the orders before it is sent again', {
    failure,
  });
}

function lose(error: string, request: Request): Outcome {
  return writes(request) ? { error: withLook(error), lost: true } : { error };
}

/** Whether a request may change something at the exchange. */
export function writes({ method, verb, wire }: Request): boolean {
  return isWrite(method, verb, wire?.replace(/^__api_/, ''));
}

function textOf(error: unknown): string {
  return oneLine(typeof error === 'string' ? error : (JSON.stringify(error) ?? ''), 2000);
}
