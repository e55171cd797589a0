/** What `doctor` finds. */
export const doctor = {
  '{path} sets {names}': '{path} 设置了 {names}',
  'correct it: serve does not start beside it': '请更正：有此错误时 serve 不会启动',
  '{file} has to be corrected first': '须先更正 {file}',
  '{address} is free': '{address} 空闲',
} as const;
