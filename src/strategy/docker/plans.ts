import type { ExchangeFunction } from '../exchangeFunctions.js';
import { accountPlans } from './accountPlans.js';
import { encodePlans } from './encode.js';
import { planIo } from './ioPlan.js';
import { localPlans } from './localPlans.js';
import { marketPlans } from './marketPlans.js';
import { orderPlans } from './orderPlans.js';
import type { Planner } from './Plan.js';
import { planLog } from './planLog.js';

/** What each function of an exchange object does. */
const table: Readonly<Record<ExchangeFunction, Planner>> = {
  ...marketPlans,
  ...accountPlans,
  ...orderPlans,
  ...localPlans,
  ...encodePlans,
  IO: planIo,
  Log: planLog,
};

/** By the function's name. */
export const plans: ReadonlyMap<string, Planner> = new Map(Object.entries(table));
