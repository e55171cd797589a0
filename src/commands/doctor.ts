import { Args, Flags } from '@oclif/core';
import { DEFAULT_URL } from '../cli/terminal/addresses.js';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { exchangesFlag, flagsFromEnvironment, listOf, wholeNumber } from '../cli/terminal/flags.js';

export default class Doctor extends BaseCommand {
  static override summary = 'Look for what keeps FMZ from reaching an exchange, and say what to do.';
  static override description = [
    "Looks at Node.js, free disk space, the limit of open files, the config file, the port of serve, the address for FMZ's docker, the proxy of the environment, and for each exchange at DNS, TLS, its clock, its streams, its FIX hosts and your keys.",
    'Nothing is changed anywhere. Keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, of a second exchange from FMZPROTO_ACCESS_KEY_2 and so on, and used for one read of the exchange that is named; where none is named they are not used.',
    'Exit code: 0 when nothing failed, 1 when something did, 2 for wrong usage.',
  ].join('\n\n');

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> OKX',
    '<%= config.bin %> <%= command.id %> OKX CTrader --json',
  ];

  // Any number of them.
  static override strict = false;
  static override args = {
    exchange: Args.string({
      description: 'Names of exchanges; those that need a network where none is given.',
      ignoreStdin: true,
    }),
  };

  static override flags = flagsFromEnvironment({
    port: wholeNumber({
      summary: 'Port that serve is to have: whether it is free, and who has it otherwise.',
      min: 0,
      max: 65_535,
      helpValue: 'PORT',
    }),
    url: Flags.string({
      summary: 'Where serve is expected to listen, if no port is given.',
      defaultHelp: async () => DEFAULT_URL,
      helpValue: 'URL',
    }),
    'base-url': Flags.string({
      summary:
        "Another address for an exchange's API, as NAME=URL or NAME.PART=URL, or URL where one exchange is named; can be repeated.",
      multiple: true,
      multipleNonGreedy: true,
      helpValue: '[NAME=]URL',
    }),
    exchanges: exchangesFlag(),
    timeout: wholeNumber({
      summary: 'How long each check may take, in ms.',
      default: 10_000,
      min: 100,
      max: 600_000,
      helpValue: 'MS',
    }),
    json: Flags.boolean({
      summary: 'Print {"findings":[{"check","exchange","status","text","remedy"}]}.',
    }),
  });

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(Doctor);
    const { runDoctor } = await import('../cli/doctor/runDoctor.js');
    const { default: Serve } = await import('./serve.js');
    process.exitCode = await runDoctor(argv.map(String), {
      url: flags.url,
      port: flags.port,
      settings: Serve.flags,
      baseUrls: listOf(flags['base-url']),
      exchanges: flags.exchanges,
      timeout: flags.timeout,
      json: flags.json,
      version: this.config.version,
    });
  }
}
