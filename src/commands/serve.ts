import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/BaseCommand.js';
import { flagsFromEnvironment } from '../cli/flagsFromEnvironment.js';

export default class Serve extends BaseCommand {
  static override summary = "Run the plugin that FMZ's docker talks to.";
  static override description =
    `Listens for FMZ's docker and answers from the exchanges. In FMZ's "Add exchange" page choose
"General Protocol" and enter http://127.0.0.1:6666/OKX as the service address.

Every flag can also come from the environment: --log-level from FMZPROTO_LOG_LEVEL. Proxies are taken from HTTPS_PROXY,
HTTP_PROXY and NO_PROXY.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --port 7000 --log-format json',
    '<%= config.bin %> <%= command.id %> --base-url OKX=https://eea.okx.com',
  ];

  static override flags = flagsFromEnvironment({
    port: Flags.integer({
      summary: 'Port to listen on; 0 picks a free one.',
      default: 6666,
      min: 0,
      max: 65_535,
    }),
    host: Flags.string({
      summary: 'Address to listen on; 0.0.0.0 is every interface.',
      default: '127.0.0.1',
    }),
    exchanges: Flags.string({
      summary: 'Folder of your own adapters.',
      default: './exchanges',
      helpValue: 'DIR',
    }),
    default: Flags.string({
      summary: 'Exchange of an address without a path.',
      default: 'OKX',
      helpValue: 'NAME',
    }),
    'base-url': Flags.string({
      summary: "Another address of an exchange's API, as NAME=URL; can be repeated.",
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=URL',
    }),
    timeout: Flags.integer({
      summary: 'Milliseconds within which every request is answered.',
      default: 10_000,
      min: 100,
      max: 600_000,
    }),
    'log-level': Flags.option({
      summary: 'Least grave messages to log.',
      default: 'info',
      options: ['debug', 'info', 'warn', 'error'] as const,
    })(),
    'log-format': Flags.option({
      summary: 'Log for people, or one JSON object a line.',
      default: 'pretty',
      options: ['pretty', 'json'] as const,
    })(),
  });

  override async run(): Promise<void> {
    const { flags } = await this.parse(Serve);
    const { serve } = await import('../cli/serve.js');
    await serve({
      port: flags.port,
      host: flags.host,
      exchanges: flags.exchanges,
      defaultExchange: flags.default,
      baseUrls: [flags['base-url'] ?? []].flat(),
      timeout: flags.timeout,
      logLevel: flags['log-level'],
      logFormat: flags['log-format'],
      version: this.config.version,
    });
  }
}
