import { statfs } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { createHttpClient } from '../../http/HttpClient.js';
import { createPluginClient, type PluginClient } from '../../http/PluginClient.js';
import { Proxies } from '../../http/Proxies.js';
import { CONFIG_FILE } from '../../loading/configFile.js';
import type { SettingFlags } from '../../loading/settings.js';
import { codeOrMessageOf } from '../../protocol/thrown.js';
import { readDescriptors } from '../../server/guards/descriptors.js';
import { say } from '../../wording/say.js';
import { parseAddress } from '../call/address.js';
import { DEFAULT_HOST, DEFAULT_PORT } from '../terminal/addresses.js';
import { variableOf } from '../terminal/flags.js';
import { createColors, print, printError } from '../terminal/output.js';
import { screenOf } from '../terminal/screen.js';
import { checkConfig } from './config.js';
import { checkDocker } from './docker.js';
import { examineExchange } from './examineExchange.js';
import { type Finding, type Result, skipped } from './Finding.js';
import { checkDescriptors, checkDisk, checkNode, foldersInUse } from './machine.js';
import { openExchanges } from './openExchanges.js';
import { addressesOf } from './places.js';
import { checkPort } from './port.js';
import { checkProxy } from './proxy.js';
import { renderFindings } from './renderFindings.js';
import { checkServe } from './serve.js';

/** What `fmzproto doctor` was told. */
interface DoctorFlags {
  /** Where `serve` is expected to listen. */
  url: string | undefined;
  /** The port that `serve` is to have. */
  port: number | undefined;
  /** Those of `serve`. */
  settings: SettingFlags;
  baseUrls: readonly string[];
  /** Folder of the user's own adapters. */
  exchanges: string;
  /** For each check, in ms. */
  timeout: number;
  json: boolean;
  version: string;
}

/**
 * Looks at this machine and at the way to exchanges, and prints what it has found.
 *
 * @param names of exchanges; those that are loaded and need a network where none is given.
 * @returns the exit code: 0 when nothing failed, 1 otherwise.
 * @throws UsageError
 */
export async function runDoctor(names: readonly string[], flags: DoctorFlags): Promise<number> {
  const { config, result } = checkConfig('.', flags.settings);
  const setting = (name: string) => process.env[variableOf(name)] ?? textOf(config?.serve[name]);
  const wanted = flags.port ?? (flags.url === undefined ? config?.serve.port : undefined);
  const port = typeof wanted === 'number' && wanted > 0 ? wanted : undefined;
  const host = setting('host') ?? DEFAULT_HOST;
  const scheme = setting('tls-cert') ? 'https' : 'http';
  const address = parseAddress(flags.url ?? `${scheme}://${DEFAULT_HOST}:${port ?? DEFAULT_PORT}`, undefined);
  const descriptors = readDescriptors();
  const client = createPluginClient();
  try {
    const exchanges = config
      ? await findInExchanges(names, flags, client)
      : [{ check: 'exchanges', ...skipped(say('{file} has to be corrected first', { file: CONFIG_FILE })) }];
    const path = `/${names[0] ?? address.exchange}`;
    const findings: Finding[] = [
      { check: 'node', ...checkNode(process.versions.node) },
      ...(result ? [{ check: 'config', ...result }] : []),
      ...(await Promise.all(foldersInUse(setting).map(findInFolder))),
      ...(descriptors === undefined ? [] : [{ check: 'descriptors', ...checkDescriptors(descriptors) }]),
      ...(port ? [{ check: 'port', ...(await checkPort(client, { scheme, host, port }, flags)) }] : []),
      ...(port && flags.url === undefined
        ? []
        : [{ check: 'serve', ...(await checkServe(client, address.origin, flags)) }]),
      { check: 'docker', ...checkDocker(networkInterfaces(), new URL(address.origin), path) },
      ...exchanges,
    ];
    await print(
      flags.json
        ? JSON.stringify({ findings }, null, 2)
        : renderFindings(findings, createColors('stdout'), screenOf()),
    );
    return findings.some(({ status }) => status === 'fail') ? 1 : 0;
  } finally {
    client.close();
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function findInFolder(folder: string): Promise<Finding> {
  const path = resolve(folder);
  try {
    const { bavail, bsize } = await statfs(path);
    return { check: 'disk', ...checkDisk(path, bavail * bsize) };
  } catch (error) {
    const missing: Result = {
      status: 'warn',
      text: say('{path} cannot be looked at ({code})', { path, code: codeOrMessageOf(error) }),
      remedy: say('see whether it is there, and whose it is'),
    };
    return { check: 'disk', ...missing };
  }
}

async function findInExchanges(
  names: readonly string[],
  flags: DoctorFlags,
  client: PluginClient,
): Promise<Finding[]> {
  const { timeout } = flags;
  const proxies = new Proxies(process.env);
  const setting = await checkProxy(proxies, undefined, timeout);
  if (setting.status === 'fail') {
    const rest = skipped(say('what the proxy is set to has to be corrected first'));
    return [
      { check: 'proxy', ...setting },
      { check: 'exchanges', ...rest },
    ];
  }
  const { opened, url: plugin, notes, close } = await openExchanges(names, flags);
  for (const line of notes) printError(say('note: {line}', { line }));
  const http = createHttpClient({ proxy: true });
  try {
    const [first] = opened.flatMap(({ exchange, moved }) => addressesOf(exchange, moved));
    const proxy: Finding = { check: 'proxy', ...(await checkProxy(proxies, first, timeout)) };
    const means = { http, proxies, client, plugin, timeout };
    const found = await Promise.all(opened.map((one) => examineExchange(one, means)));
    return [proxy, ...found.flat()];
  } finally {
    await http.close();
    await close();
  }
}
