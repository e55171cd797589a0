import type { Answers } from '../startPayloadServer.js';

/** A row as the exchange sends it. */
export type Source = Readonly<Record<string, unknown>>;

/** What the server answers, and its rows by the keys that both sides' rows get. */
export interface Payload {
  answers: Answers;
  sources: ReadonlyMap<string, Source>;
}
