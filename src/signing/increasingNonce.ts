/**
 * Makes nonces for exchanges that refuse one which is not above the last: Unix microseconds, moved up where two
 * requests come together.
 *
 * @returns a function of the Unix time in ms.
 * @example
 * const nonce = increasingNonce();
 * nonce(1616492376594) // '1616492376594000'
 * nonce(1616492376594) // '1616492376594001'
 */
export function increasingNonce(): (now: number) => string {
  let last = 0;
  return (now) => {
    last = Math.max(last + 1, Math.floor(now * 1000));
    return String(last);
  };
}
