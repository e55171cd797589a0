import type { Hook } from '@oclif/core';
import { suggest } from '../protocol/suggest.js';
import { reportError } from './reportError.js';
import { UsageError } from './UsageError.js';

/** Answers a command that there is not: `fmzproto serv`. */
const commandNotFound: Hook.CommandNotFound = async ({ id, config }) => {
  const [word = '', ...more] = id.split(':');
  const known = config.commandIDs;
  const nearest = suggest(word, known);
  const message = known.includes(word)
    ? `${word} takes no argument "${more.join(' ')}"`
    : `unknown command "${word}"${nearest ? `, did you mean ${nearest}?` : `: there are ${known.join(', ')}`}`;
  process.exitCode = reportError(new UsageError(`${message}; see "fmzproto --help"`), word);
};

export default commandNotFound;
