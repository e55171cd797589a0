/** What this process would spend of a limit, in requests of a window. */
export interface Demand {
  /** Within the last window. */
  spent: number;
  /** How many wait, what the one that is next needs, and for how long it has waited, in ms. */
  waiting: number;
  next: number;
  waited: number;
}

/** What this process may spend of a limit that others spend, too. */
export interface SharedRoom {
  /** Requests of a window at the moment; `changed` tells of more. */
  readonly requests: number;
  /** What it may count on in the long run. */
  readonly share: number;
  /** Whether it goes on by itself: a request that its share is too small for takes its part of a longer window. */
  readonly alone: boolean;
  /** In ms of `performance.now()`: the exchange has told that nothing is left before then. */
  readonly heldUntil: number;
  /** Asks for more, where more is wanted. */
  ask(): void;
  /** Tells the others that nothing is left before a time, in ms of `performance.now()`. */
  hold(until: number): void;
  leave(): void;
}

/** A cooldown that others have noted. */
export interface SharedCooldown {
  /** In ms of `performance.now()`. */
  until: number;
  reason: string;
}

/** Keeps limits and cooldowns together with other processes. */
export interface LimitSharing {
  /**
   * @param name the same in all processes.
   * @param limit so many requests in any so many ms.
   * @param changed called when there may be more room than before.
   */
  join(
    name: string,
    limit: { requests: number; per: number },
    demand: () => Demand,
    changed: () => void,
  ): SharedRoom;
  cooldown(name: string): SharedCooldown | undefined;
  /** Tells the others of one; one that is over ends theirs. */
  noteCooldown(name: string, cooldown: SharedCooldown): void;
}
