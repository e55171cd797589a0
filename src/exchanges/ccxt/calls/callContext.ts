import { STATUS_CODES } from 'node:http';
import type { Api } from '../../../adapter/Api.js';
import { Ambient } from '../../../http/Ambient.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';
import type { MethodName, Verb } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';
import { requireJson } from './answers.js';
import { composeRequest, type FetchInit } from './composeRequest.js';
import { checkCarries, type ExactParams, isMisread, restoreId } from './exactDigits.js';

/** What a run needs of the call's api. */
type CallApi = Pick<Api<unknown, unknown>, 'sendPrepared' | 'signal' | 'remaining'>;

/** What a run of ccxt's code for a call of FMZ's is for. */
export interface RunPurpose {
  /** The method that it is for. */
  readonly method: MethodName;
  /** Whether it cancels orders, where the method does not say. */
  readonly cancels?: boolean | undefined;
  /** What has to arrive as FMZ wrote it. */
  readonly exact?: ExactParams | undefined;
  /** Stops waiting for an answer after so many ms. */
  readonly within?: number | undefined;
  /** A decimal that what is sent has to hold, digit by digit: ccxt rounds some amounts without a word. */
  readonly carries?: string | undefined;
  /** The id of the order that it is about: ccxt makes numbers of some. */
  readonly order?: string | undefined;
  /** Whether it does not wait for the rate limit: what takes its time from the exchange. @default false */
  readonly unpaced?: boolean;
}

/** One run: what it may do, and what came of it. */
export interface CcxtRun extends RunPurpose {
  readonly api: CallApi;
  /** Whose turn at the rate limit it takes; `undefined` for what needs no keys, or is for all. */
  readonly account: string | undefined;
  /** Whether a request of a verb may change something at the exchange. */
  readonly writes: (verb: Verb) => boolean;
  /** Whether the exchange confirms a write with an empty body. */
  readonly emptyConfirms?: boolean;
  /** Which kind of instruments ccxt last asked itself about, where it reads one at a time. */
  readonly asked: { type?: string | undefined; subType?: string | undefined };
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

/** Of all exchanges of ccxt: no run of one asks another. */
const runs = new Ambient<CcxtRun>();

/** Ties every request that ccxt sends, however deep inside, to the call of FMZ's that it is for. */
export class CallContext {
  /** Where ccxt may send to: the addresses of the exchange, and of its demo trading. */
  readonly origins = new Set<string>();

  /** Runs ccxt's code as a call. */
  run<T>(run: CcxtRun, work: () => Promise<T>): Promise<T> {
    return runs.run(run, work);
  }

  /** @throws TypeError outside of a call. */
  current(): CcxtRun {
    const run = runs.get();
    if (!run) throw new TypeError(say('ccxt sent a request that no call asked for'));
    return run;
  }

  /** Tells that ccxt found no error in the reply that came last. */
  accept(): void {
    const run = runs.get();
    if (run) run.accepted = true;
  }

  /** Tells that ccxt has made an address, and that it is one of the exchange's own. */
  allow(url: string): void {
    runs.get()?.addresses.add(url);
  }

  /** Tells which kind of instruments ccxt has decided for. */
  note(field: 'type' | 'subType', kind: string | undefined): void {
    const run = runs.get();
    if (run) run.asked[field] = kind;
  }

  /** What ccxt has written down, with all digits of the order's id that it is about. */
  restore(text: string): string {
    const { order } = runs.get() ?? {};
    return order === undefined ? text : restoreId(text, order);
  }

  /** What ccxt has written down, with the numbers of an IO call as FMZ wrote them. */
  restoreNumbers(text: string, form: 'json' | 'query' | 'text'): string {
    return runs.get()?.exact?.restore(text, form) ?? text;
  }

  /** A `fetchImplementation` for ccxt that sends through the api of the call: the only place that sends. */
  readonly fetch = async (url: string, init: FetchInit = {}): Promise<object> => {
    const run = this.current();
    run.accepted = false;
    const composed = composeRequest(url, init);
    const writes = run.writes(composed.method);
    const prepared = { ...composed, writes, cancels: run.cancels, within: run.within };
    run.exact?.check(prepared);
    if (run.carries !== undefined) checkCarries(run.carries, prepared);
    if (run.order !== undefined && isMisread(run.order, `${url} ${prepared.body ?? ''}`)) {
      throw new ProtocolError(say('order id {id} cannot be sent exactly', { id: run.order ?? '' }));
    }
    if (!run.addresses.has(url))
      throw new TypeError(say('ccxt sent a request to an address that it did not make'));
    refuseLate(run);
    const reply = await send(run, writes, () => run.api.sendPrepared(prepared));
    run.replies.push(reply);
    // ccxt makes something of every text.
    if (isSuccess(reply.status) && !(writes && run.emptyConfirms && reply.text.trim() === ''))
      requireJson(reply);
    return {
      status: reply.status,
      statusText: STATUS_CODES[reply.status] ?? '',
      headers: reply.headers,
      text: async () => reply.text,
    };
  };
}

/** ccxt's code runs on when nobody waits for it any more: what it sends then must not go out. */
function refuseLate({ over, api, wrote }: CcxtRun): void {
  if (!over && !api.signal.aborted && api.remaining() > 0) return;
  const outcome = wrote ? 'unknown' : 'rejected';
  throw new NetworkError(say('was not asked: the time was up'), { outcome, transient: false });
}

/** Sends, and notes what may have left this machine. */
async function send<T>(run: CcxtRun, writes: boolean, work: () => Promise<T>): Promise<T> {
  const wroteBefore = run.wrote;
  run.sent += 1;
  run.wrote ||= writes;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NetworkError) || error.outcome !== 'rejected') throw error;
    // This one never left; what was written before may have been carried out.
    run.sent -= 1;
    if (!wroteBefore) run.wrote = false;
    else
      throw new NetworkError(error.message, { outcome: 'unknown', transient: error.transient, cause: error });
    throw error;
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
