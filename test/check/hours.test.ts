import { describe, expect, test } from 'vitest';
import { saysClosed } from '../../src/check/errorTexts.js';
import { checkBroker, failures, outcomes } from './checkBroker.js';

describe('a market that is closed', () => {
  const lastEvening = () => {
    const now = Date.now();
    const evening = now - (now % 86_400_000) - 3 * 3_600_000 - 60_000;
    return now - evening > 4 * 3_600_000 ? evening : evening - 86_400_000;
  };

  test('what only an open one can show is skipped, and the reason given', async () => {
    const report = await checkBroker({ closed: { since: lastEvening(), refuses: true } });
    expect(failures(report)).toEqual([]);
    expect(outcomes(report)).toMatchObject({
      'ticker.recent': expect.stringContaining('the market is closed, and only an open one can show it: '),
      'records.recent': expect.stringContaining('the market is closed'),
      'trade.shape': 'the market is closed: AAPL_USD: the market is closed, it opens tomorrow',
      'cancel.cancels': expect.stringContaining('the market is closed'),
    });
    expect(report.broker.orders).toEqual([]);
  });

  test('where orders wait for the opening they are checked', async () => {
    const report = await checkBroker({ closed: { since: lastEvening(), refuses: false } });
    expect(failures(report)).toEqual([]);
    expect(outcomes(report)).toMatchObject({ 'cancel.cancels': 'ok', 'records.spacing': 'ok' });
  });

  test('a price that is older than the last bar is not excused', async () => {
    const old = String(lastEvening() - 8 * 3_600_000);
    const report = await checkBroker(
      { closed: { since: lastEvening(), refuses: false } },
      {
        only: ['ticker.recent'],
        tamper: ({ method }, answer) =>
          method === 'ticker' ? { data: { ...Object(answer).data, time: old } } : answer,
      },
    );
    expect(failures(report)).toEqual([expect.stringContaining('is not recent')]);
  });
});

test.each([
  ['AAPL_USD: the market is closed, it opens at 2026-11-30 14:30', true],
  ['MARKET_CLOSED', true],
  ['MARKET_HALTED: trading is halted', true],
  ['the exchange is not open', true],
  ['orders outside regular trading hours are not taken', true],
  ['非交易时段，不能下单', true],
  ['the order is closed', false],
  ['this exchange: order 17 was closed already', false],
  ['the market price is too far away', false],
  ['position closed', false],
])('%s: a market that is closed %s', (text, closed) => {
  expect(saysClosed(text)).toBe(closed);
});
