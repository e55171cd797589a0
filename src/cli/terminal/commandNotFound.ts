import type { Hook } from '@oclif/core';
import { commandName } from './commandName.js';
import { reportError } from './reportError.js';
import { UsageError } from './UsageError.js';
import { unknownCommand } from './unknownCommand.js';

/** Answers a command that does not exist: `fmzproto serv`. */
const commandNotFound: Hook.CommandNotFound = async ({ id, config }) => {
  const [word = '', ...more] = id.split(':');
  const message = config.commandIDs.includes(word)
    ? `unexpected argument "${more.join(' ')}"; see "${commandName()} ${word} --help"`
    : unknownCommand(word, config.commandIDs);
  process.exitCode = reportError(new UsageError(message), word);
};

export default commandNotFound;
