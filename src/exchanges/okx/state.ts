import type { Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import type { ExchangeStreams } from '../../adapter/ExchangeStreams.js';
import { Instruments } from '../../adapter/Instruments.js';
import { RecentOrders } from '../../adapter/RecentOrders.js';
import { SwrCache } from '../../adapter/SwrCache.js';
import { MINUTE } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import { type InstrumentType, instrumentSource } from './instruments.js';
import type { AccountConfigRow, InstrumentRow } from './replies.js';
import type { OkxKeys } from './sign.js';

/** What all requests to OKX share. */
export interface OkxState {
  instruments: Instruments<InstrumentRow, InstrumentType>;
  recentOrders: RecentOrders;
  /** By account. */
  accountModes: SwrCache<AccountMode>;
}

/** How an account trades. @see https://www.okx.com/docs-v5/en/#trading-account-rest-api-get-account-configuration */
export interface AccountMode {
  /** 1 spot, 2 futures, 3 multi-currency margin, 4 portfolio margin. */
  level: AccountConfigRow['acctLv'];
  /** Long and short positions are kept apart. */
  hedge: boolean;
}

/** What OKX's methods are handed. */
export type OkxApi = Api<OkxKeys, OkxState>;

/** Some of OKX's methods. */
export type OkxMethods = Methods<OkxKeys, OkxState>;

/** OKX's streams. */
export type OkxStreams = ExchangeStreams<OkxKeys, OkxState>;

export function createState(): OkxState {
  return {
    instruments: new Instruments(instrumentSource),
    recentOrders: new RecentOrders(),
    accountModes: new SwrCache({
      fresh: 60 * MINUTE,
      stale: 24 * 60 * MINUTE,
      what: say('the mode of the account'),
    }),
  };
}
