import * as v from 'valibot';
import { decimal } from './fields.js';

const amounts = v.optional(v.record(v.string(), decimal), {});

export const balanceRow = v.object({
  free: amounts,
  used: amounts,
  total: amounts,
  debt: amounts,
  info: v.optional(v.unknown()),
});

export type BalanceRow = v.InferOutput<typeof balanceRow>;
