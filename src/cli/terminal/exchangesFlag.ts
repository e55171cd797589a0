import { Flags } from '@oclif/core';
import { DEFAULT_FOLDER } from './defaults.js';

/** The flag `--exchanges` of the commands that load adapters. */
export const exchangesFlag = Flags.custom<string>({
  summary: 'Folder of your own adapters.',
  default: DEFAULT_FOLDER,
  helpValue: 'DIR',
});
