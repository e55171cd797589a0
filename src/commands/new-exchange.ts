import { Args, Flags } from '@oclif/core';
import { DEFAULT_FOLDER } from '../cli/terminal/addresses.js';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { flagsFromEnvironment } from '../cli/terminal/flags.js';
import { apiStyleNames, apiStyles, symbolStyleNames, symbolStyles } from '../scaffold/ExchangeChoices.js';
import { logonNames, logons } from '../scaffold/logons.js';
import { signingNames, signings } from '../scaffold/signings.js';

export default class NewExchange extends BaseCommand {
  static override summary = 'Start an adapter of your own.';
  static override description = [
    'Writes a folder with an adapter that runs: its code, its tests, its first fixtures, and a README that says what to fill in from the exchange\'s API document. "fmzproto serve" finds it at once. Whatever an editor and "npm test" need besides is added where it is missing.',
    'On a terminal it asks for whatever no flag sets. Existing files are not overwritten without --force.',
    ['Styles of an API:', ...rowsOf(apiStyleNames, (name) => apiStyles[name])].join('\n'),
    ['Signing schemes:', ...rowsOf(signingNames, (name) => signings[name].label)].join('\n'),
    ['Logons of FIX, with --protocol fix:', ...rowsOf(logonNames, (name) => logons[name].label)].join('\n'),
    ['Symbol styles:', ...rowsOf(symbolStyleNames, (name) => symbolStyles[name].example)].join('\n'),
  ].join('\n\n');

  static override examples = [
    '<%= config.bin %> <%= command.id %> acme',
    '<%= config.bin %> <%= command.id %> acme --yes',
    '<%= config.bin %> <%= command.id %> my-exchange --base-url https://api.example.com --products spot,futures --signing okx --symbols hyphen',
    '<%= config.bin %> <%= command.id %> my-broker --style rest --signing header --symbols base --symbol AAPL_USD --yes',
    '<%= config.bin %> <%= command.id %> forex --protocol fix --yes',
    '<%= config.bin %> <%= command.id %> acme --yes --dry-run',
  ];

  static override args = {
    name: Args.string({
      description: 'Letters, digits and hyphens; it names the folder and stands in the address for FMZ.',
      ignoreStdin: true,
    }),
  };

  static override flags = flagsFromEnvironment({
    protocol: Flags.string({
      summary: 'How it is spoken to: rest, or fix. [default: rest]',
      helpValue: 'NAME',
    }),
    'base-url': Flags.string({
      summary: 'Address of the API, without a path; of FIX, its first session. [default: one to fill in]',
      helpValue: 'URL',
    }),
    products: Flags.string({
      summary: 'What it trades: spot, futures, or spot,futures. [default: spot; of FIX, futures]',
      helpValue: 'LIST',
    }),
    signing: Flags.string({
      summary: 'How requests are signed. [default: that of the same name, or custom]',
      helpValue: 'SCHEME',
    }),
    lines: Flags.string({
      summary: 'Sessions of FIX: trade,quote, or one. [default: trade,quote]',
      helpValue: 'LINES',
    }),
    logon: Flags.string({
      summary: 'How a Logon of FIX is proven. [default: password]',
      helpValue: 'SCHEME',
    }),
    symbols: Flags.string({
      summary: 'How symbols are written, by name or as BTC_USDT would be. [default: joined]',
      helpValue: 'STYLE',
    }),
    style: Flags.string({
      summary: 'How the API is cut: envelope, or rest. [default: envelope]',
      helpValue: 'STYLE',
    }),
    symbol: Flags.string({
      summary: 'An instrument that it lists, as FMZ writes it. [default: BTC_USDT; of FIX, EUR_USD]',
      helpValue: 'SYMBOL',
    }),
    quote: Flags.string({
      summary: 'The quote currency of most instruments. [default: that of --symbol]',
      helpValue: 'CURRENCY',
    }),
    dir: Flags.string({ summary: 'Folder of your adapters.', default: DEFAULT_FOLDER, helpValue: 'DIR' }),
    yes: Flags.boolean({ char: 'y', summary: 'Ask nothing: use the defaults for whatever no flag sets.' }),
    force: Flags.boolean({ summary: 'Overwrite the generated files of an existing adapter.' }),
    'dry-run': Flags.boolean({ summary: 'List the files and write nothing.' }),
    json: Flags.boolean({
      summary: 'Print {"name","folder","written","files":[{"path","action"}],"notes"}.',
    }),
  });

  override async run(): Promise<void> {
    const { args, flags, raw } = await this.parse(NewExchange);
    const typed = raw.some((token) => token.type === 'flag' && token.flag === 'base-url');
    const baseUrl = flags['base-url'];
    const { runNewExchange } = await import('../cli/new-exchange/runNewExchange.js');
    await runNewExchange(
      args.name,
      typed ? flags : { ...flags, 'base-url': undefined, sharedBaseUrls: baseUrl },
    );
  }
}

/** What may be typed, a row each, beside what it means. */
function rowsOf<Name extends string>(names: readonly Name[], meaning: (name: Name) => string): string[] {
  return names.map((name) => `  ${name.padEnd(18)} ${meaning(name)}`);
}
