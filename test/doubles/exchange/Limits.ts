/** How much a double gives at once, and what it lacks: for tests of those who page through it. */
export interface Limits {
  /** The rows of a page at most, whatever is asked for. */
  pageCap: number;
  /** Unix ms: there are no bars that open earlier. */
  barsFrom: number;
  /** Bars that are missing, by their opening in Unix ms. */
  isGap: (open: number) => boolean;
  /** Orders that are younger, in ms, are unknown to whoever asks for one, cancels or changes it. */
  hiddenFor: number;
  /** In ms: so much longer are requests good for than they say, for tests that a busy machine may hold up. */
  forgives: number;
}

/** As the exchange does. */
export const noLimits = (): Limits => ({
  pageCap: Number.POSITIVE_INFINITY,
  barsFrom: 0,
  isGap: () => false,
  hiddenFor: 0,
  forgives: 0,
});
