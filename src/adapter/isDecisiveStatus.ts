/**
 * Whether an answer of this HTTP status can be an exchange's verdict on the request. A redirect, a time-out, 429 and 5xx
 * say nothing of what became of it.
 *
 * @example isDecisiveStatus(400) // true
 * @example isDecisiveStatus(502) // false
 */
export function isDecisiveStatus(status: number): boolean {
  return (
    (status >= 200 && status < 300) ||
    (status >= 400 && status < 500 && ![408, 425, 429, 499].includes(status))
  );
}
