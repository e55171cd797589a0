import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/BaseCommand.js';
import { exchangesFlag } from '../cli/exchangesFlag.js';
import { flagsFromEnvironment } from '../cli/flagsFromEnvironment.js';
import { UsageError } from '../cli/UsageError.js';

export default class Check extends BaseCommand {
  static override summary = 'Find out whether a plugin keeps to the protocol.';
  static override description =
    `Sends a plugin what FMZ's docker may send, and a good deal that goes wrong, and looks at each answer. A plugin in any language is named by its address; an exchange of this program by its name, in front of which a plugin is started on a free port.

Nothing is changed at the exchange without --trade: orders go out incomplete and with keys of nobody. With --trade one order is placed at half the price of the market, found, and canceled.

Keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, which hold what FMZ's two key boxes hold. Without them, cases about an account are skipped.

Exit code: 0 when no case failed, 1 when one did, 2 for wrong usage.`;

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
      summary: 'Run only a group, or a case by its id or number; can be repeated.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'GROUP_OR_ID',
    }),
    symbol: Flags.string({
      summary:
        'The pair to ask for, or a contract such as BTC_USDT.swap: BTC_USDT, or where it is not listed another one.',
      helpValue: 'BASE_QUOTE',
    }),
    trade: Flags.boolean({ summary: 'Place one order far from the market, find it, and cancel it.' }),
    json: Flags.boolean({
      summary:
        'Print {"target","cases":[{"id","group","title","status",...}]}, and of an adapter of yours "left".',
    }),
    timeout: Flags.integer({
      summary: 'How long to wait for each answer, in ms.',
      default: 10_000,
      min: 100,
      max: 600_000,
      helpValue: 'MS',
    }),
    'base-url': Flags.string({
      summary:
        'Another address of the API of an exchange that is named, as URL or NAME=URL; can be repeated.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: '[NAME=]URL',
    }),
    exchanges: exchangesFlag(),
  });

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Check);
    if (args.target === undefined) {
      throw new UsageError(
        'no plugin is named: give its address, like http://127.0.0.1:6666/OKX, or an exchange',
      );
    }
    const { runCheck } = await import('../cli/check/runCheck.js');
    process.exitCode = await runCheck(args.target, {
      only: [flags.only ?? []].flat(),
      symbol: flags.symbol,
      timeout: flags.timeout,
      baseUrls: [flags['base-url'] ?? []].flat(),
      exchanges: flags.exchanges,
      trade: flags.trade,
      json: flags.json,
      version: this.config.version,
    });
  }
}
