import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { exchangesFlag, flagsFromEnvironment } from '../cli/terminal/flags.js';

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
    const { showExchanges } = await import('../cli/exchanges/showExchanges.js');
    await showExchanges(flags);
  }
}
