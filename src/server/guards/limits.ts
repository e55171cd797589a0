import type { TrafficLimits } from '../TrafficState.js';

/**
 * What a busy docker needs, and no more: what is held costs memory and descriptors. One exchange has half of the requests, so
 * that 50 robots may have four each on their way at one that is slow; one address has four fifths of the connections, which is
 * eight kept ones for each of them.
 */
export const LIMITS: TrafficLimits = { connections: 500, requests: 400, waiting: 50 };

/** Beyond those: what keys write that have worked, which is not refused for what others ask. */
export const KEPT = 100;

/** How many bodies may be on their way at once, each of a megabyte at most: whose a request is stands in its body. */
export const ARRIVING = 100;
