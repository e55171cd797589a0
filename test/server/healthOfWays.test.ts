import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FixServer } from '../../src/testing/startFixServer.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { type OkxStream, startOkxStream } from '../doubles/okx/stream/startOkxStream.js';
import { createStreamedAsk } from '../exchanges/native/askStreamed.js';
import { forexExchange, forexKeys, startForexServer } from '../support/forexExchange.js';
import { scrape, valuesOf } from '../support/scrape.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin;
afterEach(() => plugin.stop());

async function healthOf(exchange: string): Promise<{ status: number; health: Record<string, unknown> }> {
  const response = await fetch(`${plugin.url}/healthz/${exchange}`);
  return { status: response.status, health: Object(await response.json()) };
}

/** The values of metrics that begin alike, without their labels where those are as given. */
async function values(prefix: string, labels: string): Promise<Record<string, number | undefined>> {
  const scraped = await scrape(plugin.url);
  const names = scraped.families.map(({ name }) => name).filter((name) => name.startsWith(prefix));
  return Object.fromEntries(
    names.map((name) => [name.slice(prefix.length), valuesOf(scraped, name)[labels]]),
  );
}

describe('a stream', () => {
  const pair = 'BTC-USDT';
  let okx: OkxDouble;
  let stream: OkxStream;
  const { streamed } = createStreamedAsk('OKX', { symbol: 'BTC_USDT' }, () => ({ plugin, double: okx }));
  const told = () => values('fmzproto_stream', 'exchange="OKX",stream="public"');

  beforeEach(async () => {
    okx = await startOkxDouble();
    stream = await startOkxStream(okx);
    plugin = await startPlugin({ baseUrls: { OKX: okx.url, 'OKX.stream': stream.url }, streams: {} });
  });
  afterEach(async () => {
    await stream.close();
    await okx.close();
  });

  test('in which something was missing is subscribed anew, which is counted', async () => {
    await streamed('depth');
    expect(await told()).toMatchObject({ s: 1, _gaps_total: 0, _reconnects_total: 0 });
    stream.fault({ kind: 'gap', topic: `books:${pair}` });
    for (let count = 0; count < 2; count += 1) stream.feed.move(pair);
    await expect.poll(async () => (await told())._gaps_total).toBe(1);
    await streamed('depth');
    expect(await told()).toMatchObject({ s: 1, _gaps_total: 1, _reconnects_total: 0 });
    expect(await healthOf('okx')).toMatchObject({ status: 200, health: { status: 'ok', reasons: [] } });
  });

  test('that is lost is a reason, though the exchange can be reached, until it is open again', async () => {
    await streamed('ticker');
    stream.fault({ kind: 'no-upgrade', times: 1000 });
    stream.cut();
    await expect.poll(async () => (await told())._failed_connections_total).toBeGreaterThan(0);
    const reason = 'the stream public is not open: its prices are asked for over REST';
    const { status, health } = await healthOf('okx');
    expect({ status, ...health }).toMatchObject({
      ...{ status: 'degraded', reasons: [reason] },
      reachable: true,
    });
    const whole: unknown = await (await fetch(`${plugin.url}/healthz`)).json();
    expect(whole).toMatchObject({ status: 'degraded', reasons: [`OKX: ${reason}`] });
    expect(await told()).toMatchObject({ s: 0, _reconnects_total: 0 });
    stream.clearFaults();
    await streamed('ticker');
    expect(await healthOf('okx')).toMatchObject({ status: 200, health: { status: 'ok', reasons: [] } });
    expect(await told()).toMatchObject({ s: 1, _reconnects_total: 1 });
  });
});

describe('a FIX session', () => {
  let server: FixServer;
  /** What the broker says to a Logon; nothing where it is taken. */
  let refusal: string | undefined;
  const told = () => values('fmzproto_fix_', 'exchange="Forex",line="trade"');
  const buy = { symbol: 'EUR_USD', type: 'buy', price: '1.10', amount: '1000' };
  const order = (keys = forexKeys) => plugin.call('Forex', 'trade', buy, keys);

  beforeEach(async () => {
    refusal = undefined;
    server = await startForexServer({ logon: () => refusal });
    plugin = await startPlugin({
      exchanges: [forexExchange()],
      baseUrls: { Forex: server.url, 'Forex.quote': server.url },
    });
  });
  afterEach(() => server.close());

  test('is counted, those of several accounts together', async () => {
    expect(await order()).toHaveProperty('data.id');
    expect(await told()).toMatchObject({ sessions: 1, logons_total: 1, refused_logons_total: 0 });
    const messages = (await told()).sent_messages_total;
    expect(messages).toBeGreaterThan(0);
    expect(await order({ ...forexKeys, access_key: 'demo.broker.999' })).toHaveProperty('data.id');
    expect(await told()).toMatchObject({ sessions: 2, logons_total: 2, failed_connections_total: 0 });
    expect((await told()).sent_messages_total).toBeGreaterThan(Number(messages));
    const { text } = await scrape(plugin.url);
    for (const secret of ['7340215', 'broker.999', forexKeys.secret_key]) expect(text).not.toContain(secret);
  });

  test('whose Logon is refused is a reason; the exchange has answered', async () => {
    refusal = 'account 7340215 is closed';
    expect((await order()).error).toContain('refused the Logon');
    const { status, health } = await healthOf('Forex');
    expect(status).toBe(200);
    expect(health).toMatchObject({
      ...{ status: 'degraded', reachable: true, last_error: null },
      reasons: ['the last Logon on the trade line was refused'],
    });
    expect(JSON.stringify(health)).not.toContain('7340215');
    expect(await told()).toMatchObject({ sessions: 0, logons_total: 0, refused_logons_total: 1 });
  });

  test('that cannot be had is the last error of its exchange', async () => {
    await server.close();
    await order();
    expect(await told()).toMatchObject({ sessions: 0, failed_connections_total: 1 });
    const { health } = await healthOf('Forex');
    expect(health).toMatchObject({
      last_error: { text: expect.stringMatching(/^the trade line .* did not answer$/) },
    });
  });
});
