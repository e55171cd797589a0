// Imported before each file of tests that others share a process with: no class of ccxt stays patched behind it.
import { afterAll } from 'vitest';
import { restoreClasses } from './patchClass.js';

afterAll(restoreClasses);
