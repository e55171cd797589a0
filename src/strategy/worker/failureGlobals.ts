import type { Globals } from './Runtime.js';

/** GetLastError and SetErrorFilter. */
export const failureGlobals: Globals = ({ failures }) => ({
  GetLastError: () => failures.takeLast(),
  SetErrorFilter: (pattern: unknown) => failures.filter(String(pattern ?? '')),
});
