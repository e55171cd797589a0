import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { packageFolder } from '../../files/packageFolder.js';
import { suggest } from '../../protocol/suggest.js';
import { codeOf } from '../../protocol/thrown.js';
import type { ScriptFile } from '../../strategy/settings.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { languageOf } from './languages.js';
import { toJavaScript } from './toJavaScript.js';

/** What a file is for. */
type Subject = 'strategy' | '--lib';

function named(subject: Subject, file: string): string {
  return subject === 'strategy' ? say('strategy {file}', { file }) : `${subject} ${file}`;
}

/**
 * Reads a file of a strategy. `examples/first.js` and those beside it are there in every folder: they came along.
 *
 * @param subject what it is, for the message.
 * @throws UsageError where it cannot be read, is of a language that does not run here, or is TypeScript with a syntax error.
 */
export async function readScript(file: string, subject: Subject): Promise<ScriptFile> {
  const source = (await readText(file, subject)).replace(/^\uFEFF/, '');
  const language = languageOf(file, source);
  if (language !== undefined) throw new UsageError(wayOut(named(subject, file), language));
  return toJavaScript({ file, source });
}

async function readText(file: string, subject: Subject): Promise<string> {
  try {
    return await readFile(file, 'utf8').catch(async (error: unknown) => {
      const [, example] = /^(?:\.[/\\])?examples[/\\]([\w-]+\.js)$/.exec(file) ?? [];
      if (codeOf(error) !== 'ENOENT' || example === undefined) throw error;
      return readFile(join(packageFolder(import.meta.url), 'examples', example), 'utf8');
    });
  } catch (error) {
    const code = codeOf(error) ?? '';
    const near = code === 'ENOENT' ? await nearestTo(file) : undefined;
    const meant = near === undefined ? '' : say(': did you mean {near}?', { near });
    throw new UsageError(`${faultOf(file, named(subject, file), code)}${meant}`);
  }
}

function faultOf(file: string, subject: string, code: string): string {
  if (/^https?:/i.test(file)) return say('{subject} is an address: save its code in a file', { subject });
  if (code === 'ENOENT') return say('{subject} does not exist', { subject });
  if (code === 'EISDIR') return say('{subject} is a folder', { subject });
  return say('{subject} cannot be read: {code}', { subject, code });
}

/** The file beside it whose name is nearly that. */
async function nearestTo(file: string): Promise<string | undefined> {
  const folder = dirname(file);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const near = suggest(
    basename(file),
    entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name])),
  );
  return near === undefined || folder === '.' ? near : join(folder, near);
}

function wayOut(subject: string, language: string): string {
  const facts = { subject, language: language === 'My Language' ? say(language) : language };
  if (language === 'Markdown' || language === 'HTML' || language === 'XML')
    return say(
      '{subject} is {language}: save the JavaScript in it as a file of its own, and give its parameters with --arg',
      facts,
    );
  return say('{subject} is {language}: run takes strategies in JavaScript and TypeScript', facts);
}
