import { readdirSync, readFileSync } from 'node:fs';
import { parseJson } from '../protocol/json.js';
import { codeOf, codeOrMessageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';

/** A folder of fixtures cannot be used; the message names the file and what is wrong with it. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';
}

/** @throws FixtureError where the folder cannot be read. */
export function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    const missing = codeOf(cause) === 'ENOENT';
    throw new FixtureError(
      missing
        ? say('there is no folder {folder}: make recordings with serve --record {folder}', { folder })
        : say('this folder cannot be read: {folder}: make recordings with serve --record {folder}', {
            folder,
          }),
      { cause },
    );
  }
}

/** @throws FixtureError */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new FixtureError(say('{path} cannot be read ({code})', { path, code: codeOrMessageOf(cause) }), {
      cause,
    });
  }
}

/** @throws FixtureError where it is not JSON. */
export function parseFile(path: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new FixtureError(say('{path} is not a recording: it is not JSON', { path }), { cause });
  }
}
