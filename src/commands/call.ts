import { Args, Flags } from '@oclif/core';
import { runCall } from '../cli/call/runCall.js';
import { hintForParam, usageOf } from '../cli/call/usage.js';
import { DEFAULT_EXCHANGE, DEFAULT_URL } from '../cli/terminal/addresses.js';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { flagsFromEnvironment, wholeNumber } from '../cli/terminal/flags.js';
import { methodNames, methods } from '../protocol/methods.js';

export default class Call extends BaseCommand {
  static override summary = "Call a method of a running plugin, as FMZ's docker does.";
  static override description = [
    'Posts one request to a plugin, fmzproto\'s own ("fmzproto serve") or any other, and shows the answer. Without a method, it asks on a terminal what to call.',
    "Keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, which hold what FMZ's two key boxes hold (OKX: the secret key box is secret,passphrase). Keys that a method needs and that are not set are asked for on a terminal, without being shown.",
    'A price of 0 or below, such as -1, is a market order. The amount of a market buy on spot is in quote currency. Options of an order stand behind its type: "buy;timeInForce=ioc;postOnly=true".',
    'Exit code: 0 for data, 1 for an error of the plugin, 2 for wrong usage.',
    [
      'Methods, by either name:',
      ...methodNames.map((name) => `  ${methods[name].fmz.padEnd(17)} ${usageOf(name, {}, 'fmzproto')}`),
    ].join('\n'),
  ].join('\n\n');

  static override examples = [
    { description: 'The ticker of a pair:', command: '<%= config.bin %> <%= command.id %> ticker LTC_USDT' },
    {
      description: 'Five levels of the order book:',
      command: '<%= config.bin %> <%= command.id %> GetDepth ETH_USDT 5',
    },
    {
      description: '500 bars of an hour:',
      command: '<%= config.bin %> <%= command.id %> records ETH_USDT 60 500',
    },
    {
      description: 'A limit order:',
      command: '<%= config.bin %> <%= command.id %> trade BTC_USDT buy 1000 0.1',
    },
    {
      description: 'A market order for 100 USDT:',
      command: '<%= config.bin %> <%= command.id %> trade BTC_USDT buy -1 100',
    },
    {
      description: 'A limit order that is canceled where it cannot be filled at once:',
      command: '<%= config.bin %> <%= command.id %> trade BTC_USDT "buy;timeInForce=ioc" 1000 0.1',
    },
    {
      description: "The exchange's own API:",
      command: '<%= config.bin %> <%= command.id %> io GET /api/v5/market/ticker instId=LTC-USDT',
    },
    {
      description: 'Open orders, refreshed every 2 seconds:',
      command: '<%= config.bin %> <%= command.id %> orders --watch 2',
    },
  ];

  static override usage = '<%= command.id %> [METHOD] [ARGS...] [FLAGS]';

  // The words behind the method differ from method to method.
  static override strict = false;

  static override args = {
    method: Args.string({
      description: 'A method by its wire name or its FMZ name: ticker or GetTicker.',
      ignoreStdin: true,
    }),
  };

  static override flags = flagsFromEnvironment({
    exchange: Flags.string({
      summary: 'The exchange to ask.',
      defaultHelp: async () => DEFAULT_EXCHANGE,
      helpValue: 'NAME',
    }),
    url: Flags.string({
      summary: 'Where the plugin listens. An address with a path is used unchanged, as FMZ does.',
      default: DEFAULT_URL,
      helpValue: 'URL',
    }),
    param: Flags.string({
      summary: 'A param by name; adds to the arguments or overrides one. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=VALUE',
    }),
    json: Flags.boolean({ summary: 'Print the answer exactly as it was received, and nothing else.' }),
    raw: Flags.boolean({ summary: 'Print only what the exchange sent, digit for digit.' }),
    watch: Flags.string({
      summary: 'Call again every so many seconds until Ctrl-C.',
      helpValue: 'SECONDS',
    }),
    timeout: wholeNumber({
      summary: 'How long to wait for the plugin, in ms.',
      default: 15_000,
      min: 1,
      max: 3_600_000,
      helpValue: 'MS',
    }),
  });

  async run(): Promise<void> {
    // The parser knows -0.5 for a number, but takes -.5 for a flag.
    const typed = this.argv.map((word) => word.replace(/^-\.(?=\d)/, '-0.'));
    const { raw, flags } = await this.parse(Call, typed);
    // `argv` sorts words by where their text first occurs, so that `--watch 5 depth ETH_USDT 5` would be mixed up.
    const words = raw.flatMap((token) => (token.type === 'arg' ? [token.input] : []));
    if (words[0]?.toLowerCase() === 'help') {
      const { CommandLineHelp } = await import('../cli/terminal/help.js');
      return new CommandLineHelp(this.config).showHelp(['call']);
    }
    process.exitCode = await runCall(words, flags);
  }

  protected override hintFor(flag: string): string | undefined {
    return hintForParam(flag, this.argv);
  }
}
