/** How a check ended. */
export type FindingStatus = 'ok' | 'warn' | 'fail' | 'skipped';

/** What one check of `fmzproto doctor` has found. */
export interface Finding {
  /** What was looked at: `node`, `serve`, `proxy`, `clock`, `connection` and the like. */
  check: string;
  /** Of which exchange; absent for what is of this machine. */
  exchange?: string;
  status: FindingStatus;
  /** One line. */
  text: string;
  /** What to do, where something is to be done. */
  remedy?: string;
}

/** What a check of an exchange has found; which exchange that is, is added by who runs it. */
export type Result = Omit<Finding, 'check' | 'exchange'>;

/** @example skipped('no keys are set') */
export function skipped(text: string, remedy?: string): Result {
  return { status: 'skipped', text, ...(remedy !== undefined && { remedy }) };
}
