import type { Exchange } from '../adapter/Exchange.js';
import { type DeclaredAddress, declaredAddresses, type HostAddress } from '../adapter/hosts.js';
import { loadCode } from '../files/loadCode.js';
import { interruptible } from '../http/deadline.js';
import { oneLine } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';

/** What is known of an exchange without its code. */
interface ExchangeFacts {
  /** As it appears in the address. */
  name: string;
  /** Where its API is, as its definition says; absent for one without a network. */
  hosts?: Readonly<Record<string, HostAddress>>;
  /** The names of its FIX lines, in their order. @default none */
  lines?: readonly string[];
  /** Whether it pushes prices. @default false */
  streams?: boolean;
  /** Whether it can be wrapped around another one, as in `paper/okx`. @default false */
  wraps?: boolean;
}

/** An exchange that there is, whether its code is loaded or not. */
export type KnownExchange = Exchange | DeferredExchange;

/** An adapter that should be there, but cannot be loaded. */
export interface FailedExchange {
  name: string;
  /** One line. */
  reason: string;
}

/**
 * An exchange whose code is loaded when it is first asked for.
 *
 * @example new DeferredExchange({ name: 'OKX', hosts: { api: 'https://www.okx.com' } }, async () => (await import('./okx/index.js')).default)
 */
export class DeferredExchange {
  readonly name: string;
  readonly addresses: readonly DeclaredAddress[];
  readonly lines: readonly string[];
  readonly streams: boolean;
  readonly wraps: boolean;
  readonly #load: () => Promise<Exchange>;
  #loading: Promise<void> | undefined;
  #exchange: Exchange | undefined;

  constructor(
    { name, hosts = {}, lines = [], streams = false, wraps = false }: ExchangeFacts,
    load: () => Promise<Exchange>,
  ) {
    this.name = name;
    this.addresses = declaredAddresses({ hosts });
    this.lines = lines;
    this.streams = streams;
    this.wraps = wraps;
    this.#load = load;
  }

  /** `undefined` until it is loaded. */
  get exchange(): Exchange | undefined {
    return this.#exchange;
  }

  /**
   * Loads it once, however many ask at once.
   *
   * @throws whatever loading it throws; the next call tries again.
   */
  load(): Promise<void> {
    this.#loading ??= loadCode(this.#load).then(
      (exchange) => {
        this.#exchange = exchange;
      },
      (error: unknown) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }
}

/** The exchange itself, as far as it is loaded. */
export function loadedOf(known: KnownExchange | undefined): Exchange | undefined {
  return known instanceof DeferredExchange ? known.exchange : known;
}

/** Whether it can be wrapped around another one. */
export function wrapsOthers(known: KnownExchange): boolean {
  return known instanceof DeferredExchange ? known.wraps : known.wrap !== undefined;
}

/** @throws ProtocolError that says in one line which of them cannot be loaded. */
export async function loadTogether(deferred: readonly DeferredExchange[]): Promise<void> {
  await Promise.all(
    deferred.map((one) =>
      one.load().catch((cause: unknown) => {
        throw new ProtocolError(
          say('{exchange} cannot be loaded: {reason}', { exchange: one.name, reason: reasonOf(cause) }),
          { cause },
        );
      }),
    ),
  );
}

/**
 * Loads all that are not loaded yet.
 *
 * @param within how many ms: one that takes longer is told as failed, while its loading goes on.
 */
export async function loadAll(
  known: readonly KnownExchange[],
  within = 60_000,
): Promise<{ exchanges: Exchange[]; failed: FailedExchange[] }> {
  const failed: FailedExchange[] = [];
  await Promise.all(
    known.map(async (one) => {
      if (!(one instanceof DeferredExchange)) return;
      await loadWithin(one, within).catch((error: unknown) =>
        failed.push({ name: one.name, reason: reasonOf(error) }),
      );
    }),
  );
  return { exchanges: known.flatMap((one) => loadedOf(one) ?? []), failed };
}

function loadWithin(one: DeferredExchange, within: number): Promise<void> {
  return interruptible(
    () => one.load(),
    ({ reject }) => {
      const timer = setTimeout(
        () => reject(new Error(say('not loaded within {seconds} s', { seconds: within / 1000 }))),
        within,
      );
      return () => clearTimeout(timer);
    },
  );
}

/** It is tried again by itself: what failed may be files that are just being replaced. */
function reasonOf(error: unknown): string {
  return say(
    '{reason}; the next request tries again: if that fails, too, install fmzproto again and restart it',
    { reason: oneLine(messageOf(error), 200) },
  );
}
