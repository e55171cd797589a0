import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { writeAtomically } from '../../../files/writeAtomically.js';
import { type PageAssets, readPageAssets } from '../../../page/renderPage.js';
import { codeOf, codeOrMessageOf } from '../../../protocol/thrown.js';
import type { EndEvent, StrategyEvent } from '../../../strategy/events.js';
import { say } from '../../../wording/say.js';
import { UsageError } from '../../terminal/errors.js';
import type { Tally } from '../Tally.js';
import { Collector, type RunFacts } from './Collector.js';
import { renderReport } from './renderReport.js';

/** What `--report` asks for: a page that is written once the run has ended. Its owner alone can read it. */
export class ReportFile {
  readonly #path: string;
  readonly #assets: PageAssets;
  readonly #collector: Collector;

  private constructor(path: string, assets: PageAssets, collector: Collector) {
    this.#path = path;
    this.#assets = assets;
    this.#collector = collector;
  }

  /**
   * Makes sure, before anything runs, that the file can be written.
   *
   * @param options.assets the folder with the page's script and styles.
   * @param options.tally counts the same events.
   * @throws UsageError where it cannot.
   */
  static async open(
    file: string,
    options: { assets: string; facts: RunFacts; tally: Tally },
  ): Promise<ReportFile> {
    const path = await pathOf(file);
    return new ReportFile(
      path,
      await readPageAssets(options.assets),
      new Collector(options.facts, options.tally),
    );
  }

  add(event: StrategyEvent): void {
    this.#collector.add(event);
  }

  /**
   * Writes the page.
   *
   * @param conceal strikes out keys.
   * @throws what the disk says.
   */
  async write(end: EndEvent, conceal: (text: string) => string): Promise<void> {
    await writeAtomically(this.#path, renderReport(this.#collector.conclude(end), this.#assets, conceal));
  }
}

/** The file itself where it is a link. */
async function pathOf(file: string): Promise<string> {
  // A strategy's own file is easily written in its place, and would be lost.
  if (!/\.html?$/i.test(file))
    throw new UsageError(
      say('--report takes the name of a page that ends in .html, like report.html, not {file}', { file }),
    );
  const path = await realpath(file).catch(() => resolve(file));
  await access(dirname(path), constants.W_OK | constants.X_OK).catch(() => {
    throw new UsageError(
      say('the folder of {flag} {file} does not exist or cannot be written to', { flag: '--report', file }),
    );
  });
  const there = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new UsageError(
      say('{path} cannot be written: {reason}', { path: `--report ${file}`, reason: codeOrMessageOf(error) }),
    );
  });
  if (there && !there.isFile())
    throw new UsageError(
      say('--report {file} already exists and is not a file: choose another name, like report.html', {
        file,
      }),
    );
  return path;
}
