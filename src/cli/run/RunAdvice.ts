import type { EndEvent, StrategyEvent } from '../../strategy/events.js';
import { say } from '../../wording/say.js';
import { adviceOn } from './adviceOn.js';
import type { ExchangeFlags } from './chooseExchanges.js';

/** What the log tells of a thread that ended at an error. */
const THREAD = /^Thread-\d+(?: threw: | 抛出：)(.*)$/s;

/** What would have helped a strategy, by what happened to it: told when it has ended. */
export class RunAdvice {
  readonly #sources: readonly string[];
  readonly #precision: ExchangeFlags['precision'];
  /** What threads stopped at. */
  readonly #ofThreads = new Set<string>();
  /** How many orders were refused because their figures have too many decimals. */
  #tooFine = 0;

  /** @param sources of the strategy and its libraries. */
  constructor(sources: readonly string[], { precision }: Pick<ExchangeFlags, 'precision'>) {
    this.#sources = sources;
    this.#precision = precision;
  }

  add(event: StrategyEvent): void {
    if (event.kind === 'call' && /\b(PRICE|AMOUNT)_STEP\b/.test(event.error ?? '')) this.#tooFine += 1;
    const [, error] = (event.kind === 'log' && event.level === 'error' && THREAD.exec(event.text)) || [];
    const advice = error === undefined ? undefined : adviceOn({ reason: 'threw', error }, this.#sources);
    if (advice !== undefined) this.#ofThreads.add(advice);
  }

  /** One line for each piece of advice. */
  at(end: EndEvent): string[] {
    const missing = adviceOn(end, this.#sources);
    const lines = [...new Set([...(missing === undefined ? [] : [missing]), ...this.#ofThreads])];
    if (this.#tooFine > 0 && this.#precision === 'none')
      lines.push(
        this.#tooFine === 1
          ? say(
              "1 order was finer than the exchange's steps: SetPrecision in the strategy cuts them, or --precision auto",
            )
          : say(
              "{count} orders were finer than the exchange's steps: SetPrecision in the strategy cuts them, or --precision auto",
              { count: this.#tooFine },
            ),
      );
    return lines;
  }
}
