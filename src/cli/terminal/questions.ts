import { interruptible } from '../../http/deadline.js';
import { say } from '../../wording/say.js';
import { createColors } from './output.js';

/** Questions to the person at the terminal. */
export interface Ask {
  /** A line of text; it is asked for again, with the reason, until it is one that is accepted. */
  text(message: string, options?: TextOptions): Promise<string>;
  /** One of several. */
  choose(message: string, choices: readonly { name: string; value: string }[]): Promise<string>;
  /** A line that is not shown while it is typed. */
  secret(message: string): Promise<string>;
}

/** What a line of text has to be. */
export interface TextOptions {
  /** Whether something has to be typed. @default false */
  required?: boolean;
  /** What an empty line stands for. */
  default?: string;
  /** Why a line is not accepted; `undefined` where it is. */
  check?(text: string): string | undefined | Promise<string | undefined>;
}

/** Nobody answered: Ctrl-D, or the terminal is gone. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** How long the answer that closes the input may take to arrive, in ms. */
const SETTLING = 100;

/**
 * Asks on a terminal. Questions go to stderr, so that stdout holds nothing but the answer.
 *
 * @param streams others than the terminal.
 */
export async function createAsk(
  streams: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream } = {
    input: process.stdin,
    output: process.stderr,
  },
): Promise<Ask> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule(streams);
  const { bold, dim } = createColors('stderr');
  const keysHelpTip = () =>
    `${bold('↑↓')} ${dim(say('navigate'))}${dim(' • ')}${bold('⏎')} ${dim(say('select'))}`;
  const put = async (question: Promise<{ answer: unknown }>) => {
    const { answer } = await untilClosed(question, streams.input);
    return String(answer ?? '');
  };
  return {
    text: async (message, { required = false, default: preset, check } = {}) => {
      const validate = async (value: unknown) => {
        const text = String(value).trim();
        if (text === '') return required ? say('an answer is needed here') : true;
        return (await check?.(text)) ?? true;
      };
      const fallback = preset === undefined ? {} : { default: preset };
      const answer = await put(prompt([{ type: 'input', name: 'answer', message, ...fallback, validate }]));
      return answer.trim();
    },
    choose: (message, choices) =>
      put(
        prompt([
          {
            type: 'select',
            name: 'answer',
            message,
            choices: [...choices],
            theme: { style: { keysHelpTip } },
          },
        ]),
      ),
    secret: (message) => {
      const theme = { style: { maskedText: say('[input is masked]') } };
      return put(
        prompt([{ type: 'password', name: 'answer', message, mask: false, toggleMask: false, theme }]),
      );
    },
  };
}

/**
 * A question on a terminal that closes is never answered and never fails: without this the process would end as if all
 * were well.
 *
 * @throws NoAnswerError
 */
function untilClosed<T>(question: Promise<T>, input: NodeJS.ReadableStream): Promise<T> {
  return interruptible(
    () => question,
    ({ reject }) => {
      // An answer closes the input as well, and arrives at once.
      const close = () => setTimeout(() => reject(new NoAnswerError(say('no answer was given'))), SETTLING);
      const events = ['pause', 'end'] as const;
      for (const event of events) input.once(event, close);
      return () => {
        for (const event of events) input.off(event, close);
      };
    },
  );
}
