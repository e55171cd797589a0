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
  '--base-url takes an address without a path: {address}{hint}':
    '--base-url 的地址不能带路径：{address}{hint}',
  '--base-url {address} would bring prices that anybody on the way can change: use wss':
    '--base-url {address} 的行情可能在途中被篡改：请用 wss',
  '--base-url {address} would send keys unencrypted: use https':
    '--base-url {address} 会以不加密的方式发送密钥：请用 https',
  '--base-url {address} names no port: write {address}:PORT':
    '--base-url {address} 缺少端口：请写成 {address}:PORT',
  '--base-url {address} would send passwords unencrypted: use fix+tls':
    '--base-url {address} 会以不加密的方式发送密码：请用 fix+tls',
  'called {name}, which would stop every exchange: an adapter throws an Error instead':
    '调用了 {name}，这会停止所有交易所：适配器应抛出 Error',
  'called process.chdir, which would move every exchange: an adapter uses full paths':
    '调用了 process.chdir，这会影响所有交易所：适配器应使用完整路径',
  'unknown command {word}: the commands are {known}': '没有命令 {word}：可用的命令有 {known}',
  'unknown command {word}: did you mean "{command}"?': '没有命令 {word}，是否指 {command}？',
  'access key (not shown)': 'Access Key（不显示）',
  'secret key (not shown; OKX: secret,passphrase)': 'Secret Key（不显示；OKX 填 secret,passphrase）',
  "set {access} and {secret}: they hold what FMZ's two key boxes hold":
    '请设置环境变量 {access} 和 {secret}：内容与 FMZ 的两个密钥栏相同',
  'stdout cannot be written to: {reason}': '无法写入 stdout：{reason}',
  // What inquirer says in English otherwise.
  navigate: '移动',
  select: '选择',
  '[input is masked]': '[输入不显示]',
  'an answer is needed here': '此处必须填写',
  'no answer was given': '未作回答',
  '... 1 more line': '……还有 1 行',
  '... {count} more lines': '……还有 {count} 行',
  '... 1 more row': '……还有 1 条',
  '... {count} more rows': '……还有 {count} 条',
} as const;
