import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium, whyNoChromium } from '../support/chromium.js';
import { type CliOptions, finish, runCli, spawnCli } from './runCli.js';

const folder = await mkdtemp(join(tmpdir(), 'fmzproto-report-'));
afterAll(() => rm(folder, { recursive: true }));

const run = (args: readonly string[], options: CliOptions = {}) =>
  runCli(['run', ...args], { cwd: folder, ...options });

async function write(file: string, source: string): Promise<void> {
  await writeFile(join(folder, file), source);
}

const read = (file: string) => readFile(join(folder, file), 'utf8');

/** Writes what would run in a page that read it as HTML or as a script, in all places that a strategy has. */
const hostile = `function main() {
  var bad = '</script><script>document.title = "owned"</script><!-- \\u2028 <img src=x onerror="document.title=1">';
  var link = '<a href="javascript:alert(1)">link</a>';
  var chart = Chart([
    {
      title: { text: bad }, subtitle: { text: link }, xAxis: { type: 'datetime' },
      yAxis: [{ title: { text: bad }, plotLines: [{ value: 2, label: { text: bad }, color: bad }] }, { opposite: true }],
      series: [
        { name: bad, color: 'url(http://127.0.0.1:9/x.png)', data: [] },
        { name: 'toString', type: 'flags', data: [] },
        { type: 'candlestick', data: [] },
        { type: 'column', yAxis: 1, data: [] },
        { type: 'area', data: [] }, { type: 'spline', data: [] },
        { type: 'pie', name: bad, data: [[bad, 3]] },
        { type: bad, data: [[1, 2]] }
      ]
    }
  ]);
  var bars = KLineChart({ overlay: true, title: bad });
  for (var i = 0; i < 40; i++) {
    var time = 1764300000000 + i * 60000, value = Math.sin(i / 5);
    [0, 4, 5].forEach(function (series) { chart.add(series, [time, value]); });
    chart.add(2, [time, value, value + 2, value - 2, value + 1]);
    chart.add(3, { x: time, y: i, color: bad });
    if (i % 9 === 0) chart.add(1, { x: time, title: bad, text: link, color: 'var(--nothing)' });
    bars.begin({ Time: time, Open: value, High: value + 2, Low: value - 2, Close: value + 1 });
    var high = bars.plot(value + 3, bad), low = bars.hline(-2, link);
    bars.fill(high, low, { color: bad });
    bars.plot(i, 'below', { style: 'histogram', overlay: false });
    bars.plotshape(true, { style: 'diamond', text: bad });
    bars.signal(bad, value, 1, bad);
    bars.bgcolor(i % 2 ? bad : 'rgba(0, 0, 255, 0.2)');
    bars.close();
    LogProfit(value, '&');
  }
  exchange.GetTicker();
  exchange.Buy(-1, 100);
  exchange.GetTicker();
  LogStatus(bad + '\\n\`' + JSON.stringify({ type: 'table', title: bad, cols: [bad], rows: [[bad], [link]] }) + '\`');
  throw new Error(bad);
}`;

