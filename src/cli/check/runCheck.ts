import { findSymbol, spellSymbol, USUAL_SYMBOL } from '../../check/findSymbol.js';
import { RawHttpClient } from '../../check/RawHttpClient.js';
import { type CaseResult, type CheckReport, runCases } from '../../check/runCases.js';
import type { Credentials } from '../../protocol/envelope.js';
import { oneLine, quote } from '../../protocol/oneLine.js';
import { type FmzSymbol, parseSymbol } from '../../protocol/symbol.js';
import { messageOf } from '../../protocol/thrown.js';
import { Secrets } from '../../runtime/Secrets.js';
import { findGaps, type Gap } from '../../scaffold/findGaps.js';
import { say } from '../../wording/say.js';
import { CallError, UsageError } from '../terminal/errors.js';
import { guardProcess } from '../terminal/guardProcess.js';
import { readKeys } from '../terminal/keys.js';
import { createColors, print, printError } from '../terminal/output.js';
import { needSessions } from './needSessions.js';
import { openTarget, type Target } from './openTarget.js';
import { needPlugin } from './probe.js';
import { renderGaps, renderResult, renderSummary } from './renderReport.js';
import { selectCases } from './selectCases.js';

/** What `fmzproto check` was told. */
export interface CheckFlags {
  only: readonly string[];
  /** One of the exchange's own list where none is named. */
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
 * @throws CallError when nothing listens at the URL, when the exchange cannot be loaded, or its FIX sessions not be opened, and when
 * no symbol to check with is told in time.
 */
export async function runCheck(name: string, flags: CheckFlags): Promise<number> {
  const wanted = selectCases(flags.only);
  const named = flags.symbol === undefined ? undefined : readSymbol(flags.symbol);
  const keys = await readKeys(process.env, undefined);
  const secrets = new Secrets();
  secrets.add(keys);
  const conceal = (text: string) => secrets.redact(text);
  const guard = guardProcess((fault) => note(conceal(fault)));
  let target: Target | undefined;
  try {
    target = await openTarget(name, flags);
    secrets.reveal(target.plainKeys(keys));
    for (const line of target.notes) note(line);
    const keyless = target.publicData === false && keys.access_key === '' && keys.secret_key === '';
    if (keyless)
      note(
        say(
          '{name} tells prices and lists with keys alone: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY',
          { name },
        ),
      );
    // The plugin in front of an exchange that is named is this program's own.
    if (isAddress(name))
      await needPlugin(
        target.url,
        { symbol: named?.written ?? named?.name ?? USUAL_SYMBOL, keys, conceal },
        flags.timeout,
      );
    const http = new RawHttpClient(target.url, flags.timeout);
    if (typeof target.sessions !== 'string' && !keyless)
      await needSessions(name, { http, keys, conceal, symbol: named?.written ?? named?.name });
    const chosen = () => (keyless ? USUAL_SYMBOL : choose(http, keys, conceal));
    const symbol = await (named ? spell(http, keys, named) : chosen());
    const report = await runCases({
      http,
      symbol,
      keys,
      trade: flags.trade,
      publicData: target.publicData,
      sessions: target.sessions,
      wanted,
      conceal,
      ...(!flags.json && { onResult: createPrinter() }),
    });
    // An address is not the name of a folder.
    const left = isAddress(name) ? undefined : await findGaps(flags.exchanges, name);
    await conclude(report, left, name, flags);
    const { cases, stopped, warning } = report;
    const flawed = cases.some(({ status }) => status === 'fail');
    return flawed || stopped !== undefined || warning !== undefined ? 1 : 0;
  } finally {
    await target?.close();
    guard.end();
  }
}

async function conclude(
  { cases, stopped, warning }: CheckReport,
  left: readonly Gap[] | undefined,
  target: string,
  flags: CheckFlags,
): Promise<void> {
  const warn = (label: 'stopped:' | 'warning:', sentence: string) =>
    printError(say('{label} {sentence}', { label: createColors('stderr').red(say(label)), sentence }));
  if (stopped !== undefined) warn('stopped:', stopped);
  if (warning !== undefined) warn('warning:', warning);
  const colors = createColors('stdout');
  await print(
    flags.json
      ? JSON.stringify(
          { target, cases, ...(stopped !== undefined && { stopped }), ...(left && { left }) },
          null,
          2,
        )
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

/** @throws UsageError where nothing can be called so. */
function readSymbol(text: string): FmzSymbol {
  const symbol = parseSymbol(text);
  if (symbol) return symbol;
  throw notASymbol(text);
}

/** @throws UsageError unless it is listed, or can be by its spelling. */
async function spell(http: RawHttpClient, keys: Credentials, named: FmzSymbol): Promise<string> {
  const symbol = await spellSymbol(http, keys, named).catch((error: unknown) => {
    throw new UsageError(`--symbol ${messageOf(error)}`);
  });
  if (symbol !== undefined) return symbol;
  throw notASymbol(named.written ?? '');
}

/**
 * A symbol where none is named, with a note where it is not the usual one of GetMarkets.
 *
 * @throws CallError where the list does not come in time: every case would fail for a symbol that nobody chose.
 */
async function choose(
  http: RawHttpClient,
  keys: Credentials,
  conceal: (text: string) => string,
): Promise<string> {
  const { symbol, untold } = await findSymbol(http, keys);
  const reason = untold === undefined ? '' : oneLine(conceal(untold), 300);
  if (symbol === undefined)
    throw new CallError(
      say(
        'GetMarkets tells no symbol to check with ({reason}): name a symbol with --symbol, or wait longer with --timeout',
        { reason },
      ),
    );
  if (untold !== undefined)
    note(
      say(
        'checking with {symbol}, as GetMarkets tells no symbols ({reason}): name a symbol with --symbol, or wait longer with --timeout',
        { symbol, reason },
      ),
    );
  else if (symbol !== USUAL_SYMBOL) note(say('checking with {symbol}', { symbol }));
  return symbol;
}

function note(line: string): void {
  printError(say('note: {line}', { line }));
}

function notASymbol(text: string): UsageError {
  return new UsageError(
    say(
      '--symbol {symbol} is not a symbol: use BASE_QUOTE, like BTC_USDT, or a contract, like BTC_USDT.swap',
      { symbol: quote(text) },
    ),
  );
}

function isAddress(target: string): boolean {
  return /^https?:/i.test(target);
}
