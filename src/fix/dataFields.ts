/** Fields of bytes, which may hold SOH, by the tag of the length that stands right before them (FIX 4.4, volume 6). */
const DATA_TAGS: ReadonlyMap<number, number> = new Map([
  [90, 91],
  [93, 89],
  [95, 96],
  [212, 213],
  [348, 349],
  [350, 351],
  [352, 353],
  [354, 355],
  [356, 357],
  [358, 359],
  [360, 361],
  [362, 363],
  [364, 365],
  [445, 446],
  [618, 619],
  [621, 622],
]);

/** The tag of the data whose length a field tells; `undefined` for any other field. @example dataTagOf(95) // 96 */
export function dataTagOf(tag: number): number | undefined {
  return DATA_TAGS.get(tag);
}
