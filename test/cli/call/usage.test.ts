import { expect, it } from 'vitest';
import { usageOf } from '../../../src/cli/call/usage.js';

it('usageOf shows what may be left out', () => {
  expect(usageOf('depth')).toBe('npx fmzproto call depth SYMBOL [LIMIT]');
  expect(usageOf('trade')).toBe('npx fmzproto call trade SYMBOL TYPE PRICE AMOUNT');
  expect(usageOf('setmarginlevel')).toBe('npx fmzproto call setmarginlevel SYMBOL MARGIN_LEVEL');
});
