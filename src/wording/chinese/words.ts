/** What joins words, and words that stand in several rooms' texts. */
export const words = {
  ', ': '、',
  ' or ': ' 或 ',
  '; ': '；',
  '{others} or {last}': '{others} 或 {last}',
  '{others} and {last}': '{others} 和 {last}',
  // How many cases or checks: in colors, which is why it is apart.
  '{count} failed': '失败 {count}',
} as const;
