import { messageOf } from '../protocol/thrown.js';

/** The code of an adapter that somebody wrote for fmzproto failed: not the request, and not the exchange. */
export class AdapterFault extends Error {
  override readonly name = 'AdapterFault';
  /** The innermost line of the adapter's own: `exchanges/mine/parse.ts:12`. */
  readonly place: string;

  constructor(place: string, cause: unknown) {
    super(messageOf(cause), { cause });
    this.place = place;
  }
}
