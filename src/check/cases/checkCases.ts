import type { CheckCase } from '../CheckCase.js';
import { concurrencyCases } from './concurrency.js';
import { envelopeCases } from './envelope.js';
import { errorCases } from './errors.js';
import { idCases } from './ids.js';
import { methodCases } from './methods.js';
import { symbolCases } from './symbols.js';
import { transportCases } from './transport.js';

/** Every case, in the order in which they are numbered and run. */
export const checkCases: readonly CheckCase[] = [
  ...transportCases,
  ...envelopeCases,
  ...methodCases,
  ...symbolCases,
  ...idCases,
  ...errorCases,
  ...concurrencyCases,
];

/** The groups, in the same order. */
export const checkGroups: readonly string[] = [...new Set(checkCases.map(({ group }) => group))];
