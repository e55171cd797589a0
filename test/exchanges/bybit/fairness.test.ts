import { describeFairness } from '../native/describeFairness.js';
import { bybit } from './bybit.js';

describeFairness(bybit, {
  options: { altcoins: false, enforceLimits: true },
  keys: (index) => ({
    access_key: `made${String(index).padStart(14, '0')}`,
    secret_key: `made-up-secret-${String(index).padStart(21, '0')}`,
  }),
  each: 12,
  most: 250,
});
