import type { TrafficLimits } from '../TrafficState.js';

/** Far more than a docker needs, far less than would fill the memory. */
export const LIMITS: TrafficLimits = { connections: 1000, requests: 1000, waiting: 50 };
