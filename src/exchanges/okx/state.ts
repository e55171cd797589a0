import { Memo } from '../../exchange/Memo.js';
import type { InstrumentList } from './instruments.js';
import type { AccountMode } from './readAccountMode.js';

const MINUTE = 60_000;

/** What all requests to OKX share. */
export interface OkxState {
  instruments: Memo<InstrumentList>;
  /** By account. */
  accountModes: Memo<AccountMode>;
}

export function createState(): OkxState {
  return {
    instruments: new Memo({ fresh: 5 * MINUTE, stale: 24 * 60 * MINUTE }),
    accountModes: new Memo({ fresh: 60 * MINUTE, stale: 24 * 60 * MINUTE }),
  };
}
