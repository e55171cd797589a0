import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import type { Venue } from './OrderLoad.js';

/** OKX's double, whose account can pay for all of it. */
export const okxVenue: Venue = {
  exchange: 'OKX',
  symbol: 'BTC_USDT',
  amount: '0.001',
  priceOf: (number) => (1000 + number / 10).toFixed(1),
  keysOf: () => ({
    access_key: defaultAccount.accessKey,
    secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
  }),
};

/** How many orders may be open in an account of Paper, and less. */
const MOST = 150;

/** Paper, with more than one account. */
export const paperVenue: Venue = {
  exchange: 'Paper',
  symbol: 'LTC_USDT',
  amount: '0.1',
  priceOf: (number) => (10 + (number % 3000) / 100).toFixed(2),
  keysOf: (number) => ({ access_key: `trader ${Math.floor(number / MOST)}`, secret_key: 'x' }),
};
