/** The config file. */
export const config = {
  'must be a whole number from {min} to {max}': '必须是 {min} 到 {max} 之间的整数',
  'must be a text or a list of texts': '必须是文本或文本列表',
  'is empty: give it a value, or leave it out': '是空的：请填写值，或删去该项',
  'is empty: give a path or the name of a package': '是空的：请填写路径或包名',
  'must be an object like {example}': '必须是对象，例如 {example}',
  'must be a list like {example}': '必须是列表，例如 {example}',
  'the file': '文件内容',
  '{file}: {fault}': '{file}：{fault}',
  '{file} is not valid JSON: {reason}': '{file} 不是有效的 JSON：{reason}',
  'line {line} has the full-width character {mark}': '第 {line} 行有全角字符 {mark}',
  '{file} is not UTF-8: save it as UTF-8': '{file} 不是 UTF-8 编码：请另存为 UTF-8',
  '{file} cannot be read: {code}': '{file} 无法读取：{code}',
  '{file}: {name} has no place there, FMZ sends keys with each request':
    '{file}：{name} 不应写在这里，密钥由 FMZ 随每个请求发送',
  '{file} has no setting {name}: did you mean {nearest}?': '{file} 没有设置项 {name}，是否指 {nearest}？',
  '{file} has no setting {name}: the settings are {known}': '{file} 没有设置项 {name}，可用的有 {known}',
  '{file}: serve.{name} holds a password: leave it out, and set {variable} in the environment':
    '{file}：serve.{name} 含有密码，请删去该项，并设置环境变量 {variable}',
} as const;
