import { afterEach, beforeEach, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { writeOnce } from '../../src/adapter/writeOnce.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { NetworkError } from '../../src/http/NetworkError.js';
import { describeError } from '../../src/server/describeError.js';
import { startRecordingServer } from '../../src/testing.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

// The sample of SetErrorFilter in FMZ's documents, on one line.
const FILTER =
  /502:|503:|tcp|character|unexpected|network|timeout|WSARecv|Connect|GetAddr|no such|reset|http|received|EOF|reused/i;

const facts = { writing: true, written: true, posted: true, sent: true, clean: (text: string) => text };

/** A plugin in front of an exchange that answers orders with 502; `written` by `writeOnce`, or by the adapter alone. */
async function withBroken(kind: 'once' | 'bare', work: (plugin: Plugin) => Promise<void>): Promise<void> {
  const server = await startRecordingServer(() => ({ status: 502, body: 'connection reset, EOF' }));
  const adapter = networkExchange({
    reject: (reply) => void reply.json,
    methods: {
      async trade(_params, api) {
        const send = (limits?: { within?: number }) => api.signedPost('/order', {}, limits);
        if (kind === 'bare') await send();
        else
          await writeOnce(api, {
            ...{ subject: '订单 BTC-USDT,fmz502503', advice: '请先用 GetOrder 查询', expires: false, send },
            find: async () => ({ state: 'none' }),
          });
        return { data: { id: '1' } };
      },
    },
  });
  const plugin = await startPlugin({ exchanges: [adapter], baseUrls: { Net: server.url }, timeout: 12_000 });
  try {
    await work(plugin);
  } finally {
    await plugin.stop();
    await server.close();
  }
}

test.each([
  ['once', /^结果未知（outcome unknown）：.*订单 BTC-USDT,fmz502503 可能已生效：请先用 GetOrder 查询$/],
  ['bare', /^结果未知（outcome unknown）：.*；可能已生效，重新发送前请先查询订单$/],
] as const)('FMZ shows the line of an order whose outcome is unknown: %s', (kind, line) =>
  withBroken(kind, async (plugin) => {
    const { error = '' } = await plugin.call('Net', 'trade', netOrder, netKeys);
    expect(error).toMatch(line);
    expect(error).toContain('应答状态码 50_2');
    expect(error.match(FILTER)).toBeNull();
    // It stands there once.
    expect(error.split('outcome unknown')).toHaveLength(2);
    expect(plugin.log()).toMatch(
      /Net {2}CreateOrder {2}LTC_USDT {2}错误 {2}\d+ ms {2}向交易所请求 1 次 {2}结果未知/,
    );
    expect(plugin.log()).toContain('HTTP 502');
  }),
);

test('what was not sent or not changed says so', () => {
  const line = (error: unknown, own: Partial<typeof facts>) =>
    describeError(error, { ...facts, ...own }).line;
  const error = new NetworkError('a.example 拒绝连接', { outcome: 'rejected' });
  const unsent = 'a.example 拒绝连接；未发出（nothing was sent）';
  expect(line(error, { written: false, sent: false })).toBe(unsent);
  expect(line(new NetworkError(unsent, { outcome: 'rejected' }), { written: false, sent: false })).toBe(
    unsent,
  );
  expect(line(error, { written: false })).toBe('a.example 拒绝连接；在此之前已失败，未改变任何内容');
  const refused = new ExchangeError({ code: '51008', message: 'Order failed', hint: '余额不足' });
  expect(line(refused, {})).toBe('51008 Order failed（余额不足）');
  expect(line(new TypeError('x'), { written: false, writing: false })).toBe('内部错误：x');
});

test('requests that are refused, and health', () =>
  withBroken('bare', async (plugin) => {
    const posted = async (body: string, headers = {}) => (await plugin.post('/Net', body, headers)).envelope;
    expect(await posted('{')).toEqual({ error: '请求内容不是有效的 JSON' });
    expect(await posted('{}', { origin: 'https://a.example' })).toEqual({
      error: '不允许网页使用本插件：未执行任何操作',
    });
    expect((await plugin.call('Net', 'tickr')).error).toBe('没有函数 "tickr"（参数 {}），是否指 ticker？');
    const get = async (path: string) => (await fetch(plugin.url + path)).json();
    expect(await get('/Net')).toEqual({
      error: 'Net: 不支持 GET，FMZ 托管者发送的是 POST；状态见 GET /healthz',
    });
    expect(await get('/healthz/nett')).toHaveProperty('error', expect.stringContaining('Net'));
  }));
