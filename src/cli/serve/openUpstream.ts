import { accessSync, constants, mkdirSync } from 'node:fs';
import { removeLeftovers } from '../../files/leftovers.js';
import { Proxies } from '../../http/Proxies.js';
import { createRecorder } from '../../recording/createRecorder.js';
import { createReplay } from '../../recording/createReplay.js';
import { type Fixture, readFixtures } from '../../recording/Fixture.js';
import { FixtureError } from '../../recording/fixtureFiles.js';
import type { Upstream } from '../../runtime/outgoing.js';
import { listed, say } from '../../wording/say.js';
import { observeFix, openNetwork } from '../plugin/openNetwork.js';
import { UsageError } from '../terminal/errors.js';
import type { OpenLog } from './openLog.js';

/**
 * Where everything goes that adapters send: the network, a recorder in front of it, or recordings. The log says so.
 *
 * @param options.names of the exchanges that are loaded.
 * @throws UsageError when a folder, or the proxy of the environment, cannot be used.
 */
export function openUpstream(
  options: { record: string | undefined; replay: string | undefined; names: readonly string[] },
  { log, troubles }: Pick<OpenLog, 'log' | 'troubles'>,
): Upstream {
  const { record, replay, names } = options;
  if (record !== undefined && replay !== undefined) {
    throw new UsageError(say('--record and --replay exclude each other: record first, then replay'));
  }
  if (replay !== undefined) {
    const fixtures = read(replay);
    const unknown = strangersIn(fixtures, names);
    if (unknown.length > 0)
      log.message(
        'warn',
        say('{folder} has recordings of {names}: not loaded', { folder: replay, names: listed(unknown) }),
      );
    log.message(
      'warn',
      say('replaying: {count} recordings in {folder} take the place of the network', {
        count: fixtures.length,
        folder: replay,
      }),
    );
    return createReplay(fixtures, replay);
  }
  const upstream = openNetwork(observeFix(log));
  if (record === undefined) return upstream;
  prepare(record);
  log.message(
    'warn',
    say('recording: what exchanges answer is written into {folder}, without keys', { folder: record }),
  );
  return createRecorder(upstream, {
    folder: record,
    report: (level, text) => log.message(level, text),
    onTrouble: troubles.watch('record', (sentence) => log.message('warn', sentence)),
  });
}

/** The proxy that exchanges are reached through, for people; `undefined` where none is set. */
export function describeProxy(): string | undefined {
  return new Proxies(process.env).describe();
}

function read(folder: string): Fixture[] {
  try {
    return readFixtures(folder);
  } catch (error) {
    if (error instanceof FixtureError)
      throw new UsageError(say('--replay: {fault}', { fault: error.message }), { cause: error });
    throw error;
  }
}

function strangersIn(fixtures: readonly Fixture[], names: readonly string[]): string[] {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const exchanges = new Set(fixtures.map(({ exchange }) => exchange));
  return [...exchanges].filter((exchange) => !known.has(exchange.toLowerCase()));
}

/** Says at the start, and not with the first recording, that nothing can be written. */
function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    removeLeftovers(folder);
  } catch (cause) {
    throw new UsageError(
      say('--record {folder} is not a folder that can be written to: choose another', { folder }),
      { cause },
    );
  }
}
