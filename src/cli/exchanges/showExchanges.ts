import { ProtocolError } from '../../protocol/ProtocolError.js';
import { loadAll } from '../../runtime/DeferredExchange.js';
import { describeExchanges } from '../../runtime/describeExchanges.js';
import { allOf, say } from '../../wording/say.js';
import { loadExchanges } from '../plugin/loadExchanges.js';
import { UsageError } from '../terminal/errors.js';
import { guardProcess } from '../terminal/guardProcess.js';
import { createColors, print, printError } from '../terminal/output.js';
import { screenOf, widthOf } from '../terminal/screen.js';
import { renderCcxt, renderCcxtPage, renderExchanges } from './renderExchanges.js';

/** What `fmzproto exchanges` was told. */
interface ExchangesFlags {
  /** Folder of the user's own adapters. */
  exchanges: string;
  /** Those of ccxt instead. */
  ccxt: boolean;
  markdown: boolean;
  json: boolean;
}

/**
 * Prints which exchanges there are, and what each supports.
 *
 * @throws UsageError when flags do not go together, and when ccxt is asked for and not installed.
 */
export async function showExchanges(flags: ExchangesFlags): Promise<void> {
  if (flags.markdown && !flags.ccxt) throw new UsageError(say('--markdown is for --ccxt: add --ccxt'));
  if (flags.markdown && flags.json) {
    throw new UsageError(
      say('{flags} exclude each other: use one of them', { flags: allOf(['--json', '--markdown']) }),
    );
  }
  if (flags.ccxt) return showCcxt(flags);
  const guard = guardProcess((fault) => printError(say('note: {line}', { line: fault })));
  try {
    const loaded = (await loadExchanges(flags.exchanges)).loader.loaded;
    const known = await loadAll(loaded.exchanges);
    const failures = known.failed.map(({ name, reason }) =>
      say('{exchange} cannot be loaded: {reason}', { exchange: name, reason }),
    );
    for (const note of [...loaded.notes, ...failures]) printError(say('note: {line}', { line: note }));
    const exchanges = describeExchanges(known.exchanges);
    await print(
      flags.json
        ? JSON.stringify({ exchanges }, null, 2)
        : renderExchanges(exchanges, createColors('stdout'), widthOf(screenOf())),
    );
  } finally {
    guard.end();
  }
}

async function showCcxt(flags: { json: boolean; markdown: boolean }): Promise<void> {
  const { describeCcxt } = await import('../../exchanges/ccxt/library/describeCcxt.js');
  const { version, exchanges } = await describeCcxt().catch((error: unknown) => {
    throw error instanceof ProtocolError ? new UsageError(error.message) : error;
  });
  if (flags.json) {
    await print(JSON.stringify({ version, exchanges }, null, 2));
    return;
  }
  await print(
    flags.markdown
      ? renderCcxtPage(version, exchanges)
      : renderCcxt(exchanges, createColors('stdout'), widthOf(screenOf())),
  );
}
