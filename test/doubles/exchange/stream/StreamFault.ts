/** Something that goes wrong on a stream, once unless told otherwise. */
export interface StreamFault {
  kind: StreamFaultKind;
  /** The topic that it befalls, as the double names it. @default any */
  topic?: string;
  /** How many messages, subscriptions or handshakes it befalls. @default 1 */
  times?: number;
}

export type StreamFaultKind =
  /** A message is lost. */
  | 'gap'
  /** A message comes after the one that follows it. */
  | 'reorder'
  /** A message comes twice. */
  | 'repeat'
  /** Half of a message comes, then the connection is reset. */
  | 'half'
  /** A message breaks off: what comes is no JSON. */
  | 'not-json'
  /** A subscription that is in order is refused. */
  | 'refuse'
  /** A subscription is neither acknowledged nor refused. */
  | 'no-ack'
  /** A handshake is answered with HTTP 403. */
  | 'no-upgrade';

/** The faults that are still to come, taken in the order in which they were set. */
export class StreamFaults {
  #pending: { fault: StreamFault; left: number }[] = [];

  add(fault: StreamFault): void {
    this.#pending.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#pending = [];
  }

  /** The kind of fault that befalls a topic now, of those that may; it is used up by one. */
  take(kinds: readonly StreamFaultKind[], topic = ''): StreamFaultKind | undefined {
    const entry = this.#pending.find(
      ({ fault, left }) =>
        left > 0 && kinds.includes(fault.kind) && (fault.topic === undefined || fault.topic === topic),
    );
    if (!entry) return undefined;
    entry.left -= 1;
    return entry.fault.kind;
  }
}
