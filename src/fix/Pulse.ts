import type { FixClock, FixTimer } from './FixClock.js';

/** What is sent after so much silence, in parts of HeartBtInt: a TestRequest, and how long it may go unanswered. */
const TEST_AFTER = 1.2;
const TEST_WITHIN = 1;
/** How long the answer to a TestRequest may take that somebody waits for, in ms. */
const PROOF_WITHIN = 3000;
/** Where nothing has come for longer than so many ms, what comes next may have waited, nobody knows for how long. */
const FRESH = 5000;

/** What a pulse does. */
export interface PulseEvents {
  /** Sends a Heartbeat. */
  beat(): void;
  /** Sends a TestRequest. */
  test(id: string): void;
  /** All that was sent to us so far has come, which was not known before. */
  prove(): void;
  /** The other side no longer answers. @param silence for how many ms. */
  stop(silence: number): void;
}

/** Whether the other side of a session is there, and showing it that this one is. */
export class Pulse {
  readonly #clock: FixClock;
  readonly #interval: number;
  readonly #events: PulseEvents;
  #heardAt: number;
  /** The same in Unix ms: while this machine is suspended, the other clock may stand still. */
  #heardOn: number;
  #sentAt: number;
  /** Until when all that was sent to us has come, in ms of the clock. */
  #provenAt: number;
  #fresh = true;
  #tests = 0;
  /** The TestRequest that is not answered. */
  #tested: { id: string; at: number; within: number } | undefined;
  #timer: FixTimer | undefined;
  #due = Number.POSITIVE_INFINITY;
  #stopped = false;

  /** @param heartbeat HeartBtInt (108), in s; 0 for none. */
  constructor(clock: FixClock, heartbeat: number, events: PulseEvents) {
    this.#clock = clock;
    this.#interval = heartbeat > 0 ? heartbeat * 1000 : Number.POSITIVE_INFINITY;
    this.#events = events;
    this.#heardAt = clock.now();
    this.#heardOn = clock.time();
    this.#sentAt = this.#heardAt;
    this.#provenAt = this.#heardAt;
    this.#arm();
  }

  /** For how many ms nothing has come. */
  get silence(): number {
    return Math.max(this.#clock.now() - this.#heardAt, this.#clock.time() - this.#heardOn);
  }

  /** When something came last, in ms of the clock. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Whether all that was sent to us up to a few seconds ago has come. */
  get proven(): boolean {
    return this.silence <= FRESH && this.#clock.now() - this.#provenAt <= FRESH;
  }

  /** Something was sent. */
  sent(): void {
    this.#sentAt = this.#clock.now();
  }

  /** Something has come. @param answered TestReqID (112) of a Heartbeat. */
  heard(answered: string | undefined): void {
    const now = this.#clock.now();
    const tested = this.#tested;
    const proof = tested !== undefined && answered === tested.id && now - tested.at <= FRESH;
    this.#fresh = proof || (this.#fresh && this.silence <= FRESH);
    this.#heardAt = now;
    this.#heardOn = this.#clock.time();
    if (this.#fresh) this.#provenAt = now;
    // Any message shows that it is there; only its answer shows that nothing before that is still under way.
    if (proof || tested?.within !== PROOF_WITHIN) this.#tested = undefined;
    if (proof) this.#events.prove();
  }

  /** Asks the other side for an answer, which it has to give soon, where that is not asked for. */
  prove(): void {
    if (this.#stopped || this.#tested?.within === PROOF_WITHIN) return;
    this.#test(PROOF_WITHIN);
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #confirm(at: number): void {
    this.#fresh = true;
    this.#provenAt = at;
    this.#events.prove();
  }

  #test(within: number): void {
    this.#tests += 1;
    const id = `TEST${this.#tests}`;
    this.#tested = { id, at: this.#clock.now(), within };
    this.#events.test(id);
  }

  #arm(): void {
    const due = this.#nextDue();
    if (this.#stopped || due >= this.#due || due === Number.POSITIVE_INFINITY) return;
    this.#timer?.cancel();
    this.#due = due;
    this.#timer = this.#clock.after(Math.max(0, Math.ceil(due - this.#clock.now())), () => this.#check());
  }

  #nextDue(): number {
    const tested = this.#tested;
    const life = tested ? tested.at + tested.within : this.#heardAt + TEST_AFTER * this.#interval;
    return Math.min(this.#sentAt + this.#interval, life);
  }

  #check(): void {
    this.#due = Number.POSITIVE_INFINITY;
    if (this.#stopped) return;
    const now = this.#clock.now();
    const tested = this.#tested;
    if (tested && now - tested.at >= tested.within) {
      if (this.#heardAt <= tested.at) {
        this.#events.stop(this.silence);
        return;
      }
      this.#tested = undefined;
      // Some venues answer nothing while they tell prices: what had waited before that was read long ago.
      if (now - tested.at <= FRESH) this.#confirm(this.#heardAt);
    }
    if (!this.#tested && this.silence >= TEST_AFTER * this.#interval)
      this.#test(TEST_WITHIN * this.#interval);
    else if (now - this.#sentAt >= this.#interval) this.#events.beat();
    this.#arm();
  }
}
