import { Errors } from '@oclif/core';
import { oneLine } from '../protocol/text.js';
import { CallError } from './CallError.js';
import { createColors } from './createColors.js';
import { printError } from './print.js';
import { UsageError } from './UsageError.js';

/**
 * Shows why a command failed, on stderr and without a stack trace.
 *
 * @returns the exit code: 2 for wrong usage, 130 for Ctrl-C at a question, otherwise 1.
 */
export function reportError(error: unknown, command: string): number {
  if (error instanceof Errors.ExitError) throw error;
  const name = error instanceof Error ? error.name : '';
  const label = createColors('stderr').red('error:');
  // The first is what inquirer throws at Ctrl-C.
  if (name === 'ExitPromptError' || name === 'NoAnswerError') {
    printError(`${label} stopped at a question: nothing was done`);
    return name === 'ExitPromptError' ? 130 : 1;
  }
  const message = oneLine(error instanceof Error ? error.message : String(error), 2000);
  if (error instanceof UsageError || error instanceof CallError) {
    printError(`${label} ${message}`);
    return error instanceof UsageError ? 2 : 1;
  }
  if (error instanceof Errors.CLIError) {
    const sentence = message.replace(/ ?See more help with --help$/, '');
    printError(`${label} ${sentence}; see "fmzproto ${command} --help"`);
    return 2;
  }
  printError(`${label} ${message}`);
  return 1;
}
