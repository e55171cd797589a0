// Compiles src/ into build/, bundles that into dist/, and writes the schema of the config file, and the manifest that starts the
// commands fast.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, copyTypes } from './bundle.js';
import { writeConfigSchema } from './configSchema.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (file, ...words) =>
  execFileSync(process.execPath, [fileURLToPath(import.meta.resolve(file)), ...words], {
    cwd: root,
    stdio: 'inherit',
    // The build asks nobody for news.
    env: { ...process.env, OCLIF_SKIP_NEW_VERSION_CHECK: 'true' },
  });

for (const folder of ['../build', '../dist'])
  rmSync(new URL(folder, import.meta.url), { recursive: true, force: true });
run('typescript/lib/tsc.js');
await bundle();
copyTypes();
await writeConfigSchema();
run('oclif/bin/run.js', 'manifest');
