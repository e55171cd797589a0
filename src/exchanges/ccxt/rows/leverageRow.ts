import * as v from 'valibot';
import { decimal, text } from './fields.js';

/** What fetchLeverage answers. */
export const leverageRow = v.object({ longLeverage: decimal, shortLeverage: decimal });

/** What is read of a position for its margin mode. */
export const marginRow = v.object({ marginMode: text });
