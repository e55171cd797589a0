/** What a key may be allowed: contract orders, contract positions, spot trading. */
export type Permission = 'Order' | 'Position' | 'SpotTrade';

/** An account of the double, as a test sets it up; its modes may be changed while the double runs. */
export interface BybitAccount {
  accessKey: string;
  secret: string;
  /** Both sides apart, on USDT perpetuals; all other contracts have one position. @default false */
  hedge?: boolean;
  /** @default 'REGULAR_MARGIN' */
  marginMode?: 'REGULAR_MARGIN' | 'ISOLATED_MARGIN' | 'PORTFOLIO_MARGIN';
  /** 1 classic, 3 and 4 unified 1.0, 5 and 6 unified 2.0. @default 5 */
  unifiedMarginStatus?: 1 | 3 | 4 | 5 | 6;
  /** @default all */
  permissions?: readonly Permission[];
  /** The key may only read. @default false */
  readOnly?: boolean;
  /** The only address that the key works from. @default any */
  ip?: string;
  /** What the unified account holds, by coin. */
  balances?: Record<string, string>;
  /** What the funding account holds, by coin. */
  funding?: Record<string, string>;
}

/** The account that exists when a test names none. */
export const defaultAccount: BybitAccount = {
  accessKey: 'DOUBLEbybitKEY0001',
  secret: 'DOUBLE0bybit0SECRET0OF0TESTS0000001',
  balances: { USDT: '10000', BTC: '1', ETH: '10' },
  funding: { USDT: '250.5' },
};
