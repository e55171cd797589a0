/** An account of the double, as a test sets it up; its modes may be changed while the double runs. */
export interface OkxAccount {
  accessKey: string;
  secret: string;
  passphrase: string;
  /** Made in demo trading: asks for the header `x-simulated-trading: 1`. @default false */
  demo?: boolean;
  /** 1 spot, 2 futures, 3 multi-currency, 4 portfolio. @default '1' */
  acctLv?: '1' | '2' | '3' | '4';
  /** @default 'net_mode' */
  posMode?: 'net_mode' | 'long_short_mode';
  /** What the trading account holds, by currency. */
  balances?: Record<string, string>;
  /** What the funding account holds, by currency. */
  funding?: Record<string, string>;
}

/** The account that exists when a test names none. Its passphrase holds a comma, as a user's may. */
export const defaultAccount: OkxAccount = {
  accessKey: '0f4d8c2e-7a61-4b53-9e0c-5d2a1b8f6c34',
  secret: 'DOUBLE0SECRET0OF0THE0TESTS000001',
  passphrase: 'pass,phrase!',
  balances: { USDT: '10000', BTC: '1', ETH: '10' },
  funding: { USDT: '250.5' },
};
