import { type WriteOutcome, writeOnce } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import type { BybitApi } from './BybitApi.js';
import type { Category } from './instruments.js';
import { readPositions } from './readPositions.js';

/**
 * Sets the leverage of a contract, sent once: that of both sides, which have one each in hedge mode.
 *
 * @param leverage a decimal string such as 10.
 * @throws as {@link writeOnce} does.
 * @see https://bybit-exchange.github.io/docs/v5/position/leverage
 */
export function setLeverage(
  api: BybitApi,
  contract: { category: Category; symbol: string },
  leverage: string,
): Promise<Reply> {
  return writeOnce(api, {
    subject: `leverage ${leverage} of ${contract.symbol}`,
    advice: 'set it again',
    expires: true,
    send(limits) {
      const body = { ...contract, buyLeverage: leverage, sellLeverage: leverage };
      return api.signedPost('/v5/position/set-leverage', body, limits);
    },
    find: () => findLeverage(api, contract, leverage),
  });
}

async function findLeverage(
  api: BybitApi,
  contract: { category: Category; symbol: string },
  leverage: string,
): Promise<WriteOutcome<Reply>> {
  const { rows, replies } = await readPositions(api, contract);
  const set = rows.every((row) => row.leverage !== '' && compareDecimals(row.leverage, leverage) === 0);
  const [reply] = replies;
  return reply && rows.length > 0 && set ? { state: 'done', value: reply } : { state: 'none' };
}
