import { fileURLToPath } from 'node:url';
import { execute, settings } from '@oclif/core';
import { variableOf } from './terminal/flags.js';
import { guardOutput } from './terminal/output.js';
import { commandFirst, languageOf, speakLanguage } from './terminal/speakLanguage.js';

/**
 * Runs the command that was typed.
 *
 * @param module the URL of a module of the package, whose package.json says which commands there are.
 */
export async function main(module: string): Promise<void> {
  // What is run is built: with NODE_ENV=development oclif would look for TypeScript, and warn where there is none.
  settings.enableAutoTranspile = false;
  guardOutput();
  const argv = process.argv.slice(2);
  // A line break at the end comes with files of variables.
  const language = variableOf('lang');
  if (process.env[language] !== undefined) process.env[language] = process.env[language].trim();
  await speakLanguage(languageOf(argv, process.env));
  // Nobody can install plugins of oclif: what it would look for in the home folder is not there, or cannot be read.
  await execute({
    loadOptions: { root: fileURLToPath(module), userPlugins: false },
    args: commandFirst(argv),
  });
}
