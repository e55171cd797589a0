/** The ticket of what has no answer. */
export const NO_TICKET = 0;

/** The places in the memory that both threads share. */
export const memory = {
  /** How many messages the main thread has sent: a waiting worker sleeps on it. */
  sent: 0,
  /** 1 once the strategy has to stop. */
  stopped: 1,
  length: 2,
} as const;
