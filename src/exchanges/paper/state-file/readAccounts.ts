import { createHash } from 'node:crypto';
import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { describeIssue } from '../../../protocol/parseWith.js';
import { codeOrMessageOf, messageOf } from '../../../protocol/thrown.js';
import { say } from '../../../wording/say.js';
import { decodeAccount } from './encodeAccount.js';
import { StateFileError } from './StateFileError.js';
import { type SavedAccount, stateFile } from './schema.js';

/**
 * Where a path leads, so that what is replaced is the file and not a link to it.
 *
 * @throws StateFileError when no state file can be there.
 */
export function locate(path: string): string {
  if (path.trim() === '') throw new StateFileError(say('the file of paper accounts has no name'));
  const place = resolve(path);
  try {
    accessSync(dirname(place), constants.W_OK);
  } catch (error) {
    throw new StateFileError(say('the folder of {place} does not exist or cannot be written to', { place }), {
      cause: error,
    });
  }
  const stats = statsOf(place);
  if (stats && !stats.isFile()) {
    throw new StateFileError(
      stats.isDirectory()
        ? say('{place} is a folder', { place })
        : say('{place} is not a regular file', { place }),
    );
  }
  try {
    return realpathSync(place);
  } catch {
    return place;
  }
}

/**
 * The saved accounts in a state file, by their exchanges; none where it is empty or not there.
 *
 * @throws StateFileError when it is no state file that is whole.
 */
export function readAccounts(path: string): Record<string, SavedAccount[]> {
  const remedy = say('move it away');
  if (!statsOf(path)) return {};
  const text = tryToRead(path, () => readFileSync(path, 'utf8'));
  if (text === '') return {};
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new StateFileError(
      say('{path} is damaged or not a file of paper accounts: it is not whole JSON', { path }),
      {
        remedy,
        cause,
      },
    );
  }
  const result = v.safeParse(stateFile, json, { abortEarly: true });
  if (!result.success) {
    throw new StateFileError(
      say('{path} is damaged or not a file of paper accounts of this version: {problem}', {
        path,
        problem: describeIssue(result.issues[0], say('it')),
      }),
      { remedy },
    );
  }
  try {
    for (const saved of Object.values(result.output.exchanges).flat()) decodeAccount(saved);
  } catch (cause) {
    throw new StateFileError(
      say('{path} is damaged: {reason}', {
        path,
        reason: messageOf(cause),
      }),
      {
        remedy,
        cause,
      },
    );
  }
  const { checksum } = result.output;
  if (checksum !== undefined && checksumOf(text.replace(memberOf(checksum), '')) !== checksum) {
    throw new StateFileError(
      say('{path} was changed or damaged since it was written: it does not fit its checksum', { path }),
      { remedy: say('put a copy back, or take its "checksum" out if you changed it yourself,') },
    );
  }
  return result.output.exchanges;
}

/** How a checksum stands in the file. */
export function memberOf(checksum: string): string {
  return `,"checksum":"${checksum}"`;
}

/** The checksum of a file's text without it. */
export function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function tryToRead<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (cause) {
    const reason = codeOrMessageOf(cause);
    const remedy = say('move it away');
    throw new StateFileError(say('{path} cannot be read: {reason}', { path, reason }), { remedy, cause });
  }
}

function statsOf(path: string) {
  return tryToRead(path, () => statSync(path, { throwIfNoEntry: false }));
}
