/** FMZ's functions, and the thread that strategies run in. */
export const strategy = {
  'a promise was rejected and nobody looked at it: {error}': '有一个 Promise 被拒绝且没有代码处理：{error}',
  'the period is a number of seconds, in whole minutes: PERIOD_M1 (60), PERIOD_M5 (300) and so on, not {value}':
    '周期的单位是秒，且为整分钟：PERIOD_M1 (60)、PERIOD_M5 (300) 等，而不是 {value}',
  ': did you mean {near}?': '，是否指 {near}？',
} as const;
