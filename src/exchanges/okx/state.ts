import { Memo } from '../../exchange/Memo.js';
import type { Reply } from '../../http/Reply.js';
import type { InstrumentRow } from './replies.js';

const FIVE_MINUTES = 300_000;

/** What all requests to OKX share. */
export interface OkxState {
  /** The instruments of a type, such as SPOT. */
  instruments: Memo<{ rows: InstrumentRow[]; reply: Reply }>;
}

export function createState(): OkxState {
  return { instruments: new Memo(FIVE_MINUTES) };
}
