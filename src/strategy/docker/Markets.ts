import type { MarketRow } from './wireRows.js';

/** What is listed under a symbol. */
export type Market = MarketRow;
