import type { Reply } from '../../../http/Reply.js';
import type { MethodName, Verb } from '../../../protocol/methods.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { ExactParams } from './ExactParams.js';

/** What a run needs of the call's api. */
export type TripApi = Pick<CcxtApi, 'sendPrepared' | 'signal' | 'remaining'>;

/** One run of ccxt's code for a call of FMZ's: what it may do, and what came of it. */
export interface Trip {
  readonly api: TripApi;
  /** The method that it is for. */
  readonly method: MethodName;
  /** Whose turn at the rate limit it takes; `undefined` for what needs no keys, or is for all. */
  readonly account: string | undefined;
  /** Whether a request of a verb may change something at the exchange. */
  readonly writes: (verb: Verb) => boolean;
  /** Whether it cancels orders, where the method does not say. */
  readonly cancels?: boolean | undefined;
  /** What has to arrive as FMZ wrote it. */
  readonly exact?: ExactParams | undefined;
  /** Stops waiting for an answer after so many ms. */
  readonly within?: number | undefined;
  /** Whether the exchange confirms a write with an empty body. */
  readonly emptyConfirms?: boolean;
  /** A decimal that what is sent has to hold: ccxt rounds some amounts without a word. */
  readonly carries?: string | undefined;
  /** The id of the order that it is about: ccxt makes numbers of some. */
  readonly order?: string | undefined;
  /** Which kind of instruments ccxt last asked itself about, where it reads one at a time. */
  readonly asked: { type?: string | undefined; subType?: string | undefined };
  /** Whether it does not wait for the rate limit: what takes its time from the exchange. */
  readonly unpaced?: boolean;
  /** The addresses that ccxt has made, by what is sent to. */
  readonly addresses: Set<string>;
  /** It has ended: whatever ccxt's code goes on to do, nothing is sent any more. */
  over: boolean;
  /** Whether a request waits for the rate limit. */
  held: boolean;
  /** Whether a request was sent that may have changed something. */
  wrote: boolean;
  /** How many requests were sent. */
  sent: number;
  readonly replies: Reply[];
  /** Whether ccxt took the last reply for a success. */
  accepted: boolean;
}
