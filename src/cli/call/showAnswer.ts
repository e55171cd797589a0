import type { Credentials } from '../../protocol/envelope.js';
import { methods } from '../../protocol/methods.js';
import { oneLine } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';
import { keysHint } from '../terminal/keys.js';
import { createColors, print, printError } from '../terminal/output.js';
import { cutToScreen, screenOf, widthOf } from '../terminal/screen.js';
import type { CallRequest } from './arguments.js';
import type { ErrorAnswer, PluginAnswer } from './readAnswer.js';
import { roomToWatch, watchHeading } from './watch.js';

/** What was asked, and in which form the answer is wanted. */
interface ShowAnswerOptions {
  request: CallRequest;
  /** The name that the exchange was asked under. */
  exchange: string;
  keys: Credentials;
  flags: { json: boolean; raw: boolean; watch?: string | undefined };
}

/** What became of an answer: the exit code, and whether somebody still reads stdout. */
interface ShownAnswer {
  code: number;
  read: boolean;
}

/** Prints an answer in the form that the flags ask for: data on stdout, everything else on stderr. */
export async function showAnswer(answer: PluginAnswer, options: ShowAnswerOptions): Promise<ShownAnswer> {
  const { request, flags } = options;
  if (answer.error !== undefined) return showError(answer, options);
  if (flags.json) return { code: 0, read: await print(answer.text) };
  if (flags.raw) {
    const raw = request.name === 'io' ? answer.data : answer.raw;
    if (raw !== undefined) return { code: 0, read: await print(raw) };
    printError(errorLine(say("the plugin's answer has no raw: leave out --raw to see its data")));
    return { code: 1, read: true };
  }
  const colors = createColors('stdout');
  const screen = flags.watch === undefined ? widthOf(screenOf()) : roomToWatch(screenOf());
  const { renderAnswer } = await import('./renderAnswer.js');
  const { text, defect } = renderAnswer(request.name, answer.data, colors, screen);
  const read = await print(
    flags.watch === undefined ? text : watchHeading(request) + cutToScreen(text, screen),
  );
  if (defect)
    printError(
      say('note: {line}', {
        line: say("this does not match the protocol's {method}: {fault}", {
          method: request.name,
          fault: oneLine(defect),
        }),
      }),
    );
  return { code: 0, read };
}

async function showError(
  { text, error }: ErrorAnswer,
  { request, exchange, keys, flags }: ShowAnswerOptions,
): Promise<ShownAnswer> {
  const read = flags.json ? await print(text) : true;
  if (!flags.json) printError(errorLine(subjectOf(request, exchange, error) + error));
  const hint = keysHint(error, keys);
  if (hint) printError(say('hint: {hint}', { hint }));
  return { code: 1, read };
}

function errorLine(sentence: string): string {
  return say('{label} {sentence}', { label: createColors('stderr').red(say('error:')), sentence });
}

/** FMZ's log puts exchange and function in front of an error; here nothing else does, unless the error names the exchange. */
function subjectOf({ name }: CallRequest, exchange: string, error: string): string {
  const [text, asked] = [error.toLowerCase(), exchange.toLowerCase()];
  if (text.startsWith(`${asked} `) || text.includes(`exchange "${asked}"`)) return '';
  return `${exchange} ${methods[name].fmz}: `;
}
