import { Errors } from '@oclif/core';
import { oneLine } from '../../protocol/oneLine.js';
import { messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import { commandName } from './commandName.js';
import { createColors, printError } from './output.js';

/**
 * The command line is wrong: exit code 2. The message is one sentence that says what to try next.
 *
 * @example throw new UsageError('"limit" is not NAME=VALUE: write it like limit=5')
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A plugin gave no usable answer: exit code 1. The message is one sentence for people. */
export class CallError extends Error {
  override readonly name = 'CallError';
}

/**
 * Shows why a command failed, on stderr and without a stack trace.
 *
 * @returns the exit code: 2 for wrong usage, 130 for Ctrl-C and Ctrl-D at a question, otherwise 1.
 */
export function reportError(error: unknown, command: string): number {
  if (error instanceof Errors.ExitError) throw error;
  const name = error instanceof Error ? error.name : '';
  const show = (sentence: string) =>
    say('{label} {sentence}', { label: createColors('stderr').red(say('error:')), sentence });
  // The first is what inquirer throws at Ctrl-C.
  if (name === 'ExitPromptError' || name === 'NoAnswerError') {
    // Ctrl-D leaves the cursor behind the question.
    const line = name === 'NoAnswerError' ? '\n' : '';
    printError(`${line}${show(say('canceled, nothing was done'))}`);
    return 130;
  }
  const message = oneLine(messageOf(error), 2000);
  // By name: finding adapters is not loaded for every command.
  if (name === 'UsageError' || name === 'ConfigError') {
    printError(show(message));
    return 2;
  }
  if (error instanceof Errors.CLIError) {
    const sentence = message.replace(/ ?See more help with --help$/, '');
    const words = { sentence, command: `${commandName()} ${command}` };
    printError(show(say('{sentence}; see "{command} --help"', words)));
    return 2;
  }
  printError(show(message));
  return 1;
}
