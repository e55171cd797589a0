import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installCommand } from '../../files/installCommand.js';
import { LONGEST_COOLDOWN } from '../../http/Cooldowns.js';
import type { LimitSharing } from '../../http/LimitSharing.js';
import { clientOptions, RedisStore } from '../../http/sharing/RedisStore.js';
import { SharedLimits, type SharingObserver } from '../../http/sharing/SharedLimits.js';
import { nameFullWidth } from '../../protocol/fullWidth.js';
import { oneOf, say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import type { OpenLog } from './openLog.js';
import { PREFIX, reasonOf } from './shareFaults.js';

const FORMS = ['redis://host:6379', 'rediss://user:password@host:6379/0'];

/** Where Redis is, as `--share` says. */
interface RedisAddress {
  url: string;
  /** For people: nothing of it is secret. */
  place: string;
  /** How many processes share at least. */
  processes: number;
}

/**
 * Reads `redis://[user:password@]host:port[/db][?processes=N]`, also of `rediss:`.
 *
 * @throws UsageError that shows nothing of it: there may be a password in it.
 */
function parseShare(value: string): RedisAddress {
  const example = oneOf(FORMS);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^rediss?:$/.test(url.protocol) || url.hostname === '' || url.hash !== '') {
    const sentence = say('--share is not the address of a Redis: write it like {example}', { example });
    throw new UsageError(nameFullWidth(sentence, value));
  }
  if (!isDecodable(url.username + url.password)) {
    throw new UsageError(say('--share: a % in the user or the password is written as %25'));
  }
  if (!/^(\/\d*)?$/.test(url.pathname)) {
    throw new UsageError(
      say('--share: what follows the port is the number of a database: write it like {example}', { example }),
    );
  }
  const { processes = '1', ...unknown } = Object.fromEntries(url.searchParams);
  if (!/^[1-9]\d{0,2}$/.test(processes) || Object.keys(unknown).length > 0) {
    throw new UsageError(
      say('--share: after "?" it takes processes=N alone, how many processes share at least'),
    );
  }
  url.search = '';
  return { url: url.href, place: `${url.hostname}:${url.port || '6379'}`, processes: Number(processes) };
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Begins to keep limits together with other processes. Without Redis it goes on alone, which is told.
 *
 * @throws UsageError when the address is wrong, or the client of Redis is not installed.
 */
export async function openSharing(
  value: string,
  { log, troubles }: Pick<OpenLog, 'log' | 'troubles'>,
): Promise<{ sharing: LimitSharing; close(): Promise<void> }> {
  const warn = (text: string) => log.message('warn', text);
  const { url, place, processes } = parseShare(value);
  if (new URL(url).password !== '' && process.argv.some((word) => word.includes(value))) {
    warn(
      say(
        '--share has a password, which every user of this machine can see in the process list: set FMZPROTO_SHARE instead',
      ),
    );
  }
  const { createClient } = await loadClient();
  const store = new RedisStore(createClient({ ...clientOptions, url }));
  const limits = new SharedLimits(store, {
    observer: observe(place, {
      onTrouble: troubles.watch('share', warn),
      onWarning: warn,
    }),
    processes,
  });
  await limits.start();
  if (!limits.failing)
    log.message(
      'info',
      say('--share: rate limits are kept in Redis at {place}, by {processes}', {
        ...{ place, processes: countOf(limits.processes) },
      }),
    );
  return {
    sharing: limits,
    async close() {
      await limits.close();
      store.close();
    },
  };
}

/** Says what becomes of Redis, in one sentence each. */
function observe(
  place: string,
  told: { onTrouble(sentence: string, fails: boolean): void; onWarning(sentence: string): void },
): SharingObserver {
  return {
    lost: (error, count) =>
      told.onTrouble(say(count === 1 ? LOST_ALONE : LOST, { place, reason: reasonOf(error), count }), true),
    found: (count) =>
      told.onTrouble(
        say('--share: Redis at {place} is in use again, by {processes}', {
          ...{ place, processes: countOf(count) },
        }),
        false,
      ),
    mixed: () =>
      told.onWarning(
        say(
          '--share: other versions of fmzproto use Redis at {place}, each with its part of the limits: install one version everywhere',
          { place },
        ),
      ),
    dropped: () =>
      told.onWarning(
        say(
          '--share: Redis at {place} held what fmzproto does not store, or dates to come: that was dropped, and no cooldown lasts longer than {minutes} min; let nothing else write keys that begin with {prefix}',
          { place, minutes: LONGEST_COOLDOWN / 60_000, prefix: PREFIX },
        ),
      ),
  };
}

const LOST =
  '--share: Redis at {place} cannot be used, {reason}: until it can, 1/{count} of each rate limit is used here';
const LOST_ALONE =
  '--share: Redis at {place} cannot be used, {reason}: until it can, this process goes on alone, with the whole of each rate limit';

function countOf(count: number): string {
  return count === 1 ? say('1 process') : say('{count} processes', { count });
}

/** The client of Redis, of the folder where the command runs, or else beside fmzproto. */
async function loadClient(): Promise<typeof import('@redis/client')> {
  const name = '@redis/client';
  try {
    const file = createRequire(join(process.cwd(), 'package.json')).resolve(name);
    return await import(pathToFileURL(file).href);
  } catch {
    return import(name).catch((cause: unknown) => {
      const command = installCommand(`${name}@6`);
      throw new UsageError(say('--share needs {name}: {command}', { name, command }), { cause });
    });
  }
}
