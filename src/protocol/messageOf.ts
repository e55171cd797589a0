/** What was thrown says, also where it is no Error. Never throws, whatever it is that was thrown. */
export function messageOf(fault: unknown): string {
  try {
    return String(fault instanceof Error ? fault.message : fault);
  } catch {
    return 'something was thrown that cannot be shown';
  }
}
