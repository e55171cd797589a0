import type { FixMessage } from '../../../src/fix/FixMessage.js';
import type { FixResend, FixServerSession } from '../../../src/testing/FixServerSession.js';
import type { Clock } from '../exchange/Clock.js';
import { AccountState } from './AccountState.js';
import { answerTrade } from './answerTrade.js';
import type { Body, Told } from './Body.js';
import type { ReceivedMessage } from './CtraderAcceptor.js';
import type { CtraderAccount, VenueHabits } from './CtraderAccount.js';
import { isHeard, type Line, refuseLogon } from './checkLogon.js';
import { Faults, isPrevented, refuse, send } from './faults.js';
import { Market } from './Market.js';
import { type QuoteDialect, Quotes } from './Quotes.js';
import { unsupported } from './refusals.js';

/** What a second Logon of one CompID meets while the first session is open. The documents do not say. */
export type SecondLogon = 'refused' | 'takesOver' | 'both';

export interface VenueSettings {
  accounts: readonly CtraderAccount[];
  habits: VenueHabits;
  dialect: QuoteDialect;
  second: SecondLogon;
  /** What is done with what has been lost, when it is asked for. */
  resends: FixResend;
  clock: Clock;
}

/** What `late` reports wait for. */
interface LateReports {
  line: Line;
  client: string;
  bodies: readonly Body[];
}

/** A broker with its accounts, its prices, and whoever is connected. */
export class Venue {
  readonly market = new Market();
  readonly faults = new Faults();
  readonly received: ReceivedMessage[] = [];
  readonly states: readonly AccountState[];
  readonly #settings: VenueSettings;
  readonly #sessions: { line: Line; session: FixServerSession; hangs: boolean; quotes: Quotes }[] = [];
  #late: LateReports[] = [];

  constructor(settings: VenueSettings) {
    const { accounts, habits, clock } = settings;
    this.#settings = settings;
    this.states = accounts.map((account) => new AccountState({ ...account }, habits, this.market, clock));
  }

  /** Why a Logon is refused; a session that hangs or is cut here gets no answer at all. */
  logOn(line: Line, logon: FixMessage, session: FixServerSession): string | undefined {
    this.#note(line, logon);
    const fault = this.faults.take('A');
    const unanswered = fault === 'hang' || fault === 'lose' || !isHeard(logon, this.#settings.clock.now());
    if (unanswered) session.hang();
    if (fault === 'cutBefore' || fault === 'cutAfter') session.cut();
    const accounts = this.states.map(({ settings }) => settings);
    const reason =
      unanswered || fault ? 'InternalError: RET_INVALID_DATA' : refuseLogon(logon, line, accounts);
    if (reason !== undefined) return reason;
    const others = this.#of(line, session.client);
    if (others.length > 0 && this.#settings.second === 'refused')
      return 'InternalError: session is open already';
    if (this.#settings.second === 'takesOver') for (const other of others) other.session.cut();
    session.resends = this.#settings.resends;
    const quotes = new Quotes(this.market, this.#settings.dialect);
    this.#sessions.push({ line, session, hangs: false, quotes });
    return undefined;
  }

  /** Does what comes of an application message, on this connection and on others. */
  receive(line: Line, message: FixMessage, session: FixServerSession): void {
    this.#note(line, message);
    const fault = this.faults.take(message.type);
    if (!isHeard(message, this.#settings.clock.now())) return;
    const known = this.#sessions.find((open) => open.session === session);
    if (known && fault === 'hang') known.hangs = true;
    const told =
      fault === 'refuse' ? [refuse(message)] : isPrevented(fault) ? [] : this.#answer(line, message, session);
    if (fault === 'late') this.#late.push({ line, client: session.client, bodies: told });
    send(session, told, fault);
    const copies = told.filter(({ to }) => to === 'all');
    for (const other of this.#of(line, session.client))
      if (other.session !== session) send(other.session, copies);
  }

  #answer(line: Line, message: FixMessage, session: FixServerSession): Told[] {
    if (line === 'trade') return answerTrade(message, this.#stateOf(session.client));
    const known = this.#sessions.find((open) => open.session === session);
    if (message.type !== 'V' || !known) return [unsupported(message)];
    return known.quotes.request(message).map((answer) => ({ ...answer, to: 'asker' }));
  }

  /** Sets prices, fills the orders that they reach, and tells of both. */
  price(symbol: string, bid: string, ask: string): void {
    this.market.set(symbol, bid, ask);
    for (const { line, session, quotes, hangs } of this.#sessions) {
      if (line === 'quote' && !hangs) send(session, quotes.changed(symbol));
    }
    for (const state of this.states) this.tell(state, state.advance(symbol));
  }

  /** Tells every connection of an account what has happened. */
  tell(state: AccountState, told: readonly Told[]): void {
    for (const { session } of this.#of('trade', state.settings.sender)) send(session, told);
  }

  release(): void {
    for (const { line, client, bodies } of this.#late.splice(0)) {
      for (const { session } of this.#of(line, client)) send(session, bodies);
    }
  }

  cut(): void {
    for (const { session } of this.#sessions) session.cut();
  }

  /** What is subscribed on open connections: `1 book`. */
  get subscribed(): string[] {
    return this.#sessions.flatMap(({ session, quotes }) => (session.open ? quotes.subscribed : []));
  }

  #note(line: Line, { type, fields }: FixMessage): void {
    this.received.push({ line, type, fields });
  }

  #stateOf(sender: string): AccountState {
    const state = this.states.find(({ settings }) => settings.sender === sender);
    if (!state) throw new Error(`the double has no account ${sender}`);
    return state;
  }

  /** Who is connected to a line under a CompID, and still listens. */
  #of(line: Line, client: string) {
    return this.#sessions.filter(
      (known) => known.line === line && known.session.client === client && known.session.open && !known.hangs,
    );
  }
}
