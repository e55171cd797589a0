import { oneLine } from '../protocol/oneLine.js';

/** An exchange's no, as FMZ is told it. */
export function refusalText({ code, message }: { code: string; message: string }): string {
  return oneLine([code, message].filter(Boolean).join(' '), 400);
}
