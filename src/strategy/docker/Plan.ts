import type { Credentials } from '../../protocol/envelope.js';
import type { MethodName } from '../../protocol/methods.js';
import type { ExchangeState } from './ExchangeState.js';
import type { OrderWrite } from './OrderWrite.js';
import type { MarketRow } from './wireRows.js';

/** What a function asks of the plugin, and what it makes of the answer. */
export interface Request {
  readonly method: MethodName;
  /** As it goes over the wire, where that is not the method's name. */
  readonly wire?: string;
  readonly params: object;
  /** The Http-Method header of io. */
  readonly verb?: string;
  /** @throws ProtocolError where the data are not what the protocol says. */
  read(data: unknown, raw: unknown): unknown;
  /** What the strategy gets where it failed. @default null */
  readonly failure?: unknown;
  /** What it does to an order. */
  readonly order?: OrderWrite;
  /** A line of the log where it went well. */
  readonly log?: OrderLine;
}

/** A line of the log about an order. */
export interface OrderLine {
  level: 'buy' | 'sell' | 'cancel';
  /** What stands before the words of the strategy. */
  text: string;
  words: readonly unknown[];
}

/** What needs nobody but the docker itself. */
export interface Local {
  readonly value: unknown;
  readonly log?: OrderLine;
  /** What the user should know; told once. */
  readonly note?: string;
}

/** What functions are planned with. */
export interface Docker {
  readonly state: ExchangeState;
  /** What is listed, asked for when it is first needed. */
  market(symbol: string): Promise<MarketRow | undefined>;
  /** What signatures are made with; nothing else of them gets to a strategy. */
  readonly keys: Credentials;
}

/**
 * What a function does with its arguments, by FMZ's documentation.
 *
 * @throws ProtocolError where an argument is wrong: nothing is sent.
 */
export type Planner = (
  args: readonly unknown[],
  docker: Docker,
) => Request | Local | Promise<Request | Local>;
