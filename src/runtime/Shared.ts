import type { ExchangeDefinition } from '../adapter/Exchange.js';
import type { ExchangeError } from '../adapter/ExchangeError.js';
import type { FixTransport } from '../fix/FixTransport.js';
import type { ServerClock } from '../http/ServerClock.js';
import type { Call, CallTarget } from './Call.js';
import type { Connections } from './Connections.js';
import type { PacedLines } from './FixPacing.js';
import type { Hosts } from './Hosts.js';
import type { Lines } from './Lines.js';
import type { Transport } from './outgoing.js';
import type { PacedExchange } from './Pacing.js';
import type { RefusedReads } from './RefusedReads.js';
import type { Sessions } from './Sessions.js';
import type { SharedReads } from './SharedReads.js';
import type { Tokens } from './tokens.js';

/** What all requests to an open exchange share. */
export interface Shared<Keys, State, Connection, Session> extends PacedExchange, PacedLines {
  readonly definition: ExchangeDefinition<Keys, State, Connection, Session>;
  readonly hosts: Hosts;
  readonly lines: Lines<Keys>;
  readonly http: Transport;
  /** Whether it tells of everything by which it may change something, before it does. */
  readonly announcesChanges: boolean;
  /** `undefined` where nothing is asked over FIX. */
  readonly fix: FixTransport | undefined;
  /** What it is wrapped around. */
  readonly inner: CallTarget | undefined;
  /** Whether keys go to no exchange, and may be any text. */
  readonly plainKeys: boolean;
  readonly clock: ServerClock;
  readonly state: State;
  readonly reads: SharedReads;
  readonly refused: RefusedReads;
  readonly tokens: Tokens;
  readonly connections: Connections<Connection>;
  readonly sessions: Sessions<Session>;
  /** Notes that the last reply of a call was a refusal, where replies are recorded. */
  readonly noteRefusal: WeakMap<Call, (refusal: ExchangeError) => void>;
  /** What the log was told about. */
  readonly warned: Set<string>;
}
