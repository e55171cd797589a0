import type { Reply } from '../../../http/Reply.js';
import type { Verb } from '../../../protocol/verbs.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';

/** One run of ccxt's code for a call of FMZ's: what it may do, and what came of it. */
export interface Trip {
  readonly api: Pick<CcxtApi, 'sendPrepared' | 'signal'>;
  /** Whether a request of a verb may change something at the exchange. */
  readonly writes: (verb: Verb) => boolean;
  /** Stops waiting for an answer after so many ms. */
  readonly within?: number | undefined;
  /** Whether the exchange confirms a write with an empty body. */
  readonly emptyConfirms?: boolean;
  /** A decimal that what is sent has to hold: ccxt rounds some amounts without a word. */
  readonly carries?: string | undefined;
  /** The id of the order that it is about: ccxt makes numbers of some. */
  readonly order?: string | undefined;
  /** The account's own instance, where FMZ sent keys. */
  readonly connect?: (() => Promise<CcxtExchange>) | undefined;
  /** Which kind of instruments ccxt last asked itself about, where it reads one at a time. */
  readonly asked: { type?: string | undefined; subType?: string | undefined };
  /** Whether it does not wait for the rate limit: what takes its time from the exchange. */
  readonly unpaced?: boolean;
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
