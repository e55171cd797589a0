import type { TrafficLimits } from '../TrafficState.js';

/**
 * What a busy docker needs, and no more: what is held costs memory and descriptors. One exchange has half of the requests: 50
 * robots may have six each on their way at one that is slow, and one robot as many as may wait for a rate limit, which says so
 * itself. One address has four fifths of the connections: twelve kept ones for each of 50 robots.
 */
export const LIMITS: TrafficLimits = { connections: 750, requests: 600, waiting: 50 };

/** Beyond those: what keys write that have worked, which is not refused for what others ask. */
export const KEPT = 200;

/** How many bodies may be on their way at once, each of a megabyte at most: whose a request is stands in its body. */
export const ARRIVING = 100;

/** How many connections are left open that have brought keys that have worked, where there is no room for others. */
export const TRUSTED = 100;

/** How many connections are taken beyond their limit. With those that are trusted, more than can be at work: one can always be closed. */
export const BEYOND = ARRIVING + KEPT + TRUSTED;
