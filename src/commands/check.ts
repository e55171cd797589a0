import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { UsageError } from '../cli/terminal/errors.js';
import { exchangesFlag, flagsFromEnvironment, listOf, wholeNumber } from '../cli/terminal/flags.js';
import { say } from '../wording/say.js';

export default class Check extends BaseCommand {
  static override summary = 'Find out whether a plugin keeps to the protocol.';
  static override description = [
    "Sends a plugin what FMZ's docker may send, and plenty of broken requests, and checks each answer. Give the address of a plugin in any language, or the name of an exchange: then a plugin is started in front of it on a free port.",
    'Nothing is changed at the exchange without --trade: orders are sent incomplete and with made-up keys. With --trade one order is placed at half the market price, looked up at once and a moment later, and canceled; three more are sent that the plugin has to refuse, or that end by themselves, and what is left of them is canceled. What only an open market can show is skipped while it is closed. Over FIX, one Logon is sent with a made-up password.',
    "Keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, which hold what FMZ's two key boxes hold. Without them, cases about an account are skipped.",
    'Exit code: 0 when no case failed, 1 when one did, 2 for wrong usage.',
  ].join('\n\n');

  static override examples = [
    '<%= config.bin %> <%= command.id %> Paper',
    '<%= config.bin %> <%= command.id %> http://127.0.0.1:6666/OKX',
    '<%= config.bin %> <%= command.id %> http://127.0.0.1:6666/OKX --only transport --only depth.limit',
    '<%= config.bin %> <%= command.id %> OKX --base-url https://eea.okx.com --json',
  ];

  static override args = {
    target: Args.string({
      description: 'The address of a plugin, or the name of an exchange.',
      ignoreStdin: true,
    }),
  };

  static override flags = flagsFromEnvironment({
    only: Flags.string({
      summary: 'Run only this group, or this case by its id or number; can be repeated.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'GROUP_OR_ID',
    }),
    symbol: Flags.string({
      summary:
        "The symbol to check with. [default: one of the exchange's own list, BTC_USDT where it is traded]",
      helpValue: 'SYMBOL',
    }),
    trade: Flags.boolean({ summary: 'Place orders far from the market, look them up, and cancel them.' }),
    json: Flags.boolean({
      summary:
        'Print {"target","cases":[{"id","group","title","status",...}]}, and "left" for an adapter of your own.',
    }),
    timeout: wholeNumber({
      summary: 'How long to wait for each answer, in ms.',
      default: 10_000,
      min: 100,
      max: 600_000,
      helpValue: 'MS',
    }),
    'base-url': Flags.string({
      summary:
        'Another address for the API of the exchange given by name, as URL, NAME=URL or NAME.PART=URL; can be repeated.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: '[NAME=]URL',
    }),
    exchanges: exchangesFlag(),
  });

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Check);
    if (!args.target?.trim()) {
      throw new UsageError(
        say('no plugin given: write its address, like http://127.0.0.1:6666/OKX, or the name of an exchange'),
      );
    }
    const { runCheck } = await import('../cli/check/runCheck.js');
    process.exitCode = await runCheck(args.target, {
      only: listOf(flags.only),
      symbol: flags.symbol,
      timeout: flags.timeout,
      baseUrls: listOf(flags['base-url']),
      exchanges: flags.exchanges,
      trade: flags.trade,
      json: flags.json,
      version: this.config.version,
    });
  }
}
