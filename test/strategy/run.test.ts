import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Plugin, startPlugin } from '../support/startPlugin.js';
import { buildStrategyCode, runStrategy } from '../support/startStrategy.js';

let plugin: Plugin;
let code: Awaited<ReturnType<typeof buildStrategyCode>>;

beforeAll(async () => {
  [plugin, code] = await Promise.all([startPlugin(), buildStrategyCode()]);
});

afterAll(async () => {
  await plugin.stop();
  await code.remove();
});

const run = (source: string, options = {}) => runStrategy(source, { code, url: plugin.url, ...options });

test('a strategy asks for a price, logs and sleeps', async () => {
  const { end, lines } = await run(`
    function main() {
      var ticker = exchange.GetTicker();
      Log('last', typeof ticker.Last, ticker.Last > 0, ticker.Symbol, ticker instanceof Object);
      Sleep(5.5);
      return 7;
    }
  `);
  expect(lines()).toEqual(['last number true BTC_USDT true']);
  expect(end).toMatchObject({ reason: 'returned', value: 7 });
});
