import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolder } from '../../files/packageFolder.js';
import type { ScriptFile } from '../../strategy/settings.js';

/** FMZ's own templates that public strategies use most, rewritten: `$.PlotLine`, `$.Buy` and those beside them. */
const FILES = ['chart.js', 'trade.js'] as const;

/**
 * The libraries that every strategy has. FMZ's users tick them in their editor, so that nothing in a strategy's file says that it
 * needs them; those of `--lib` are evaluated later, and may put other functions in their place.
 */
export async function readStandardLibraries(): Promise<ScriptFile[]> {
  const folder = join(packageFolder(import.meta.url), 'templates/fmz-libraries');
  return Promise.all(
    FILES.map(async (file) => ({
      file: `fmzproto:${file}`,
      source: await readFile(join(folder, file), 'utf8'),
    })),
  );
}
