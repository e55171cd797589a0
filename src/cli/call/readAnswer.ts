import { NoEnvelopeError, readEnvelope } from '../../http/askPlugin.js';
import type { PluginReply } from '../../http/PluginClient.js';
import { oneLine } from '../../protocol/oneLine.js';
import { CallError } from '../terminal/errors.js';
import { memberText } from './jsonText.js';

/** What a plugin answered: data or an error. */
export type PluginAnswer = DataAnswer | ErrorAnswer;

/** An answer with `data`. */
interface DataAnswer {
  /** The envelope as it was received. */
  text: string;
  /** The text of the `data` member. */
  data: string;
  /** The text of the `raw` member, where there is one. */
  raw: string | undefined;
  error: undefined;
}

/** An answer with `error`: the call failed. */
export interface ErrorAnswer {
  /** The envelope as it was received. */
  text: string;
  /** One line. */
  error: string;
}

/**
 * Reads the envelope of an answer.
 *
 * @param origin of the plugin, for the message.
 * @throws CallError when it is none.
 */
export function readAnswer(origin: string, reply: PluginReply): PluginAnswer {
  const { text } = reply;
  const envelope = readEnvelopeOf(origin, reply);
  if (envelope.failed) {
    const { error } = envelope;
    return {
      text,
      error: oneLine(typeof error === 'string' ? error : (memberText(text, 'error') ?? ''), 2000),
    };
  }
  const data = memberText(text, 'data') ?? 'null';
  return { text, data, raw: memberText(text, 'raw'), error: undefined };
}

function readEnvelopeOf(origin: string, reply: PluginReply): ReturnType<typeof readEnvelope> {
  try {
    return readEnvelope(origin, reply);
  } catch (error) {
    throw error instanceof NoEnvelopeError ? new CallError(error.message) : error;
  }
}
