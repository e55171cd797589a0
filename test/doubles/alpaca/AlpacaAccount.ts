/** What an account of the double is like. */
export interface AlpacaAccount {
  accessKey: string;
  secret: string;
  /** Whose keys work at the other environment's host no more than wrong ones. */
  environment: 'live' | 'paper';
  /** Dollars. */
  cash: string;
  /** What is held at the start, by the names of positions: AAPL, BTCUSD. Below 0 for a short. */
  holdings: Record<string, string>;
  /** How often the cash can be spent on stocks. */
  multiplier: '1' | '2' | '4';
  shorting: boolean;
  /** Whether market data of all venues may be read, not only IEX's. */
  sip: boolean;
  /** The user has forbidden new orders. */
  suspended: boolean;
}

export const liveAccount: AlpacaAccount = {
  accessKey: 'AKDOUBLE0LIVE0000000',
  secret: 'live0secret0of0the0double00000000AlpacaL1',
  environment: 'live',
  cash: '100000',
  holdings: { AAPL: '20', 'BRK.B': '1.5', BTCUSD: '0.5' },
  multiplier: '2',
  shorting: true,
  sip: false,
  suspended: false,
};

/** The one of paper trading, whose keys are its own. */
export const paperAccount: AlpacaAccount = {
  ...liveAccount,
  accessKey: 'PKDOUBLE0PAPER000000',
  secret: 'paper0secret0of0the0double0000000AlpacaP1',
  environment: 'paper',
  cash: '50000',
};
