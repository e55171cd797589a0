import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { UsageError } from '../cli/terminal/errors.js';
import { exchangesFlag, flagsFromEnvironment, listOf, wholeNumber } from '../cli/terminal/flags.js';
import { say } from '../wording/say.js';

export default class Run extends BaseCommand {
  static override summary = "Run one of FMZ's strategies on this machine.";
  static override description = [
    "Plays FMZ's docker: the strategy runs unchanged, and each function of an exchange object is the request that the docker would send. Without --url a plugin is started in this process, in front of the exchanges that are named.",
    'A strategy is code, and trades with the keys that it is given: run only what you trust, and on Paper first.',
    "Keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, which hold what FMZ's two key boxes hold; those of a second exchange from FMZPROTO_ACCESS_KEY_2 and FMZPROTO_SECRET_KEY_2, and so on. Paper needs none.",
    'Ctrl-C and SIGTERM stop the strategy and run its onexit; Ctrl-C once more ends it at once.',
    'Exit code: 0 when the strategy returned or was stopped, 1 when it threw or had to be ended, 2 for wrong usage.',
  ].join('\n\n');

  static override examples = [
    '<%= config.bin %> <%= command.id %> examples/first.js',
    '<%= config.bin %> <%= command.id %> examples/grid.js --for 1m --arg Levels=5',
    '<%= config.bin %> <%= command.id %> strategy.js --exchange paper/OKX --currency ETH_USDT --state state.json',
    '<%= config.bin %> <%= command.id %> hedge.js --exchange OKX --exchange Bybit --url http://127.0.0.1:6666',
  ];

  static override args = {
    file: Args.string({
      description: "The strategy: one script, as FMZ's editor has it.",
      ignoreStdin: true,
    }),
  };

  static override flags = flagsFromEnvironment({
    exchange: Flags.string({
      summary:
        'The exchange of exchanges[0]; again for exchanges[1], and so on. Flags that are repeated with it belong to one each. [default: Paper]',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME',
    }),
    url: Flags.string({
      summary: 'A plugin that is running already, instead of one in this process.',
      helpValue: 'URL',
    }),
    currency: Flags.string({
      summary:
        "The pair of functions without a symbol. [default: that of the strategy's header, or BTC_USDT]",
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'BASE_QUOTE',
    }),
    name: Flags.string({
      summary: 'What GetName tells: strategies look for Futures_ in it. [default: the exchange]',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME',
    }),
    label: Flags.string({
      summary: 'What GetLabel tells. [default: the name]',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'TEXT',
    }),
    period: Flags.string({
      summary: "Length of GetRecords' bars. [default: that of the strategy's header, or 1m]",
      helpValue: '15m',
    }),
    precision: Flags.option({
      summary: "auto cuts prices and amounts of orders to the exchange's steps, as FMZ's docker does.",
      default: 'none',
      options: ['auto', 'none'] as const,
    })(),
    lib: Flags.string({
      summary: 'A template library, evaluated before the strategy; can be repeated.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FILE',
    }),
    arg: Flags.string({
      summary: 'A parameter of the strategy; can be repeated.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=VALUE',
    }),
    for: Flags.string({
      summary: 'Stop after so long, as by Ctrl-C: 30s, 10m, 2h; a number alone is seconds.',
      helpValue: 'TIME',
    }),
    state: Flags.string({
      summary: 'File that keeps what the strategy stores with _G; FILE.db beside it, what DBExec stores.',
      helpValue: 'FILE',
    }),
    report: Flags.string({
      summary:
        'Write a page at the end: the summary, profit, prices with the orders in them, and what the strategy drew.',
      helpValue: 'FILE.html',
    }),
    json: Flags.boolean({ summary: 'Print one event a line, as JSON, and nothing else.' }),
    quiet: Flags.boolean({ summary: 'Print errors and the summary alone.' }),
    timeout: wholeNumber({
      summary: 'How long a request may take, in ms.',
      default: 15_000,
      min: 100,
      max: 600_000,
      helpValue: 'MS',
    }),
    exchanges: exchangesFlag(),
    'paper-balance': Flags.string({
      summary: "What an account of Paper starts with. [default: what the strategy's header says of its pair]",
      helpValue: 'USDT=100000,BTC=2',
    }),
    'base-url': Flags.string({
      summary: "Another address for an exchange's API, as NAME=URL or NAME.PART=URL; can be repeated.",
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=URL',
    }),
  });

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Run);
    if (!args.file?.trim())
      throw new UsageError(say('no strategy given: write its file, as in run examples/first.js'));
    const { runStrategy } = await import('../cli/run/runStrategy.js');
    process.exitCode = await runStrategy(args.file, {
      ...flags,
      exchange: listOf(flags.exchange),
      url: flags.url,
      currency: listOf(flags.currency),
      name: listOf(flags.name),
      label: listOf(flags.label),
      period: flags.period,
      lib: listOf(flags.lib),
      arg: listOf(flags.arg),
      for: flags.for,
      state: flags.state,
      report: flags.report,
      baseUrls: listOf(flags['base-url']),
      paperBalance: flags['paper-balance'],
      version: this.config.version,
    });
  }
}
