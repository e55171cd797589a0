import { Flags } from '@oclif/core';
import { DEFAULT_EXCHANGE, DEFAULT_HOST, DEFAULT_PORT } from '../cli/terminal/addresses.js';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { exchangesFlag, flagsFromEnvironment, listOf, wholeNumber } from '../cli/terminal/flags.js';
import { logFormats, logLevels } from '../server/Log.js';

export default class Serve extends BaseCommand {
  static override summary = "Run the plugin that FMZ's docker talks to.";
  static override description = [
    'Listens for FMZ\'s docker and answers from the exchanges. On FMZ\'s "Add exchange" page choose "General Protocol" and enter http://127.0.0.1:6666/OKX as the service address.',
    'Every flag can also come from the environment: --log-level from FMZPROTO_LOG_LEVEL. Proxies are taken from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY.',
  ].join('\n\n');
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --port 7000 --log-format json',
    '<%= config.bin %> <%= command.id %> --host 0.0.0.0 --allow 172.17.0.0/16',
    '<%= config.bin %> <%= command.id %> --tls-cert plugin.pem --tls-key plugin.key',
    '<%= config.bin %> <%= command.id %> --base-url OKX=https://eea.okx.com',
    '<%= config.bin %> <%= command.id %> --paper-state paper.json',
    '<%= config.bin %> <%= command.id %> --record fixtures',
    '<%= config.bin %> <%= command.id %> --console 6680',
  ];

  static override flags = flagsFromEnvironment({
    port: wholeNumber({
      summary: 'Port to listen on; 0 picks a free one.',
      default: DEFAULT_PORT,
      min: 0,
      max: 65_535,
      helpValue: 'PORT',
    }),
    host: Flags.string({
      summary: 'Address to listen on; 0.0.0.0 is every interface, and wants --allow.',
      default: DEFAULT_HOST,
      helpValue: 'HOST',
    }),
    allow: Flags.string({
      summary:
        "Addresses and ranges that may use it besides this machine, like 172.17.0.0/16 for docker's bridge; can be repeated.",
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'CIDR',
    }),
    'tls-cert': Flags.string({
      summary:
        'File of a certificate, in PEM: the port speaks TLS, and takes up a renewed one without a restart.',
      helpValue: 'FILE',
    }),
    'tls-key': Flags.string({
      summary: 'File of the private key of that certificate, in PEM.',
      helpValue: 'FILE',
    }),
    'read-only': Flags.boolean({ summary: 'Refuse whatever may change something at an exchange.' }),
    exchanges: exchangesFlag(),
    default: Flags.string({
      summary: 'Exchange of an address without a path.',
      default: DEFAULT_EXCHANGE,
      helpValue: 'NAME',
    }),
    'base-url': Flags.string({
      summary:
        "Another address for an exchange's API, as NAME=URL, or for a host, an environment, a FIX line or the streams of it, as NAME.PART=URL; can be repeated.",
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=URL',
    }),
    stream: Flags.string({
      summary:
        'Answer from the prices that exchanges push: auto, off, or NAME=off; can be repeated. [default: auto]',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'auto|off',
    }),
    'paper-state': Flags.string({
      summary: 'File that keeps the accounts of Paper across restarts.',
      helpValue: 'FILE',
    }),
    'paper-balance': Flags.string({
      summary: 'What a new account of Paper starts with.',
      helpValue: 'USDT=100000,BTC=2',
    }),
    record: Flags.string({
      summary: "Folder to record the exchanges' replies in, as fixtures without keys.",
      helpValue: 'DIR',
    }),
    replay: Flags.string({
      summary: 'Folder of such fixtures to answer from instead of the network.',
      helpValue: 'DIR',
    }),
    share: Flags.string({
      summary:
        'Redis that rate limits and cooldowns are kept in together with other serve processes; with a password better given as FMZPROTO_SHARE.',
      helpValue: 'redis://[USER:PASSWORD@]HOST:PORT[/DB]',
    }),
    timeout: wholeNumber({
      summary: 'Deadline for every answer, in ms.',
      default: 10_000,
      min: 100,
      max: 600_000,
      helpValue: 'MS',
    }),
    console: wholeNumber({
      summary:
        'Port of a page for your browser on this machine: requests, errors, times, and a form to try calls.',
      min: 0,
      max: 65_535,
      helpValue: 'PORT',
    }),
    'log-level': Flags.option({
      summary: 'Lowest level to log.',
      default: 'info',
      options: logLevels,
    })(),
    'log-file': Flags.string({
      summary: 'File for the log instead of stderr; at 10 MiB the next one begins, and five are kept.',
      helpValue: 'FILE',
    }),
    'log-format': Flags.option({
      summary: 'Log for people, or one JSON object per line.',
      default: 'pretty',
      options: logFormats,
    })(),
  });

  override async run(): Promise<void> {
    const { readSettings } = await import('../cli/serve/readSettings.js');
    const { config, defaults } = readSettings(Serve.flags);
    const { flags } = await this.parse({ flags: defaults, baseFlags: Serve.baseFlags });
    const { serve } = await import('../cli/serve/serve.js');
    await serve({
      port: flags.port,
      host: flags.host,
      allow: listOf(flags.allow),
      tlsCert: flags['tls-cert'],
      tlsKey: flags['tls-key'],
      readOnly: flags['read-only'],
      exchanges: flags.exchanges,
      defaultExchange: flags.default,
      baseUrls: listOf(flags['base-url']),
      streams: listOf(flags.stream),
      paperState: flags['paper-state'],
      paperBalance: flags['paper-balance'],
      record: flags.record,
      replay: flags.replay,
      share: flags.share,
      timeout: flags.timeout,
      console: flags.console,
      logLevel: flags['log-level'],
      logFormat: flags['log-format'],
      logFile: flags['log-file'],
      config,
      version: this.config.version,
    });
  }
}
