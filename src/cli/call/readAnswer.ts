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
export function readAnswer(origin: string, reply: { status: number; text: string }): PluginAnswer {
  const { status, text } = reply;
  if (status !== 200) {
    throw new CallError(
      `${origin} answered HTTP ${status}, a plugin answers 200 to everything${excerpt(text)}`,
    );
  }
  const json = parse(text);
  if (json === undefined) {
    throw new CallError(
      `${origin} answered text that is not JSON: is a plugin listening there?${excerpt(text)}`,
    );
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new CallError(
      `${origin} answered JSON that is not an object: is a plugin listening there?${excerpt(text)}`,
    );
  }
  // An empty `error` beside data is what a program that always writes both fields sends.
  const failed = 'error' in json && !('data' in json && (json.error === null || json.error === ''));
  if (failed) {
    const error = typeof json.error === 'string' ? json.error : (memberText(text, 'error') ?? '');
    return { text, error: oneLine(error, 2000) };
  }
  const data = memberText(text, 'data');
  if (data === undefined) {
    throw new CallError(`${origin} answered an object with neither data nor error${excerpt(text)}`);
  }
  return { text, data, raw: memberText(text, 'raw'), error: undefined };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function excerpt(text: string): string {
  const line = oneLine(text.slice(0, 1000), 120);
  return line === '' ? ' (the body is empty)' : ` (${line})`;
}
