import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { startChromium, whyNoChromium } from '../support/chromium.js';
import { startConsole } from './startConsole.js';
import { killServed, startServe } from './startServe.js';

const missing = whyNoChromium();
const KEYS = ['marked-access-key-7f31', 'marked-secret-key-90ab,marked-passphrase-55'] as const;
const MARK = 'marked-';

describe.skipIf(missing !== undefined)(missing ?? 'the console in Chromium', () => {
  let browser: Browser;
  let okx: OkxDouble;
  let served: Awaited<ReturnType<typeof startConsole>>;
  beforeAll(async () => {
    okx = await startOkxDouble({ accounts: [{ ...defaultAccount, acctLv: '2' }] });
    served = await startConsole(['--base-url', `OKX=${okx.url}`, '--log-level', 'debug']);
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    killServed();
    await okx?.close();
  });

  /** Opens it, and gathers what it complains of and what it asks of anybody else. */
  async function open(locale = 'en-US', colorScheme: 'light' | 'dark' = 'light', width = 1280) {
    const page = await browser.newPage({
      ...{ locale, colorScheme, timezoneId: 'Asia/Shanghai' },
      viewport: { width, height: 900 },
    });
    const complaints: string[] = [];
    const urls: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      urls.push(request.url());
      if (!request.url().startsWith(`${served.console}/`)) complaints.push(request.url());
    });
    await page.goto(served.console);
    return { page, complaints, urls };
  }

  /** Asks as FMZ's docker does, with keys of the test's own choice. */
  async function callWith(access_key: string, secret_key: string, exchange: string, method: string) {
    const body = JSON.stringify({ access_key, secret_key, method, params: {} });
    return (await fetch(`${served.url}/${exchange}`, { method: 'POST', body })).json();
  }

  const rows = (page: Page) => page.locator('#requests tbody tr:not(.more)');
  const sentTo = (page: Page, name: string) => page.locator('#call pre').filter({ hasText: name });

  async function fill(page: Page, fields: Readonly<Record<string, string>>) {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  }

  it('shows what the plugin is asked, the newest first, and what to do about an error', async () => {
    const { page, complaints } = await open();
    expect(await page.getByText('No requests yet').isVisible()).toBe(true);
    await served.call('Paper', 'ticker', { symbol: 'BTC_USDT' });
    await served.call('OKX', 'ticker');
    await callWith('made-up', 'secret,passphrase', 'OKX', 'accounts');
    await expect.poll(() => rows(page).count()).toBe(3);
    expect(await rows(page).first().textContent()).toContain('OKXGetAccount');
    expect(await rows(page).last().textContent()).toContain('PaperGetTickerBTC_USDTok');
    const error = page.locator('#errors li');
    expect(await error.textContent()).toMatch(/^OKX GetAccount/);
    const [{ hint = '' } = {}] = (await served.requests()).filter((one) => one.error !== undefined);
    expect(hint).not.toBe('');
    expect(await error.locator('.remedy').textContent()).toBe(`What to do ${hint}`);
    await page.getByLabel('Errors only').check();
    expect(await rows(page).count()).toBe(1);
    await page.getByLabel('Errors only').uncheck();
    await fill(page, { Filter: 'btc_usdt paper' });
    expect(await rows(page).count()).toBe(1);
    expect(await page.locator('.uplot canvas').count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('places an order on Paper after one more question, by keyboard, and keeps no keys', async () => {
    const { page, complaints, urls } = await open();
    await page.getByLabel('Function').selectOption('CreateOrder');
    await fill(page, { Price: '70', Amount: '0.5', 'Access Key': KEYS[0], 'Secret Key': KEYS[1] });
    const before = (await served.requests()).length;
    await page.getByLabel('Amount').press('Enter');
    const question = page.getByRole('dialog', { name: 'This places an order' });
    expect(await question.textContent()).toMatch(/Paper.*LTC_USDT.*buy.*70.*0\.5/);
    await page.keyboard.press('Escape');
    await expect.poll(() => question.count()).toBe(0);
    expect(await served.requests()).toHaveLength(before);

    await page.getByRole('button', { name: 'Send', exact: true }).click();
    // What is pressed too early cancels.
    await page.keyboard.press('Enter');
    await expect.poll(() => question.count()).toBe(0);
    expect(await served.requests()).toHaveLength(before);

    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => sentTo(page, '"id"').count()).toBe(1);
    expect((await served.requests()).slice(before).map(({ method }) => method)).toEqual(['CreateOrder']);
    await expect.poll(() => rows(page).first().textContent()).toContain('PaperCreateOrderLTC_USDTok');
    expect(await callWith(...KEYS, 'Paper', 'orders')).toMatchObject({ data: [{ price: 70, amount: 0.5 }] });

    expect(await page.getByLabel('Access Key').inputValue()).toBe('');
    expect(await page.getByLabel('Secret Key').inputValue()).toBe('');
    const left = await page.evaluate<string>(`JSON.stringify([
      document.documentElement.outerHTML, document.cookie, location.href, history.state,
      { ...localStorage }, { ...sessionStorage },
      [...document.querySelectorAll('input, select, textarea')].map((one) => one.value),
    ])`);
    const { body } = await served.ask('/requests?after=0', { headers: { 'x-fmzproto-token': served.token } });
    for (const text of [left, body, served.log(), served.printed(), urls.join('\n')]) {
      expect(text).not.toContain(MARK);
      expect(text.length).toBeGreaterThan(0);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('sends keys that are typed to the exchange, and strikes them out of what comes back', async () => {
    const { page, complaints } = await open();
    const { accessKey, secret, passphrase } = defaultAccount;
    await fill(page, { Exchange: 'OKX', 'Access Key': accessKey, 'Secret Key': `${secret},${passphrase}` });
    await page.getByLabel('Function').selectOption('GetAccount');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => sentTo(page, '"data"').count()).toBe(1);
    await fill(page, { Exchange: 'OKX', 'Access Key': KEYS[0], 'Secret Key': KEYS[1] });
    await page.getByLabel('Function').selectOption('IO');
    await fill(page, { Path: '/api/v5/public/time', 'Params, JSON': `{"echo":"${KEYS[0]}"}` });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('button', { name: 'Send it' }).click();
    await expect.poll(() => rows(page).first().textContent()).toContain('/api/v5/public/time');
    expect(await page.locator('#call pre').textContent()).not.toContain(MARK);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    ['en-US', 'light', 1280, ['Requests', 'Last errors', 'Response times', 'Try a call']],
    ['zh-CN', 'dark', 1280, ['请求', '最近的错误', '响应时间', '试一次调用']],
    ['en-GB', 'dark', 390, ['Requests', 'Last errors', 'Response times', 'Try a call']],
    ['zh-TW', 'light', 390, ['请求', '最近的错误', '响应时间', '试一次调用']],
  ] as const)('speaks the language of %s, in %s colors, %i wide', async (locale, scheme, width, headings) => {
    const { page, complaints } = await open(locale, scheme, width);
    await expect.poll(() => page.locator('.uplot canvas').count()).toBe(2);
    await page.locator('summary').click();
    await expect.poll(() => page.locator('.matrix tbody tr').count()).toBeGreaterThan(15);
    expect(await page.locator('h2').allTextContents()).toEqual(expect.arrayContaining([...headings]));
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
    const unnamed = await page
      .locator('input, select')
      .evaluateAll(
        (fields) => fields.filter((field) => !('labels' in field && Object(field).labels.length > 0)).length,
      );
    expect(unnamed).toBe(0);
    await page.getByRole('button', { name: /^(English|中文)$/, pressed: false }).click();
    expect(await page.locator('h2').first().textContent()).toBe(headings[0] === '请求' ? 'Requests' : '请求');
    await page.reload();
    expect(await page.locator('h2').first().textContent()).toBe(headings[0] === '请求' ? 'Requests' : '请求');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('stands still while it is paused, and misses nothing', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Pause' }).click();
    const shown = await rows(page).first().textContent();
    const count = page.locator('.card strong').first();
    const before = Number(await count.textContent());
    await served.call('Paper', 'ticker', { symbol: 'ETH_BTC' });
    await expect.poll(async () => Number(await count.textContent())).toBe(before + 1);
    expect(await rows(page).first().textContent()).toBe(shown);
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await rows(page).first().textContent()).toContain('ETH_BTC');
    await page.close();
  });

  it('what exchanges and callers write is never read as HTML', async () => {
    const { page, complaints } = await open();
    const bad = '<img src=x onerror="document.title=1">';
    await served.call('Paper', 'ticker', { symbol: bad });
    await served.call(encodeURIComponent(bad), 'ticker');
    await expect.poll(() => page.locator('#errors').textContent()).toContain('<img src=x');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('fmzproto – Console');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says when the plugin has gone, and when it is there again', async () => {
    const own = await startConsole();
    const page = await browser.newPage({ locale: 'en-US' });
    await page.goto(own.console);
    await expect.poll(() => page.locator('.badge').textContent()).toBe('live');
    own.child.kill('SIGTERM');
    await own.done;
    await expect.poll(() => page.locator('.banner').textContent()).toContain('cannot be reached');
    await startServe(['--console', new URL(own.console).port]);
    await expect.poll(() => page.locator('.banner').textContent()).toContain('was started again');
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => page.locator('.badge').textContent()).toBe('live');
    await page.close();
  });
});
