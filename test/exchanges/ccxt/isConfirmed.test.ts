import { expect, test } from 'vitest';
import { isConfirmed } from '../../../src/exchanges/ccxt/calls/answers.js';
import { Reply } from '../../../src/http/Reply.js';

const confirmed = (text: string) => isConfirmed(new Reply(200, new Headers(), text), '4711');

test.each([
  '{"orderId":"4711"}',
  '"4711"',
  '[{"id":4711,"status":"canceled"}]',
  '{"success":true}',
  '{"code":"200000","data":{"cancelledOrderIds":[]}}',
  '{"code":0,"msg":""}',
  '{"retCode":0,"retMsg":"OK"}',
  '{"error":[],"result":{"count":1},"status":"ok"}',
  '{"status":"success"}',
  '{"msg":"操作成功"}',
  'true',
  '"OK"',
  '',
])('%s confirms a cancellation', (text) => {
  expect(confirmed(text)).toBe(true);
});

test.each([
  '{}',
  '[]',
  'false',
  '"Service Unavailable"',
  '{"status":"maintenance"}',
  '{"message":"Request timeout, please query the order"}',
  '{"result":false}',
  '{"success":false,"orderId":"4711"}',
  '{"code":500,"data":null}',
])('%s does not', (text) => {
  expect(confirmed(text)).toBe(false);
});
