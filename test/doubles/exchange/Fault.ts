/** Something that goes wrong with matching requests, instead of or after the usual answer. */
export type Fault = {
  /** `POST /api/v5/trade/order`: the verb and the path without its query; `*` for every request. */
  match: string;
  /** How many requests it befalls. @default 1 */
  times?: number;
} & FaultKind;

/** A string body is sent as it is, anything else as JSON. */
export type FaultKind =
  /** Answered with this; not carried out. */
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  /** Carried out, and answered with this all the same. */
  | { kind: 'status-after'; status: number; body?: unknown; headers?: Record<string, string> }
  /** Answered with this JSON; not carried out. */
  | { kind: 'json'; status?: number; body: unknown }
  /** A gateway's page; not carried out. */
  | { kind: 'html'; status?: number }
  /** Carried out at once (`late`: only after the wait), and answered after `ms`. */
  | { kind: 'slow'; ms: number; late?: boolean }
  /** Carried out at once, and answered when the test says so. */
  | { kind: 'held'; until: Promise<void> }
  /** No answer ever, on an open connection; carried out only if `carriedOut`. */
  | { kind: 'never'; carriedOut?: boolean }
  /** The connection is reset; not carried out. */
  | { kind: 'reset-before' }
  /** Carried out, then the connection is reset without an answer. */
  | { kind: 'reset-after' }
  /** Carried out; half of the announced body is sent, then the connection is reset. */
  | { kind: 'half-body' }
  /** Carried out; a complete answer whose JSON breaks off. */
  | { kind: 'broken-json' };

/** The faults that are still to come, taken in the order in which they were set. */
export class Faults {
  #pending: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#pending.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#pending = [];
  }

  /** The fault that befalls this request, which is used up by one. */
  take(method: string, path: string): Fault | undefined {
    const target = `${method} ${path}`;
    const entry = this.#pending.find(
      ({ fault, left }) => left > 0 && (fault.match === '*' || fault.match === target),
    );
    if (!entry) return undefined;
    entry.left -= 1;
    return entry.fault;
  }
}
