import { Flags } from '@oclif/core';
import { renderCcxt, renderCcxtPage, renderExchanges } from '../cli/exchanges/renderExchanges.js';
import { loadExchanges } from '../cli/serve/loadExchanges.js';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { UsageError } from '../cli/terminal/errors.js';
import { exchangesFlag, flagsFromEnvironment } from '../cli/terminal/flags.js';
import { guardProcess } from '../cli/terminal/guardProcess.js';
import { createColors, print, printError } from '../cli/terminal/output.js';
import { screenOf, widthOf } from '../cli/terminal/screen.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { describeExchanges } from '../runtime/registry.js';

export default class Exchanges extends BaseCommand {
  static override summary = 'List the exchanges and what each of them supports.';
  static override description =
    'A row for each function of FMZ, a column for each exchange: "yes" where the exchange has it. The last row says whether account functions need keys. The same is in /healthz of a running server.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
    '<%= config.bin %> <%= command.id %> --ccxt',
  ];
  static override flags = flagsFromEnvironment({
    exchanges: exchangesFlag(),
    ccxt: Flags.boolean({
      summary: 'Show the exchanges of the installed ccxt instead: all of them are loaded.',
    }),
    markdown: Flags.boolean({
      summary: 'Print those of ccxt as a page in Markdown.',
    }),
    json: Flags.boolean({
      summary: 'Print {"exchanges":[{"name","keys","methods"}]} with the wire names of methods.',
    }),
  });

  async run(): Promise<void> {
    const { flags } = await this.parse(Exchanges);
    if (flags.markdown && !flags.ccxt) throw new UsageError('--markdown is for --ccxt: add --ccxt');
    if (flags.markdown && flags.json) {
      throw new UsageError('--json and --markdown exclude each other: use one of them');
    }
    if (flags.ccxt) return showCcxt(flags);
    const guard = guardProcess((fault) => printError(`note: ${fault}`));
    try {
      const loaded = (await loadExchanges(flags.exchanges)).loader.loaded;
      for (const note of loaded.notes) printError(`note: ${note}`);
      const exchanges = describeExchanges(loaded.exchanges);
      await print(
        flags.json
          ? JSON.stringify({ exchanges }, null, 2)
          : renderExchanges(exchanges, createColors('stdout'), widthOf(screenOf())),
      );
    } finally {
      guard.end();
    }
  }
}

async function showCcxt(flags: { json: boolean; markdown: boolean }): Promise<void> {
  const { describeCcxt } = await import('../exchanges/ccxt/library/createCcxtLibrary.js');
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
