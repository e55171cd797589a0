import * as v from 'valibot';
import { figure } from './fields.js';

const amounts = v.optional(v.record(v.string(), figure), {});

export const balanceRow = v.object({
  free: amounts,
  used: amounts,
  total: amounts,
  debt: amounts,
  info: v.optional(v.unknown()),
});

export type BalanceRow = v.InferOutput<typeof balanceRow>;
