/** FMZ's functions, and the thread that strategies run in. */
export const strategy = {
  'a promise was rejected and nobody looked at it: {error}': '有一个 Promise 被拒绝且没有代码处理：{error}',
} as const;