describe('--report', () => {
  it('is written for its owner alone however a run ends', async () => {
    await write('returns.js', 'function main() { LogProfit(1); }');
    await write('exits.js', "function main() {}\nfunction onexit() { throw new Error('onexit failed'); }");
    await write('loops.js', "function main() { Log('looping'); for (;;) {} }");
    for (const [file, code, reason] of [
      ['returns.js', 0, '"returned"'],
      ['exits.js', 1, 'onexit failed'],
    ] as const) {
      const { code: ended, stderr } = await run([file, '--report', 'end.html']);
      expect(ended).toBe(code);
      expect(stderr).toContain('note: the report is end.html');
      expect(await read('end.html')).toContain(reason);
      expect((await stat(join(folder, 'end.html'))).mode & 0o777).toBe(0o600);
    }
    const child = spawnCli(['run', 'loops.js', '--report', 'killed.html'], { cwd: folder });
    child.stdout.on('data', (text) => `${text}`.includes('looping') && child.kill('SIGINT'));
    expect((await finish(child)).code).toBe(1);
    expect(await read('killed.html')).toContain('"reason":"killed"');
  });

  it('keeps keys out, and tells nothing but events to programs', async () => {
    await write(
      'keys.js',
      "function main() { LogStatus('made-up-access-key'); Chart({ title: 'made-up-secret' }); }",
    );
    const env = { FMZPROTO_ACCESS_KEY: 'made-up-access-key', FMZPROTO_SECRET_KEY: 'made-up-secret' };
    const { code, stdout } = await run(['keys.js', '--report', 'keys.html', '--json'], { env });
    expect(code).toBe(0);
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('kind');
    expect(await read('keys.html')).toContain('***');
    expect(await read('keys.html')).not.toContain('made-up');
  });

  it('is named where a strategy draws charts and none was asked for', async () => {
    await write('charts.js', 'function main() { Chart({ series: [] }).add(0, [1, 2]); }');
    const { stderr } = await run(['charts.js']);
    expect(stderr).toBe('note: the strategy drew charts: --report report.html writes a page with them\n');
    expect((await run(['charts.js', '--json'])).stderr).toBe('');
  });

  it.each([
    ['none/report.html', 'the folder of --report none/report.html does not exist'],
    ['strategy.js', '--report takes the name of a page that ends in .html'],
    [
      'folder.html',
      '--report folder.html already exists and is not a file: choose another name, like report.html',
    ],
  ])('%s is refused before anything runs', async (file, sentence) => {
    await write('strategy.js', "function main() { Log('ran'); }");
    await mkdir(join(folder, 'folder.html'), { recursive: true });
    const { code, stdout, stderr } = await run(['strategy.js', '--report', file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('tells when it cannot be written at the end, with exit code 1', async () => {
    await write('waits.js', "function main() { Log('ready'); while (GetCommand() === null) Sleep(10); }");
    await mkdir(join(folder, 'gone'));
    const child = spawnCli(['run', 'waits.js', '--report', 'gone/report.html'], { cwd: folder });
    child.stdout.on('data', async (text) => {
      if (!`${text}`.includes('ready')) return;
      await rm(join(folder, 'gone'), { recursive: true });
      child.stdin.write('go\n');
    });
    const { code, stderr } = await finish(child);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^note: --report gone\/report\.html could not be written: ENOENT/m);
  });
});

const missing = whyNoChromium();

describe.skipIf(missing !== undefined)(missing ?? 'the page in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    await write('hostile.js', hostile);
    expect((await run(['hostile.js', '--report', 'hostile.html'])).code).toBe(1);
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  /** Opens it without a network, and gathers what it complains of and asks for. */
  async function open(locale: string, colorScheme: 'light' | 'dark' = 'light', width = 1280) {
    const page = await browser.newPage({
      ...{ locale, colorScheme, offline: true, timezoneId: 'Asia/Shanghai' },
      viewport: { width, height: 900 },
    });
    const complaints: string[] = [];
    const address = pathToFileURL(join(folder, 'hostile.html')).href;
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => request.url() !== address && complaints.push(request.url()));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    await page.goto(address);
    return { page, complaints };
  }

  /** How many pixels of each canvas are not of its most frequent color. */
  const drawnPixels = (page: Page): Promise<number[]> =>
    page.evaluate(`[...document.querySelectorAll('canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const counts = new Map();
      for (const color of new Uint32Array(data.buffer)) counts.set(color, (counts.get(color) ?? 0) + 1);
      return data.length / 4 - Math.max(...counts.values());
    })`);

  it.each([
    ['en-US', ['Profit', 'Status bar', 'Calls'], 'Report'],
    ['zh-CN', ['收益', '状态栏', '调用'], '报告'],
  ])(
    'is drawn in the language of %s, and no script of a strategy runs in it',
    async (locale, words, title) => {
      const { page, complaints } = await open(locale);
      const headings = await page.locator('h2').allTextContents();
      expect(headings).toEqual(expect.arrayContaining([...words, 'Paper BTC_USDT']));
      expect(await page.title()).toBe(`hostile.js – ${title}`);
      // Profit, the chart, both panes of the bars, and prices.
      const pixels = await drawnPixels(page);
      expect(pixels).toHaveLength(5);
      for (const count of pixels) expect(count).toBeGreaterThan(1000);
      expect(await page.locator('img, a, iframe, script:not([type]) ~ script').count()).toBe(0);
      expect(headings.join()).toContain('<img src=x');
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it('shows the values at the cursor, in local time', async () => {
    const { page, complaints } = await open('en-US');
    const legend = page.locator('.uplot').nth(1).locator('.u-legend');
    const last = await legend.textContent();
    expect(last).toContain('2025-11-28 11:59:00');
    await page
      .locator('.u-over')
      .nth(1)
      .hover({ position: { x: 300, y: 50 } });
    await expect.poll(() => legend.textContent()).not.toBe(last);
    expect(await legend.textContent()).toMatch(/2025-11-28 11:\d\d:00.*O -?[\d.]+ {2}H -?[\d.]+/s);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('fits a phone, also in the dark', async () => {
    const { page, complaints } = await open('zh-CN', 'dark', 390);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    for (const count of await drawnPixels(page)) expect(count).toBeGreaterThan(1000);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
