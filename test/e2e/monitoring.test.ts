import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadPort } from '../doubles/proxy/startProxy.js';
import { type Scrape, scrape } from '../support/scrape.js';
import { killServed, type Served, startServe } from './startServe.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const guide = read('docs/monitoring.md');

/** What an expression is about; it throws where Prometheus would not take it. */
function namesIn(expr: string): { metrics: string[]; labels: string[] } {
  const names = { metrics: new Set<string>(), labels: new Set<string>() };
  parser.parse(expr).iterate({
    enter({ name, from, to, node, type }) {
      const text = expr.slice(from, to);
      if (type.isError) throw new SyntaxError(`${expr}: at ${from}`);
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') names.metrics.add(text);
      if (name === 'LabelName') names.labels.add(text);
    },
  });
  return { metrics: [...names.metrics], labels: [...names.labels] };
}

/** Each rule of `alerts.yml`, of whose fields each stands in a line of its own. */
const alerts = read('templates/deploy/alerts.yml')
  .split('      - alert: ')
  .slice(1)
  .map((text) => ({
    name: /^\w+/.exec(text)?.[0] ?? '',
    expr: /^ {8}expr: (.+)$/m.exec(text)?.[1] ?? '',
    told: [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label),
  }));

const dashboard = v.parse(
  v.object({
    templating: v.object({ list: v.array(v.object({ query: v.string() })) }),
    panels: v.array(
      v.object({
        title: v.string(),
        gridPos: v.object({ x: v.number(), w: v.number() }),
        targets: v.array(v.object({ expr: v.string(), legendFormat: v.string() })),
      }),
    ),
  }),
  JSON.parse(read('templates/deploy/grafana.json')),
);

/** As Grafana fills its variables in. */
const filled = (expr: string) => expr.replace(/\$__\w+/g, '5m').replace(/\$\w+/g, '.*');

describe('what Prometheus and Grafana are told to ask', () => {
  let scraped: Scrape;

  beforeAll(async () => {
    const { url, call } = await startServe();
    await call('Paper', 'ticker');
    scraped = await scrape(url);
    killServed();
  });

  /** Besides what the table of metrics names, what Prometheus adds. */
  function labelsOf(metric: string): string[] {
    const [, labels = ''] =
      new RegExp(`^\\| \`${metric}\` \\| \\w+ \\| .+? \\| (.*?) ?\\| `, 'm').exec(guide) ?? [];
    return [...labels.split(', '), 'job', 'instance', 'le'];
  }

  function check(expr: string, told: readonly string[] = []): void {
    const { metrics, labels } = namesIn(expr);
    expect(metrics.length, expr).toBeGreaterThan(0);
    const known = metrics.map((metric) => {
      const type = scraped.families.find(({ name }) => name === metric.replace(/_(bucket|sum|count)$/, ''));
      return metric === 'up' || type?.name === metric || type?.type === 'HISTOGRAM' ? metric : `no ${metric}`;
    });
    expect(known).toEqual(metrics);
    const there = metrics.flatMap((metric) => labelsOf(metric.replace(/_(bucket|sum|count)$/, '')));
    expect(there, expr).toEqual(expect.arrayContaining([...labels, ...told]));
  }

  test.each(alerts)('$name', ({ expr, told }) => check(expr, told));

  test.each(dashboard.panels)('the panel $title', ({ targets, gridPos }) => {
    for (const { expr, legendFormat } of targets)
      check(
        filled(expr),
        [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label),
      );
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  test('a metric, a label or an expression that is wrong is found', () => {
    expect(() => check('fmzproto_nothing_total')).toThrow();
    expect(() => check('sum by (symbol) (fmzproto_requests_total)')).toThrow();
    expect(() => check('rate(fmzproto_requests_total[5m]')).toThrow(SyntaxError);
  });

  test.each(['docs/monitoring.md', 'docs/monitoring.zh-CN.md'])('%s names all alerts', (page) => {
    const named = [...read(page).matchAll(/^\| `(Fmzproto\w+)` \|/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(alerts.map(({ name }) => name).toSorted());
    expect(read('templates/deploy/alerts.yml').match(/summary:/g)).toHaveLength(named.length);
  });

  test('variables are those of metrics that there are', () => {
    for (const { query } of dashboard.templating.list) {
      const [, expr = '', label = ''] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
      check(expr, [label]);
    }
  });
});

describe("a monitor's command", () => {
  const [, command = ''] = /```sh\n(curl .+)\n```/.exec(guide) ?? [];
  let served: Served;

  beforeAll(async () => {
    served = await startServe(['--base-url', `OKX=http://127.0.0.1:${await deadPort()}`]);
  });
  afterAll(killServed);

  /** Runs it for an exchange, and resolves with its exit status. */
  async function watch(exchange: string, url = served.url): Promise<number> {
    const words = command.replace('http://127.0.0.1:6666', url).replace('OKX', exchange).split(' ');
    const [program = '', ...args] = words;
    const child = spawn(program, args, { stdio: 'ignore', env: { PATH: process.env.PATH } });
    const [code] = await once(child, 'exit');
    return code;
  }

  test('ends with what the guide says', async () => {
    expect(command).toContain('/healthz/OKX');
    const whole = async () => (await fetch(`${served.url}/healthz`)).text();
    expect(await watch('OKX')).toBe(0);
    expect(await whole()).toMatch(/^\{"status":"ok"/);
    for (let index = 0; index < 5; index += 1) await served.call('OKX', 'ticker');
    expect(await watch('OKX')).toBe(22);
    expect(await whole()).not.toContain('{"status":"ok"');
    expect(await watch('Paper')).toBe(0);
    expect(await watch('Nowhere')).toBe(22);
    expect(await watch('OKX', `http://127.0.0.1:${await deadPort()}`)).toBe(7);
  });
});
