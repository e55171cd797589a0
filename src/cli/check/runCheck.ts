import { RawHttpClient } from '../../check/RawHttpClient.js';
import { type CaseResult, type CheckReport, runCases } from '../../check/runCases.js';
import { quote } from '../../protocol/oneLine.js';
import { parseSymbol } from '../../protocol/symbol.js';
import { Secrets } from '../../runtime/Secrets.js';
import { findGaps, type Gap } from '../../scaffold/findGaps.js';
import { readKeys } from '../call/readKeys.js';
import { createColors } from '../terminal/createColors.js';
import { guardProcess } from '../terminal/guardProcess.js';
import { print, printError } from '../terminal/print.js';
import { UsageError } from '../terminal/UsageError.js';
import { findSymbol } from './findSymbol.js';
import { needPlugin } from './needPlugin.js';
import { openTarget, type Target } from './openTarget.js';
import { renderGaps } from './renderGaps.js';
import { renderResult, renderSummary } from './renderResult.js';
import { selectCases } from './selectCases.js';

/** What `fmzproto check` was told. */
export interface CheckFlags {
  only: readonly string[];
  /** BTC_USDT, or another one that is listed, where none is named. */
  symbol: string | undefined;
  /** For each answer, in ms. */
  timeout: number;
  baseUrls: readonly string[];
  exchanges: string;
  trade: boolean;
  json: boolean;
  version: string;
}

/**
 * Checks a plugin and prints what was found.
 *
 * @param name the URL of a plugin, or the name of an exchange.
 * @returns the exit code: 0 only when no case failed.
 * @throws UsageError when a flag is wrong.
 * @throws CallError when nothing listens at the URL, and when the exchange cannot be loaded.
 */
export async function runCheck(name: string, flags: CheckFlags): Promise<number> {
  const wanted = selectCases(flags.only);
  const named = flags.symbol === undefined ? undefined : readSymbol(flags.symbol);
  const keys = await readKeys(process.env, undefined);
  const secrets = new Secrets();
  secrets.add(keys);
  const guard = guardProcess((fault) => printError(`note: ${secrets.redact(fault)}`));
  let target: Target | undefined;
  try {
    target = await openTarget(name, flags);
    for (const note of target.notes) printError(`note: ${note}`);
    // The plugin in front of an exchange that is named is this program's own.
    if (isAddress(name))
      await needPlugin(
        target.url,
        { symbol: named ?? 'BTC_USDT', keys, conceal: (text) => secrets.redact(text) },
        flags.timeout,
      );
    const symbol = named ?? (await findSymbol(target.url, flags.timeout));
    if (named === undefined && symbol !== 'BTC_USDT') printError(`note: checking with ${symbol}`);
    const report = await runCases({
      http: new RawHttpClient(target.url, flags.timeout),
      symbol,
      keys,
      trade: flags.trade,
      wanted,
      conceal: (text) => secrets.redact(text),
      ...(!flags.json && { onResult: createPrinter() }),
    });
    // An address is not the name of a folder.
    const left = isAddress(name) ? undefined : await findGaps(flags.exchanges, name);
    await conclude(report, left, name, flags);
    return report.cases.some(({ status }) => status === 'fail') || report.warning !== undefined ? 1 : 0;
  } finally {
    await target?.close();
    guard.end();
  }
}

async function conclude(
  { cases, warning }: CheckReport,
  left: readonly Gap[] | undefined,
  target: string,
  flags: CheckFlags,
): Promise<void> {
  if (warning !== undefined) printError(`${createColors('stderr').red('warning:')} ${warning}`);
  const colors = createColors('stdout');
  await print(
    flags.json
      ? JSON.stringify({ target, cases, ...(left && { left }) }, null, 2)
      : [renderSummary(cases, colors), ...renderGaps(left ?? [], colors)].join('\n'),
  );
}

/** Prints each case when it is done. */
function createPrinter(): (result: CaseResult) => void {
  const colors = createColors('stdout');
  let previous: CaseResult | undefined;
  return (result) => {
    void print(renderResult(result, previous, colors));
    previous = result;
  };
}

/** @throws UsageError unless it is a pair or a contract. */
function readSymbol(text: string): string {
  const symbol = parseSymbol(text);
  if (symbol) return symbol.name;
  throw new UsageError(
    `--symbol ${quote(text)} is not a symbol: use BASE_QUOTE, like BTC_USDT, or a contract, like BTC_USDT.swap`,
  );
}

function isAddress(target: string): boolean {
  return /^https?:/i.test(target);
}
