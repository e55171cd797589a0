import { describeFairness } from '../native/describeFairness.js';
import { okx } from './okx.js';

describeFairness(okx, {
  options: { enforceLimits: true },
  keys: (index) => ({
    access_key: `0000000a-1b2c-4d3e-8f40-${String(index).padStart(12, '0')}`,
    secret_key: `${String(index).padStart(32, 'A')},passphrase`,
  }),
  each: 2,
  most: 20,
});
