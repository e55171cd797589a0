// Puts a strategy's thread together: its entry, a module, and what the entry evaluates, one script without imports, since what
// a strategy can reach must not be able to import.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * @param from the folder of worker.js and prepare.js, or of the same in TypeScript.
 * @param to the folder that gets worker.js, runtime.js, and database.js with SQLite.
 * @returns the paths of all that went along.
 */
export async function bundleStrategy(from, to, ending = 'js') {
  const worker = await write(join(from, `worker.${ending}`), { file: join(to, 'worker.js'), format: 'esm' });
  const file = join(to, 'runtime.js');
  const runtime = await write(join(from, `prepare.${ending}`), { file, format: 'iife', name: 'runtime' });
  const script = readFileSync(file, 'utf8');
  writeFileSync(file, `(() => {\n'use strict';\n${script}\nreturn runtime.prepare;\n})()\n`);
  const entry = join(from, '../database', `thread.${ending}`);
  const database = await write(entry, { file: join(to, 'database.js'), format: 'esm' });
  const wasm = fileURLToPath(import.meta.resolve('sql.js/dist/sql-wasm.wasm'));
  copyFileSync(wasm, join(to, 'sql-wasm.wasm'));
  return [...worker, ...runtime, ...database];
}

async function write(input, output) {
  const bundled = await rolldown({
    input,
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    // sql.js looks for itself, and is handed what it would look for.
    transform: { define: { __dirname: '"/"', __filename: '"/"' } },
  });
  const { output: chunks } = await bundled.write(output);
  return chunks.flatMap((chunk) => chunk.moduleIds);
}
