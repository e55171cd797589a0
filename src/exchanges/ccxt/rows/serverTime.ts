import * as v from 'valibot';
import { time } from './fields.js';

/** The exchange's clock, in Unix ms. */
export const serverTime = v.pipe(time, v.number());
