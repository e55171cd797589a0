import type { ChalkInstance } from 'chalk';
import { cutText } from '../../strategy/cutTexts.js';
import type { EndEvent, StatusTable, StrategyEvent } from '../../strategy/events.js';
import { say } from '../../wording/say.js';
import { breakText, type Screen, widthOf } from '../terminal/screen.js';
import { Footer } from './Footer.js';
import { printable, renderEvent, renderStatus } from './renderEvent.js';
import { renderSummary } from './renderSummary.js';
import type { Tally } from './Tally.js';

/** What a run is shown on. */
interface ViewOptions {
  tally: Tally;
  colors: ChalkInstance;
  /** Without bounds in a pipe or a file. */
  screen(): Screen;
  /** Writes whole lines, and tells whether there is still somebody who reads. */
  print(text: string): Promise<boolean>;
  /** Writes to a terminal as it is; absent where there is none, or nothing is to be drawn. */
  draw: ((text: string) => void) | undefined;
  /** Shows errors alone. */
  quiet: boolean;
}

/** Shows people a run: the log, and on a terminal the status bar and a line of figures below it. */
export class RunView {
  readonly #options: ViewOptions;
  readonly #footer: Footer | undefined;
  readonly #start = performance.now();
  #status: { text: string; tables: readonly StatusTable[] } = { text: '', tables: [] };

  constructor(options: ViewOptions) {
    this.#options = options;
    const { draw, screen, quiet } = options;
    if (draw && !quiet) this.#footer = new Footer({ write: draw, screen, render: () => this.#render() });
  }

  /** @returns whether there is still somebody who reads. */
  async show(event: StrategyEvent): Promise<boolean> {
    const { colors, quiet } = this.#options;
    if (event.kind === 'status') this.#status = event;
    const line =
      quiet && !(event.kind === 'log' && event.level === 'error') ? undefined : renderEvent(event, colors);
    if (line === undefined) return true;
    this.clear();
    return this.#options.print(line);
  }

  /** Makes room for lines above what stays at the bottom. */
  clear(): void {
    this.#footer?.wipe();
  }

  /** A line was typed below what stays at the bottom. */
  typed(): void {
    this.#footer?.lower();
  }

  /** The status bar as it was left, what happened, and what `main` returned. */
  async conclude({ value }: EndEvent): Promise<void> {
    this.#footer?.close();
    const { colors, screen, tally, quiet } = this.#options;
    const width = widthOf(screen());
    const status = quiet || this.#status.text === '' ? '' : renderStatus(this.#status, colors, width);
    const returned =
      quiet || value === undefined || value === null
        ? ''
        : printable(cutText(say('returned {value}', { value: JSON.stringify(value) })));
    const parts = [status, renderSummary(tally, colors, width), returned].filter((part) => part !== '');
    if (parts.length > 0) await this.#options.print(`\n${parts.join('\n\n')}`);
  }

  #render(): { body: string; lastLine: string } {
    const { colors, screen, tally } = this.#options;
    const width = widthOf(screen());
    const seconds = Math.floor((performance.now() - this.#start) / 1000);
    const figures = [
      `${seconds} s`,
      counted(tally.callCount, '{count} call', '{count} calls'),
      counted(tally.errorCount, '{count} error', '{count} errors'),
      counted(tally.orders.placed, '{count} order', '{count} orders'),
      ...(tally.profit === undefined ? [] : [say('profit {value}', { value: tally.profit })]),
      say('Ctrl-C stops'),
    ].join('  ');
    const [line = ''] = breakText(figures, width.columns ?? Number.POSITIVE_INFINITY);
    const body = this.#status.text === '' ? '' : renderStatus(this.#status, colors, width);
    return { body, lastLine: colors.dim(line) };
  }
}

function counted(
  count: number,
  one: '{count} call' | '{count} error' | '{count} order',
  several: '{count} calls' | '{count} errors' | '{count} orders',
): string {
  return say(count === 1 ? one : several, { count });
}
