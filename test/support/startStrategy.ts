import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleStrategy } from '../../bin/bundleStrategy.js';
import { createPluginPool } from '../../src/http/createPluginPool.js';
import type { Credentials } from '../../src/protocol/envelope.js';
import type { DatabaseFile } from '../../src/strategy/database/StrategyDatabase.js';
import type { EndEvent, StrategyEvent } from '../../src/strategy/events.js';
import { type Run, startRun } from '../../src/strategy/Run.js';
import type { ExchangeSettings, StrategySettings } from '../../src/strategy/settings.js';
import { readStrategyCode, type StrategyCode } from '../../src/strategy/strategyCode.js';
import type { Language } from '../../src/wording/say.js';

/** The thread's code as it is in src/ now, and what removes it. */
export async function buildStrategyCode(): Promise<StrategyCode & { remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'strategy-'));
  await bundleStrategy(fileURLToPath(new URL('../../src/strategy/worker', import.meta.url)), folder, 'ts');
  const code = await readStrategyCode(folder);
  return { ...code, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** What a test says of a strategy besides its source. */
export interface StrategyOptions {
  code: StrategyCode;
  /** The plugin, or the address of each exchange. */
  url?: string;
  exchanges?: Partial<ExchangeSettings>[];
  settings?: Partial<StrategySettings>;
  keys?: Credentials[];
  timeout?: number;
  database?: DatabaseFile;
  language?: Language;
  grace?: number;
  exitTime?: number;
  patience?: number;
  onEvent?(event: StrategyEvent): void | Promise<void>;
}

export interface RunningStrategy extends Run {
  /** All that has been told so far. */
  events: StrategyEvent[];
  /** The lines of the log, with their levels where these are not `log`. */
  lines(): string[];
}

/** A strategy that runs as `strategy.js`; Paper is its exchange unless others are given. */
export function startStrategy(source: string, options: StrategyOptions): RunningStrategy {
  const events: StrategyEvent[] = [];
  const client = createPluginPool();
  const given = options.exchanges ?? [{}];
  const run = startRun(
    {
      file: 'strategy.js',
      source,
      libraries: [],
      args: {},
      state: {},
      ...options.settings,
      exchanges: given.map((exchange) => ({
        url: `${options.url ?? 'http://127.0.0.1:9'}/Paper`,
        name: 'Paper',
        label: 'paper',
        currency: 'BTC_USDT',
        period: 60,
        precision: 'none',
        perpetualFor: 'none',
        ...exchange,
      })),
    },
    {
      keys: options.keys ?? given.map((_, index) => ({ access_key: `strategy-${index}`, secret_key: 's' })),
      client,
      timeout: options.timeout ?? 60_000,
      code: options.code,
      database: options.database,
      ...(options.language && { language: options.language }),
      ...(options.grace !== undefined && { grace: options.grace }),
      ...(options.exitTime !== undefined && { exitTime: options.exitTime }),
      ...(options.patience !== undefined && { patience: options.patience }),
      onEvent(event) {
        events.push(event);
        return options.onEvent?.(event);
      },
    },
  );
  run.ended.finally(() => client.close());
  return {
    ...run,
    events,
    lines: () =>
      events.flatMap((event) =>
        event.kind === 'log' ? [event.level === 'log' ? event.text : `${event.level}: ${event.text}`] : [],
      ),
  };
}

/** Runs a strategy to its end. */
export async function runStrategy(
  source: string,
  options: StrategyOptions,
): Promise<RunningStrategy & { end: EndEvent }> {
  const run = startStrategy(source, options);
  return { ...run, end: await run.ended };
}
