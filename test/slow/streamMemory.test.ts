import { queryObjects } from 'node:v8';
import { expect, it } from 'vitest';
import { RawJson } from '../../src/protocol/json.js';
import { startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { startOkxStream } from '../doubles/okx/stream/startOkxStream.js';
import { startPlugin } from '../support/startPlugin.js';

it('keeps a few answers of what was pushed last, however many different ones are asked for', async () => {
  const okx = await startOkxDouble();
  const stream = await startOkxStream(okx);
  const plugin = await startPlugin({
    timeout: 60_000,
    baseUrls: { OKX: okx.url, 'OKX.stream': stream.url },
    streams: { idle: 1000 },
  });
  const ask = (limit: number) => plugin.call('OKX', 'depth', { symbol: 'BTC_USDT', limit });
  const streamed = () => plugin.log().match(/GetDepth.*from stream/g)?.length ?? 0;
  await expect
    .poll(async () => {
      await ask(400);
      return streamed();
    })
    .toBeGreaterThan(0);
  for (let limit = 1; limit <= 200; limit += 1) await ask(limit);
  expect(streamed()).toBeGreaterThan(200);
  // It collects garbage first. Each answer has one of these.
  expect(queryObjects(RawJson, { format: 'count' })).toBeLessThan(20);
  await plugin.stop();
  await stream.close();
  await okx.close();
});
