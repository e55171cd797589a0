import { parseJson } from '../protocol/json.js';
import { oneLine } from '../protocol/oneLine.js';
import { saysLate } from './errorTexts.js';
import type { RoundTrip } from './RawHttpClient.js';

/** The plugin broke the contract: what is wrong, and the answer that shows it. */
export class Defect extends Error {
  override readonly name = 'Defect';
  readonly trip: RoundTrip | undefined;

  constructor(message: string, trip?: RoundTrip) {
    super(message);
    this.trip = trip;
  }
}

/** The case says nothing about this plugin; the message is the reason. */
export class Skip extends Error {
  override readonly name = 'Skip';
}

/** An answer that keeps to the envelope: data, or an error. */
export type AnswerEnvelope =
  | { trip: RoundTrip; data: unknown; error?: undefined; fields: readonly string[] }
  | { trip: RoundTrip; data?: undefined; error: string; fields: readonly string[] };

/**
 * Reads what every answer has to be: HTTP 200 and one JSON object with either data or the text of an error.
 *
 * @throws Defect
 */
export function readAnswer(trip: RoundTrip): AnswerEnvelope {
  if (trip.failure !== undefined) throw new Defect(trip.failure, trip);
  if (trip.status !== 200) throw new Defect(`HTTP ${trip.status} instead of 200`, trip);
  const json = parse(trip);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Defect('the answer is JSON, but not an object', trip);
  const fields = Object.keys(json);
  if ('data' in json && 'error' in json) throw new Defect('data and error in one answer', trip);
  if ('data' in json) return { trip, data: json.data, fields };
  if (!('error' in json)) throw new Defect('an object with neither data nor error', trip);
  if (typeof json.error !== 'string') throw new Defect('the error is not a string', trip);
  if (json.error.trim() === '') throw new Defect('the text of the error is empty', trip);
  return { trip, error: json.error, fields };
}

/** What helps where a check asks more than a limit allows in the time of an answer. */
const WAIT =
  ' (let answers take as long as the limit counts, as --timeout 70000 does, or run fewer cases with --only)';

/** The answer when it holds data. @throws Defect with the error when it does not. */
export function needData(envelope: AnswerEnvelope): Extract<AnswerEnvelope, { error?: undefined }> {
  if (envelope.error === undefined) return envelope;
  const late = /rate limit is used up/.test(envelope.error) ? WAIT : '';
  throw new Defect(`an error instead of data: ${oneLine(envelope.error)}${late}`, envelope.trip);
}

/** @throws Defect when the answer holds data. */
export function needError(envelope: AnswerEnvelope, what: string): void {
  if (envelope.error === undefined) throw new Defect(`${what}, but the answer has data`, envelope.trip);
}

/** An error in the words of the exchange, not only that no answer came in time. @throws Defect when it is neither. */
export function needDecisiveError(envelope: AnswerEnvelope, what: string): void {
  needError(envelope, what);
  if (envelope.error !== undefined && saysLate(envelope.error))
    throw new Defect(`${what}, and the answer only says that none came in time`, envelope.trip);
}

function parse(trip: RoundTrip): unknown {
  try {
    return parseJson(trip.text);
  } catch {
    throw new Defect('the answer is not JSON', trip);
  }
}
