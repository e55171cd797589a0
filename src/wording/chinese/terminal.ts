/** The command line itself: words and flags, and how failures are shown. */
export const terminal = {
  // In colors, which is why they are apart.
  'error:': '错误：',
  'warning:': '警告：',
  '{label} {sentence}': '{label}{sentence}',
  'canceled, nothing was done': '已取消，未执行任何操作',
  '{sentence}; see "{command} --help"': '{sentence}；用法见 {command} --help',
  'unexpected argument {word}': '多余的参数 {word}',
  '{flag} is given twice: give it once': '{flag} 写了两次：只保留一个',
  '{flag} takes no value: write {flag} alone': '{flag} 不带值：只写 {flag}',
  '{flag} needs a value: write {flag} {example}': '{flag} 缺少值：请写成 {flag} {example}',
  VALUE: '值',
  'unknown flag {flag}': '没有选项 {flag}',
  'unknown flag {flag}: {instead}': '没有选项 {flag}：{instead}',
  'unknown flag {flag}: did you mean {nearest}?': '没有选项 {flag}，是否指 {nearest}？',
  'unknown flag {flag}: keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, never from the command line':
    '没有选项 {flag}：密钥从环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY 读取，命令行不接受密钥',
  '{flag} is empty: give it a value, or leave it out': '{flag} 是空的：请填写值，或去掉它',
  '{variable} is empty: give it a value, or unset it': '{variable} 是空的：请填写值，或删除这个环境变量',
  '{variable} must be true or false, not {value}': '{variable} 只能是 true 或 false，而不是 {value}',
  '{flag} must be {choices}, not {value}': '{flag} 只能是 {choices}，而不是 {value}',
  '{flag} must be {choices}, not {value}: did you mean {nearest}?':
    '{flag} 只能是 {choices}，而不是 {value}，是否指 {nearest}？',
  '{variable} is not read: did you mean {nearest}?': '没有程序读取环境变量 {variable}，是否指 {nearest}？',
  '{flag} must be a whole number from {min} to {max}, not {value}':
    '{flag} 必须是 {min} 到 {max} 的整数，而不是 {value}',
} as const;
