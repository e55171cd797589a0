import { parseJson } from '../protocol/json.js';
import { oneLine } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';
import { saysClosed, saysLate, saysUsedUp } from './errorTexts.js';
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
  if (trip.status !== 200)
    throw new Defect(say('HTTP {status} instead of 200', { status: trip.status ?? 0 }), trip);
  const json = parse(trip);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Defect(say('the answer is JSON, but not an object'), trip);
  const fields = Object.keys(json);
  if ('data' in json && 'error' in json) throw new Defect(say('data and error in one answer'), trip);
  if ('data' in json) return { trip, data: json.data, fields };
  if (!('error' in json)) throw new Defect(say('an object with neither data nor error'), trip);
  if (typeof json.error !== 'string') throw new Defect(say('the error is not a string'), trip);
  if (json.error.trim() === '') throw new Defect(say('the text of the error is empty'), trip);
  return { trip, error: json.error, fields };
}

/** The answer when it holds data. @throws Defect with the error when it does not. */
export function needData(envelope: AnswerEnvelope): Extract<AnswerEnvelope, { error?: undefined }> {
  if (envelope.error === undefined) return envelope;
  const error = oneLine(envelope.error);
  throw new Defect(
    saysUsedUp(error)
      ? say(
          'an error instead of data: {error} (let answers take as long as the limit counts, as --timeout 70000 does, or run fewer cases with --only)',
          { error },
        )
      : say('an error instead of data: {error}', { error }),
    envelope.trip,
  );
}

/** @throws Defect when the answer holds data. */
export function needError(envelope: AnswerEnvelope, what: string): void {
  if (envelope.error === undefined)
    throw new Defect(say('{what}, but the answer has data', { what }), envelope.trip);
}

/** An error in the words of the exchange, not only that no answer came in time. @throws Defect when it is neither. */
export function needDecisiveError(envelope: AnswerEnvelope, what: string): void {
  needError(envelope, what);
  if (envelope.error !== undefined && saysLate(envelope.error))
    throw new Defect(say('{what}, and the answer only says that none came in time', { what }), envelope.trip);
}

/** @throws Skip where an error says that nothing can be traded at this hour. */
export function needOpen(error: string): void {
  if (saysClosed(error)) throw new Skip(say('the market is closed: {error}', { error }));
}

function parse(trip: RoundTrip): unknown {
  try {
    return parseJson(trip.text);
  } catch {
    throw new Defect(say('the answer is not JSON'), trip);
  }
}
