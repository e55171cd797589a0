import * as v from 'valibot';
import { say } from '../wording/say.js';
import { ScaffoldError } from './writeFiles.js';

const texts = v.optional(v.record(v.string(), v.string()), {});
const known = v.looseObject({
  type: v.optional(v.string()),
  scripts: texts,
  dependencies: texts,
  devDependencies: texts,
  peerDependencies: texts,
});

/** What `npm init` writes where there are no tests. */
const NO_TESTS = /^echo "Error: no test specified" && exit 1$/;

/**
 * Adds to a package.json what it lacks for tests of adapters; what is there stays as it is, and so does its indentation.
 *
 * @param text the file's; `undefined` if there is none.
 * @param wanted.module whether the folder's own files allow `"type": "module"`.
 * @returns the text to write, `undefined` where nothing is to be changed, and what is left to the author.
 * @throws ScaffoldError when it is not a package.json.
 */
export function completePackage(
  text: string | undefined,
  wanted: {
    test: string;
    dependencies: Readonly<Record<string, string>>;
    devDependencies: Readonly<Record<string, string>>;
    module: boolean;
  },
): { text: string | undefined; notes: string[] } {
  const before = parse(text ?? '{"private": true}');
  const { test } = before.scripts;
  if (test !== undefined && !NO_TESTS.test(test.trim())) {
    const notes = test.includes('fmzproto/register')
      ? []
      : [
          say("package.json has a test script of its own: run the adapter's tests with {command}", {
            command: wanted.test,
          }),
        ];
    return { text: undefined, notes };
  }
  const notes: string[] = [];
  if (!wanted.module && before.type === undefined) {
    notes.push(
      say('package.json has no "type": once your own .js files are ES modules, npm pkg set type=module'),
    );
  } else if (before.type !== undefined && before.type !== 'module') {
    notes.push(
      say(
        'package.json has "type": "{type}": editors need "module" for the adapter\'s files, npm pkg set type=module',
        { type: before.type },
      ),
    );
  }
  const installed = { ...before.dependencies, ...before.devDependencies, ...before.peerDependencies };
  const complete = (kind: 'dependencies' | 'devDependencies') => {
    const missing = Object.entries(wanted[kind]).filter(([name]) => installed[name] === undefined);
    return missing.length > 0 && { [kind]: { ...before[kind], ...Object.fromEntries(missing) } };
  };
  const after = {
    ...before.all,
    ...(before.type === undefined && wanted.module && { type: 'module' }),
    scripts: { start: 'fmzproto serve', ...before.scripts, test: wanted.test },
    ...complete('dependencies'),
    ...complete('devDependencies'),
  };
  const indent = /^([ \t]+)"/m.exec(text ?? '')?.[1] ?? '  ';
  return { text: `${JSON.stringify(after, null, indent)}\n`, notes };
}

function parse(text: string) {
  try {
    const all: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (Array.isArray(all)) throw new TypeError('a list');
    return { all: v.parse(v.record(v.string(), v.unknown()), all), ...v.parse(known, all) };
  } catch (cause) {
    throw new ScaffoldError(say('package.json in this folder is not valid: repair it first'), { cause });
  }
}
