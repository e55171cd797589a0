/**
 * The tag of its own id, by the type of a request, as FIX 4.4 has it.
 *
 * @see https://www.fixtrading.org/standards/fix-4-4/
 */
export const REQUEST_IDS: Readonly<Record<string, number>> = {
  // ClOrdID
  ...{ D: 11, F: 11, G: 11, H: 11, q: 11, s: 11, t: 11, u: 11 },
  // ListID
  ...{ E: 66, K: 66, L: 66, M: 66 },
  // MDReqID, and what else is asked for by an id of its own
  ...{ V: 262, R: 131, e: 324, g: 335, AD: 568, AF: 584, AN: 710, AX: 894, BB: 909, BE: 923 },
  // SecurityReqID
  ...{ c: 320, v: 320, x: 320, z: 320 },
};

/** The tags by which an answer may name its request, the surest first, by the type of the answer, as FIX 4.4 has it. */
export const ANSWER_IDS: Readonly<Record<string, readonly number[]>> = {
  // A report that answers a mass status request names that, and an order that others may ask for at the same time.
  8: [584, 11],
  ...{ 9: [11], r: [11], N: [66] },
  j: [379],
  ...{ W: [262], X: [262], Y: [262], S: [131], b: [131], AG: [131], f: [324], h: [335] },
  ...{ AE: [568], AQ: [568], AO: [710], AP: [710], BA: [909], BF: [923], BG: [909] },
  ...{ d: [320], w: [320], y: [320], AA: [320] },
};
