// Puts together what goes into each report: the page's script with uPlot, which carries its license along, and the styles.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const page = fileURLToPath(new URL('../src/cli/run/report/page', import.meta.url));
const ofUplot = (file) => fileURLToPath(new URL(file, import.meta.resolve('uplot')));

/**
 * @param to the folder that gets page.js and page.css.
 * @returns the paths of all that went along.
 */
export async function bundleReport(to) {
  const bundled = await rolldown({
    input: join(page, 'main.ts'),
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
  const styles = [ofUplot('uPlot.min.css'), join(page, 'page.css')].map((file) => readFileSync(file, 'utf8'));
  writeFileSync(join(to, 'page.css'), styles.join('\n'));
  return output.flatMap((chunk) => chunk.moduleIds);
}
