import { join } from 'node:path';
import { packageFolder } from '../../files/packageFolder.js';
import { readPageAssets } from '../../page/renderPage.js';
import { messageOf } from '../../protocol/thrown.js';
import type { Registry } from '../../runtime/registry.js';
import { isBlockedPort } from '../../server/console/blockedPorts.js';
import { RequestFeed } from '../../server/console/RequestFeed.js';
import { type RunningConsole, startConsole } from '../../server/console/startConsole.js';
import type { App } from '../../server/createApp.js';
import type { Log } from '../../server/Log.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';

/** The console before it listens. */
interface Console {
  /** The same log, whose requests the console sees. */
  watch(log: Log): Log;
  /** Listens. Where the port cannot be had, the log says so, and the plugin goes on without a console. */
  listen(plugin: ConsoleFacts, log: Log): Promise<RunningConsole | undefined>;
}

/** What the console shows. */
interface ConsoleFacts {
  app: App;
  registry: Registry;
  version: string;
  /** Where the plugin listens. */
  plugin: string;
  /** In ms. */
  timeout: number;
}

/**
 * What `--console` asks for.
 *
 * @throws UsageError where browsers refuse to open the port.
 */
export function openConsole(port: number): Console {
  if (isBlockedPort(port))
    throw new UsageError(
      say('--console {port} is a port that browsers do not open: choose another, like 6680', { port }),
    );
  const feed = new RequestFeed();
  return {
    watch: (log) => ({
      ...log,
      request(entry) {
        feed.add(entry);
        log.request(entry);
      },
    }),
    async listen(plugin, log) {
      try {
        const assets = await readPageAssets(join(packageFolder(import.meta.url), 'dist/console'));
        return await startConsole({ ...plugin, port, assets, feed });
      } catch (error) {
        log.message('error', say('there is no console: {reason}', { reason: messageOf(error) }));
        return undefined;
      }
    },
  };
}
