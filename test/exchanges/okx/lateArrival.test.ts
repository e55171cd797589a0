import { afterEach, expect, test, vi } from 'vitest';
import {
  type ReceivedRequest,
  type RecordingServer,
  type ServerAnswer,
  startRecordingServer,
} from '../../../src/testing.js';
import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { startPlugin } from '../../support/startPlugin.js';

const keys = {
  access_key: defaultAccount.accessKey,
  secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
};
const order = { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(() => vi.restoreAllMocks());

/** A gateway that gives up on an order after 300 ms, and hands it on after `delay` all the same. */
async function startGateway(okx: OkxDouble, delay: number): Promise<RecordingServer & { hold(): void }> {
  let holding = false;
  const server = await startRecordingServer(async (request) => {
    const { method } = request;
    if (!holding || method !== 'POST') return forward(okx, request);
    holding = false;
    setTimeout(() => void forward(okx, request), delay);
    await pause(300);
    return { status: 504, body: 'gateway timeout' };
  });
  return Object.assign(server, {
    hold: () => {
      holding = true;
    },
  });
}

async function forward(okx: OkxDouble, request: ReceivedRequest): Promise<ServerAnswer> {
  const { method, path, query, headers, body } = request;
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    /^(ok-|content-type|exptime)/.test(name) ? [[name, String(value)]] : [],
  );
  const url = `${okx.url}${path}${query && `?${query}`}`;
  const reply = await fetch(url, { method, headers: kept, ...(body !== '' && { body }) });
  return { status: reply.status, body: await reply.text() };
}

test.each([0, 3000, -3000])(
  "an order that arrives late is found, though the machine's clock is set by %d ms",
  async (step) => {
    const okx = await startOkxDouble();
    okx.limits.forgives = 5000;
    const gateway = await startGateway(okx, 1700);
    const plugin = await startPlugin({ baseUrls: { OKX: gateway.url }, timeout: 30_000 });
    await plugin.call('OKX', 'trade', order, keys);
    gateway.hold();
    const placing = plugin.call('OKX', 'trade', order, keys);
    await pause(100);
    const now = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => now() + step);
    okx.clockOffset = -step;
    const { data, error } = await placing;
    await plugin.stop();
    await gateway.close();
    expect(error).toBeUndefined();
    expect(okx.orders()).toHaveLength(2);
    expect(data).toEqual({ id: `BTC-USDT,${okx.orders()[1]?.ordId}` });
    await okx.close();
  },
);

test.each(['51008', '50036'])(
  'a batch through IO with a row of %s and one that timed out is unknown, and sent once',
  async (sCode) => {
    const okx = await startOkxDouble();
    const plugin = await startPlugin({ baseUrls: { OKX: okx.url } });
    const rows = [sCode, '51054'].map((code) => ({ ordId: '', sCode: code, sMsg: 'refused' }));
    okx.fault({
      match: 'POST /api/v5/trade/batch-orders',
      kind: 'json',
      body: { code: '1', msg: 'All operations failed', data: rows },
    });
    const path = '__api_/api/v5/trade/batch-orders';
    const { error } = await plugin.call('OKX', path, [{ instId: 'BTC-USDT' }], keys, {
      'Http-Method': 'POST',
    });
    await plugin.stop();
    expect(error).toMatch(/^outcome unknown: 51054 refused/);
    expect(okx.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    await okx.close();
  },
);
