import { statfs } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { createHttpClient } from '../../http/HttpClient.js';
import { createPluginClient, type PluginClient } from '../../http/PluginClient.js';
import { Proxies } from '../../http/Proxies.js';
import { codeOf } from '../../protocol/thrown.js';
import { parseAddress } from '../call/address.js';
import { createColors, print, printError } from '../terminal/output.js';
import { screenOf } from '../terminal/screen.js';
import { checkDocker } from './docker.js';
import { examineExchange } from './examineExchange.js';
import { type Finding, type Result, skipped } from './Finding.js';
import { checkDisk, checkNode, foldersInUse } from './machine.js';
import { openExchanges } from './openExchanges.js';
import { addressesOf } from './places.js';
import { checkProxy } from './proxy.js';
import { renderFindings } from './renderFindings.js';
import { checkServe } from './serve.js';

/** What `fmzproto doctor` was told. */
interface DoctorFlags {
  /** Where `serve` is expected. */
  url: string;
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
  const address = parseAddress(flags.url, undefined);
  const client = createPluginClient();
  try {
    const exchanges = await findInExchanges(names, flags, client);
    const port = new URL(address.origin).port || '80';
    const path = `/${names[0] ?? address.exchange}`;
    const findings: Finding[] = [
      { check: 'node', ...checkNode(process.versions.node) },
      ...(await Promise.all(foldersInUse(process.env).map(findInFolder))),
      { check: 'serve', ...(await checkServe(client, address.origin, flags)) },
      { check: 'docker', ...checkDocker(networkInterfaces(), port, path) },
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

async function findInFolder(folder: string): Promise<Finding> {
  const path = resolve(folder);
  try {
    const { bavail, bsize } = await statfs(path);
    return { check: 'disk', ...checkDisk(path, bavail * bsize) };
  } catch (error) {
    const missing: Result = {
      status: 'warn',
      text: `${path} cannot be looked at (${codeOf(error)})`,
      remedy: 'see whether it is there, and whose it is',
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
    const rest = skipped('what the proxy is set to has to be corrected first');
    return [
      { check: 'proxy', ...setting },
      { check: 'exchanges', ...rest },
    ];
  }
  const { opened, url: plugin, notes, close } = await openExchanges(names, flags);
  for (const note of notes) printError(`note: ${note}`);
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
