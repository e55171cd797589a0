import { Command } from '@oclif/core';
import { reportError } from './reportError.js';

/** A command whose failures are one sentence on stderr: exit code 2 for wrong usage, 1 for the rest. */
export abstract class BaseCommand extends Command {
  protected override async catch(error: Error): Promise<void> {
    process.exitCode = reportError(error, this.id ?? '');
  }
}
