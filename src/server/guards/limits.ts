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
