import type { Verb } from '../../protocol/methods.js';
import type { ExchangeDescription } from '../../runtime/describeExchanges.js';
import type { RequestEntry } from '../Log.js';

/** The header in which the page shows its token. A page from elsewhere cannot send it: the console allows no other origin. */
export const TOKEN_HEADER = 'x-fmzproto-token';

/** How many requests are kept, there and here: what the page lists, and what its plots are drawn of. */
export const MOST_REQUESTS = 500;

/** What the page is given when it opens. */
export interface ConsoleModel {
  /** What its requests have to carry: other pages of this machine do not know it. */
  readonly token: string;
  readonly version: string;
  /** Where FMZ's docker reaches the plugin. */
  readonly plugin: string;
  /** The exchanges that a call can be tried on. */
  readonly exchanges: readonly string[];
  /** Where further ones come from, as in `ccxt 4.5.84`. */
  readonly library?: string | undefined;
  readonly methods: readonly FormMethod[];
  /** What can be chosen for params and verbs. */
  readonly choices: {
    readonly type: readonly string[];
    readonly period: readonly number[];
    readonly verb: readonly Verb[];
  };
}

/** What the form knows of a function. */
export interface FormMethod {
  /** As it goes over the wire. */
  readonly name: string;
  /** FMZ's name. */
  readonly fmz: string;
  readonly writes: boolean;
  readonly args: readonly { readonly name: string; readonly required: boolean }[];
}

/** A request as the page shows it. No keys, no values of params but the symbol. */
export interface ShownRequest extends Omit<RequestEntry, 'causes'> {
  /** Ascends. */
  readonly id: number;
  /** When it was answered: Unix time in ms. */
  readonly time: number;
}

/** The answer of `GET /requests?after=ID`. */
export interface NewRequests {
  /** In the order in which they were answered. */
  readonly requests: readonly ShownRequest[];
}

/** The answer of `GET /exchanges`. */
export interface Matrix {
  readonly exchanges: readonly ExchangeDescription[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
}
