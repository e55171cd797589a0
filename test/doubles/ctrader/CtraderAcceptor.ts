import type { FixField } from '../../../src/fix/FixMessage.js';
import type { Credentials } from '../../../src/protocol/envelope.js';

/** A counterpart that behaves as cTrader does: of this project's own codec, or of a library of another hand. */
export interface CtraderAcceptor {
  readonly name: 'node' | 'quickfix';
  /** Where its lines are: `fix://127.0.0.1:PORT`. */
  readonly trade: string;
  readonly quote: string;
  /** What it takes, as the adapter's two boxes have it. */
  readonly keys: Credentials;
  /** Logons and application messages that arrived, in their order, whole. */
  received(): Promise<readonly ReceivedMessage[]>;
  /** How many of a type (35) arrived, on both lines. */
  count(type: string): Promise<number>;
  /** What is done with the next message of a type; `undefined` takes it back. One that is used is gone. */
  fault(type: string, kind: Fault | undefined): Promise<void>;
  /** Sends the reports that are `late`, on the line's connection of that moment. */
  release(): Promise<void>;
  /** Sets the best prices of a symbol by its number (55). */
  price(symbol: string, bid: string, ask: string): Promise<void>;
  /** Closes all connections, without a Logout. */
  cut(): Promise<void>;
  /** @throws what went wrong in it. */
  close(): Promise<void>;
}

/** A message as it arrived: header, body and trailer. */
export interface ReceivedMessage {
  readonly line: 'trade' | 'quote';
  readonly type: string;
  readonly fields: readonly FixField[];
}

export type Fault =
  /** Carried out, no report. */
  | 'lose'
  /** Carried out, reported after `release()`. */
  | 'late'
  /** Carried out, reported twice. */
  | 'duplicate'
  /** Carried out; the report's number is left out, and it comes with PossDupFlag when it is asked for. */
  | 'gap'
  /** The connection is cut; not carried out. */
  | 'cutBefore'
  /** Carried out, then the connection is cut without a report. */
  | 'cutAfter'
  /** Not carried out; nothing more is read or answered on that connection. */
  | 'hang'
  /** Refused: an order by a report with 150=8, cancel and replace by 9, anything else by j. */
  | 'refuse'
  /** Carried out, then a Logout takes the place of the report. */
  | 'logout'
  /** Carried out; bytes that are no FIX take the place of the report. */
  | 'garbage'
  /** Carried out; the report's CheckSum is wrong. */
  | 'wrongChecksum';
