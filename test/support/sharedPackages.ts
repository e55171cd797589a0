import * as valibot from 'valibot';
import * as fmzproto from '../../src/index.js';

/** What adapters import as this program's own. */
export const sharedPackages = async () =>
  new Map<string, unknown>([
    ['fmzproto', fmzproto],
    ['valibot', valibot],
  ]);
