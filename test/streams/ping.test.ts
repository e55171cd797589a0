import { expect, it } from 'vitest';
import { streams } from '../../src/exchanges/bybit/streams.js';
import { Proxies } from '../../src/http/Proxies.js';
import { rowKind } from '../../src/streams/RowMemory.js';
import { StreamClient } from '../../src/streams/StreamClient.js';
import { startBybitDouble } from '../doubles/bybit/startBybitDouble.js';
import { startBybitStream } from '../doubles/bybit/stream/startBybitStream.js';

it('pings as often as the exchange asks for, though messages come', async () => {
  const bybit = await startBybitDouble({ altcoins: false });
  const stream = await startBybitStream(bybit);
  const ping = { ...streams.ping, after: 3_600_000, every: 50 };
  const client = new StreamClient(
    { ...streams, ping },
    { url: stream.url, proxies: new Proxies({}), warn: () => undefined },
  );
  const topic = { address: 'linear', name: 'orderbook.1.BTCUSDT' };
  await expect
    .poll(() => {
      stream.feed.repeat('linear', 'BTCUSDT');
      return client.want(topic, rowKind).age;
    })
    .toBeDefined();
  const pings = () => stream.received.filter((text) => text === ping.text).length;
  await expect
    .poll(() => {
      stream.feed.repeat('linear', 'BTCUSDT');
      return pings();
    })
    .toBeGreaterThan(0);
  client.close();
  await stream.close();
  await bybit.close();
});
