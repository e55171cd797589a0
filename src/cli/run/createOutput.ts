import type { EndEvent, StrategyEvent } from '../../strategy/events.js';
import { say } from '../../wording/say.js';
import { createColors, print, printError } from '../terminal/output.js';
import { screenOf } from '../terminal/screen.js';
import { RunView } from './RunView.js';
import type { Tally } from './Tally.js';

/** Where a run is told. */
interface Output {
  /** @returns whether there is still somebody who reads. */
  show(event: StrategyEvent): Promise<boolean>;
  /** Tells what is happening, beside the strategy's own log. */
  tell(line: string): void;
  /** A line was typed on the terminal that it is shown on. */
  typed(): void;
  conclude(end: EndEvent): Promise<void>;
}

/** What decides how a run is told. */
interface OutputOptions {
  /** One event a line, for programs. */
  json: boolean;
  quiet: boolean;
  /** What is told of each event before it is shown. */
  tally: Tally;
  /** Strikes out keys. */
  conceal(text: string): string;
}

/** Tells a run to people, or to a program; what went wrong goes to stderr. */
export function createOutput({ json, quiet, tally, conceal }: OutputOptions): Output {
  const colors = createColors('stderr');
  const tellFault = ({ reason, place, error = '' }: EndEvent) => {
    if (reason !== 'threw' && reason !== 'killed') return;
    const sentence = `${place === undefined ? '' : `${place}: `}${conceal(error)}`;
    printError(say('{label} {sentence}', { label: colors.red(say('error:')), sentence }));
  };
  if (json)
    return {
      show: (event) => print(conceal(lineOf(event))),
      tell: printError,
      typed: () => undefined,
      conclude: async (end) => tellFault(end),
    };
  const terminal = process.stdout.isTTY && process.env.TERM !== 'dumb';
  const view = new RunView({
    tally,
    quiet,
    colors: createColors('stdout'),
    screen: () => screenOf(),
    print: (text) => print(conceal(text)),
    draw: terminal ? (text) => process.stdout.write(conceal(text)) : undefined,
  });
  return {
    show: (event) => view.show(event),
    tell(line) {
      view.clear();
      printError(line);
    },
    typed: () => view.typed(),
    async conclude(end) {
      await view.conclude(end);
      tellFault(end);
    },
  };
}

/** JSON that a terminal can show: it leaves some of what a terminal obeys as it is. */
function lineOf(event: StrategyEvent): string {
  return JSON.stringify(event).replace(
    /[\x7f-\x9f]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}
