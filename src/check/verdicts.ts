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
