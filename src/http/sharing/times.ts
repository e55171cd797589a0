/**
 * The times of what is shared, in ms. They depend on each other: LASTS is longer than a beat and an answer, or a process would
 * lose its places while Redis is there.
 */

/** How often a process tells what it needs, and hears what it has. The documents say so. */
export const BEAT = 250;
/** Whoever waits for Redis does not wait longer, and what was told longer ago counts for nothing. */
export const PATIENCE = 1000;
/** How long places are good for without word of Redis. */
export const LASTS = 2000;
/** By so much later others may have heard of Redis last: a beat that was just missed, and an answer that took its time. */
export const LATER = BEAT + PATIENCE;
/** Nobody waits longer for the end of what others may have spent when Redis was lost. */
export const LONGEST_DRAIN = 3000;
/** Places are kept ready for so long after the last request, as long as nobody else needs them. */
export const KEPT = 60_000;
/** A process that said no good-bye may go on by itself for so long. */
export const REMEMBERED = 60_000;
/** Redis keeps what nobody uses any more for so long. */
export const STORED = 3 * 24 * 3600 * 1000;
/** A connection on which nothing comes for so long is made anew. */
export const SILENCE = 3000;
/** Between attempts to connect. */
export const RETRY = 500;
