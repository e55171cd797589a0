// Puts together what a page in the browser is made of: its script with uPlot, which carries its license along, and the styles.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ofUplot = (file) => fileURLToPath(new URL(file, import.meta.resolve('uplot')));
const base = fileURLToPath(new URL('../src/page/browser/base.css', import.meta.url));

/**
 * @param from the folder of the page's main.ts and page.css.
 * @param to the folder that gets page.js and page.css.
 * @returns the paths of all that went along.
 */
export async function bundlePage(from, to) {
  const bundled = await rolldown({
    input: join(from, 'main.ts'),
    platform: 'browser',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  });
  const license = readFileSync(ofUplot('../LICENSE'), 'utf8').trim();
  const { output } = await bundled.write({
    file: join(to, 'page.js'),
    format: 'iife',
    minify: true,
    comments: { legal: false },
    postBanner: `/*! uPlot: ${license} */`,
  });
  const styles = [ofUplot('uPlot.min.css'), base, join(from, 'page.css')];
  writeFileSync(join(to, 'page.css'), styles.map((file) => readFileSync(file, 'utf8')).join('\n'));
  return output.flatMap((chunk) => chunk.moduleIds);
}
