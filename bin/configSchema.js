// Writes the JSON schema of fmzproto.config.json, by which editors complete and check it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';

const root = fileURLToPath(new URL('..', import.meta.url));

/** From what `tsc` wrote to build/, so that it has each flag that `serve` has. */
export async function writeConfigSchema() {
  const { default: Serve } = await import('../build/commands/serve.js');
  const { configSchema } = await import('../build/loading/configFile.js');
  // Sentences for people are left to the program; what they check is said besides by types.
  const schema = toJsonSchema(configSchema(Serve.flags), { errorMode: 'ignore' });
  const text = JSON.stringify({ title: 'fmzproto.config.json', ...schema }, null, 2);
  writeFileSync(join(root, 'dist/config.schema.json'), `${text}\n`);
}
