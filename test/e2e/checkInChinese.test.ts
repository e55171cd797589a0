import { expect, test } from 'vitest';
import { startFaulty } from '../check/startFaulty.js';
import { startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { runCli } from './runCli.js';

interface Found {
  id: string;
  group: string;
  status: string;
  title: string;
  contract: string;
  reason?: string;
}

/** Where an exchange is, and the keys of an account there. */
interface Place {
  flags: string[];
  env: Record<string, string>;
  close(): Promise<unknown>;
}

async function okx(): Promise<Place> {
  const account = { ...defaultAccount, passphrase: 'phrase' };
  const double = await startOkxDouble({ accounts: [account] });
  return {
    flags: ['--base-url', double.url],
    env: {
      FMZPROTO_ACCESS_KEY: account.accessKey,
      FMZPROTO_SECRET_KEY: `${account.secret},${account.passphrase}`,
    },
    close: () => double.close(),
  };
}

async function ctrader(): Promise<Place> {
  const { keys, trade, quote, close } = await startCtraderDouble();
  return {
    flags: ['--base-url', trade, '--base-url', `CTrader.quote=${quote}`],
    env: { FMZPROTO_ACCESS_KEY: keys.access_key, FMZPROTO_SECRET_KEY: keys.secret_key },
    close,
  };
}

const paper = async (): Promise<Place> => ({ flags: [], env: {}, close: async () => undefined });

async function check(name: string, start: () => Promise<Place>, language: string): Promise<Found[]> {
  const { flags, env, close } = await start();
  try {
    const args = ['check', name, '--trade', '--json', '--lang', language, ...flags];
    const { code, stdout } = await runCli(args, { env });
    expect({ language, code }).toEqual({ language, code: 0 });
    return Object(JSON.parse(stdout)).cases;
  } finally {
    await close();
  }
}

/** What no calls at once can tell depends on how quick the machine is. */
const statuses = (cases: readonly Found[]) =>
  Object.fromEntries(
    cases.flatMap(({ id, group, status }) => (group === 'concurrency' ? [] : [[id, status]])),
  );

test.each([
  ['Paper', paper],
  ['OKX', okx],
  ['CTrader', ctrader],
])('%s: each case ends as it does in English, and no sentence is left in that', async (name, start) => {
  const chinese = await check(name, start, 'zh');
  expect(statuses(chinese)).toEqual(statuses(await check(name, start, 'en')));
  const texts = chinese.flatMap(({ title, contract, reason }) => [title, contract, reason ?? '']);
  const sentences = texts.filter((text) => /[a-z]{2,} [a-z]{2,}/i.test(text));
  expect(sentences.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  expect(chinese.filter(({ title }) => !/\p{Script=Han}/u.test(title))).toEqual([]);
});

test('a case that fails, one that is skipped and one that is passed', async () => {
  const plugin = await startFaulty(({ method }) => {
    if (method === 'ticker') return { data: { symbol: 'BTC_USDT', last: '1' } };
    return { error: method === '' ? '' : 'no' };
  });
  const only = ['transport.post', 'ids.nobody', 'errors.empty-body'].flatMap((id) => ['--only', id]);
  const { code, stdout } = await runCli([
    'check',
    plugin.url.href,
    ...only,
    '--symbol',
    'BTC_USDT',
    '--lang',
    'zh',
  ]);
  plugin.close();
  expect(code).toBe(1);
  expect(stdout).toContain('按托管者的形式发送的 POST 有应答');
  expect(stdout).toMatch(/编造的密钥不能下单.*会下单：请用 --trade 允许/);
  expect(stdout).toMatch(/请求内容为空时返回错误信息 \(errors\.empty-body\)/);
  expect(stdout).toContain('始终以 HTTP 200 返回 {error: "text"}，不能断开连接');
});
