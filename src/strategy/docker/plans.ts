import { marketPlans } from './marketPlans.js';
import type { Planner } from './Plan.js';

/** What each function of an exchange object does, by its name. */
export const plans: ReadonlyMap<string, Planner> = new Map(Object.entries<Planner>({ ...marketPlans }));
