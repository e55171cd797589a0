import { expect, test } from 'vitest';
import { saysUnsupported } from '../../src/check/errorTexts.js';

test.each([
  'Forex does not support GetRecords: FIX has no bars: the symbol list is at https://example.com/a_b',
  'Example2 does not support GetFundings',
  'the broker does not support this',
  'method records is not supported',
  'not support',
  'Unsupported',
  'records: not implemented',
  'fetchOrder() is not supported yet',
  'no such function',
])('a plugin lacks the method: %s', (error) => {
  expect(saysUnsupported(error)).toBe(true);
});

test.each([
  'Unsupported Message Type',
  '380=3 Unsupported Message Type',
  '3 Unsupported Message Type (tag 35)',
  '380=3 Function not supported',
  'symbol BTC_USDT is not supported',
  'this order type is not supported',
])('an exchange has refused: %s', (error) => {
  expect(saysUnsupported(error)).toBe(false);
});
