/** How long to wait, in ms: above 0 so long, 0 and what is no number for ever, below 0 not at all. */
export function timeOf(ms: unknown): number {
  const time = Number(ms ?? 0);
  return time - time === 0 ? time : 0;
}
