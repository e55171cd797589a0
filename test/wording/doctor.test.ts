import { Chalk } from 'chalk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderFindings } from '../../src/cli/doctor/renderFindings.js';
import { displayWidth } from '../../src/cli/terminal/screen.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { deadPort, startProxy } from '../doubles/proxy/startProxy.js';
import { startTlsFront } from '../doubles/proxy/startTlsFront.js';
import { runCli } from '../e2e/runCli.js';

let okx: OkxDouble;
beforeAll(async () => {
  okx = await startOkxDouble();
});
afterAll(() => okx?.close());

const noProxy = Object.fromEntries(
  ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS']
    .flatMap((name) => [name, name.toLowerCase()])
    .map((name) => [name, '']),
);

async function examine(args: readonly string[], env: Record<string, string> = {}) {
  const { stdout } = await runCli(['doctor', 'OKX', '--lang', 'zh', '--json', ...args], {
    env: { ...noProxy, ...env },
  });
  const { findings }: { findings: { check: string; status: string; text: string; remedy?: string }[] } =
    JSON.parse(stdout);
  return (check: string) => findings.find((one) => one.check === check);
}

test('for people: a line for each, in Chinese', async () => {
  const port = await deadPort();
  const { code, stdout } = await runCli(
    ['doctor', 'OKX', '--lang', 'zh', '--url', `http://127.0.0.1:${port}`, '--base-url', okx.url],
    { env: noProxy },
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/^成功 {2}node {6}/);
  expect(stdout).toContain(`\n失败  serve     http://127.0.0.1:${port} 无程序监听\n`);
  expect(stdout).toContain(` -> 请先运行 `);
  expect(stdout).toContain(`\n成功  托管者    托管者在本机时填 http://127.0.0.1:${port}/OKX；`);
  expect(stdout).toContain('\n成功  代理      未设置：直接访问交易所\n');
  expect(stdout).toContain('\n跳过  OKX 密钥  未设置密钥\n');
  expect(stdout).toMatch(/\n\d+ 项检查：成功 \d+，警告 \d+，失败 1，跳过 \d+\n$/);
  expect(stdout).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/);
});

test('what other programs read stays as it is, what people read follows the language', async () => {
  okx.clockOffset = -180_000;
  const of = await examine(['--base-url', okx.url, '--url', okx.url]);
  okx.clockOffset = 0;
  expect(of('clock')).toMatchObject({
    status: 'fail',
    text: expect.stringMatching(/^本机时钟快 \d+ s，一次请求用时 \d+ ms$/),
    remedy: '请校准时钟：Linux 运行 timedatectl set-ntp true，Windows 运行 w32tm /resync',
  });
  expect(of('serve')?.text).toBe(`${okx.url} 上监听的是其他程序`);
});

test('what is known of a failure is known in Chinese too', async () => {
  const proxy = await startProxy({
    kind: 'answer',
    bytes: 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n',
  });
  const behind = await examine(['--base-url', 'https://okx.example'], {
    HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
  });
  await proxy.close();
  expect(behind('proxy')).toMatchObject({
    status: 'fail',
    remedy: '代理禁止对它使用 CONNECT：请在代理中放行 okx.example，或换一个代理',
  });
  const front = await startTlsFront(okx.port);
  const unsigned = await examine(['--base-url', `https://localhost:${front.port}`]);
  await front.close();
  expect(unsigned('connection')?.remedy).toContain('NODE_EXTRA_CA_CERTS 中填写其根证书文件');
  const none = await examine(['--base-url', `http://127.0.0.1:${await deadPort()}`]);
  expect(none('connection')?.remedy).toBe('请检查地址，以及途中的防火墙');
});

test('what the exchange says of wrong keys is what is to be seen to', async () => {
  const of = await examine(['--base-url', okx.url], {
    FMZPROTO_ACCESS_KEY: 'nobodys-access-key',
    FMZPROTO_SECRET_KEY: 'nobodys-secret,nobodys-phrase',
  });
  expect(of('keys')).toMatchObject({
    status: 'fail',
    text: expect.stringMatching(/^50111 /),
    remedy: '请与交易所中的密钥核对，并检查权限：须允许读取，且允许本机 IP',
  });
});

test('long texts are broken where the terminal ends, between characters', async () => {
  await speakLanguage('zh');
  const text = '请与交易所中的密钥核对，并检查权限：须允许读取，且允许本机 IP';
  const findings = [{ check: 'keys', exchange: 'OKX', status: 'fail' as const, text, remedy: text }];
  const lines = renderFindings(findings, new Chalk({ level: 0 }), { columns: 44 }).split('\n');
  await speakLanguage('en');
  expect(lines[0]).toBe('失败  OKX 密钥  请与交易所中的密钥核对，并检');
  expect(lines.filter((line) => displayWidth(line) > 44)).toEqual([]);
});
