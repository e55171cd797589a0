import { codeOrMessageOf, messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import { readSource, UnreadableSource } from './sourceFiles.js';
import { SourceError } from './translate.js';

/** @throws SourceError where it cannot be read. */
export function readModule(file: string): string {
  try {
    return readSource(file);
  } catch (cause) {
    if (cause instanceof UnreadableSource) throw new SourceError({ file, reason: cause.message, cause });
    const code = codeOrMessageOf(cause);
    throw new SourceError({ file, reason: say('cannot be read: {code}', { code }), cause });
  }
}

/** @throws SourceError where it is not JSON. */
export function parseJson(source: string, file: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new SourceError({ file, reason: messageOf(cause), cause });
  }
}
