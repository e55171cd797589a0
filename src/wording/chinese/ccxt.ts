/** Exchanges through ccxt: keys, markets, positions, and what ccxt cannot do. */
export const ccxt = {
  'needs an API key: the access key and the secret key are empty':
    '缺少 API Key：Access Key 和 Secret Key 都是空的',
  'has keys with characters that no key holds, such as a full-width comma: copy them again, with plain commas':
    '的密钥含有无效字符，例如全角逗号：请重新复制，并使用半角逗号',
  'has "{misspelt}" in FMZ\'s secret key box: did you mean simulate? Write password=... where it is the passphrase':
    '的 FMZ「Secret Key」一栏含有 "{misspelt}"，是否指 simulate？如果它是 Passphrase，请写成 password=...',
  "needs {words} behind {name}= in FMZ's secret key box": '的 FMZ「Secret Key」一栏中 {name}= 后应为 {words}',
  'a kind of account, such as spot or swap': '账户类型，例如 spot 或 swap',
  'a number': '数字',
  'password (its passphrase)': 'password（即 Passphrase）',
  "{name} needs {keys}: the access key is the apiKey, other keys belong in FMZ's secret key box":
    '{name} 缺少 {keys}：Access Key 即 apiKey，其余密钥填在 FMZ「Secret Key」一栏',
  "{name} needs {keys}: add {pairs} to FMZ's secret key box":
    '{name} 缺少 {keys}：请在 FMZ「Secret Key」一栏加上 {pairs}',
  "{name} accepts only its keys, name=value pairs and simulate: FMZ's secret key box holds something else":
    '{name} 只接受自己的密钥、name=value 和 simulate：FMZ「Secret Key」一栏含有其他内容',
  "{name} needs a walletAddress of 0x and 40 hexadecimal digits: check FMZ's two key boxes":
    '{name} 的 walletAddress 应为 0x 加 40 位十六进制数字：请检查 FMZ 的两个密钥栏',
  "{name} needs a private key, not an address: check FMZ's two key boxes":
    '{name} 需要私钥，而不是地址：请检查 FMZ 的两个密钥栏',
  '{name} has no demo trading: leave ",simulate" out of the secret key':
    '{name} 没有模拟盘：请从 Secret Key 中去掉 ",simulate"',
  '{name} has no method {path} in ccxt: its names are like privateGetOrders':
    '{name} 在 ccxt 中没有方法 {path}：名称形如 privateGetOrders',
  "{name} has no {verb} {path} that ccxt knows: use the path of the exchange's own API":
    'ccxt 不知道 {name} 有 {verb} {path}：请使用该交易所自己的 API 路径',
  'the path holds "#": write %23': '路径含有 "#"：请写成 %23',
  'ccxt cannot send a list and the query of a path: leave one of them out':
    'ccxt 不能同时发送列表和路径中的 query：请去掉其中一个',
  '{name} is {value} in the path, and {said} besides': '{name} 在路径中是 {value}，在参数中是 {said}',
  'ccxt cannot send a list to {name}: it has to name parts of the path':
    'ccxt 不能向 {name} 发送列表：参数必须按名称给出路径的各部分',
  'ccxt cannot send a list there: the params must be values by name':
    'ccxt 不能在此发送列表：参数必须按名称给出',
  '{lost} cannot be sent exactly: write it as a string, "{lost}"':
    '{lost} 无法精确发送：请写成字符串 "{lost}"',
  'order id {id} cannot be sent exactly': '订单 ID {id} 无法精确发送',
  '{name} {value} cannot be a part of a path': '{name} {value} 不能作为路径的一部分',
  '{name} is missing: it is a part of the path': '缺少 {name}：它是路径的一部分',
  "{path} is not a path of the exchange's API": '{path} 不是交易所 API 的路径',
  '{name} does not support {method} of all markets at once: name one':
    '{name} 的 {method} 不支持一次查询所有市场：请指定一个',
  '{name} does not support {method} here: {own}': '{name} 在此不支持 {method}：{own}',
  'the best prices are told of one market at a time, ask GetTicker':
    '买一卖一价只能逐个市场查询，请用 GetTicker',
  'no best prices of all markets: {advice}': '没有所有市场的买一卖一价：{advice}',
  '{lost} of {count} trades tell no side, price, amount or time and are left out':
    '{count} 条成交记录中有 {lost} 条缺少方向、价格、数量或时间，已略去',
  'a row cannot be read and is left out: {first}': '有 1 行无法读取，已略去：{first}',
  '{count} rows cannot be read and are left out: {first}': '有 {count} 行无法读取，已略去：{first}',
  'the exchange tells a balance without its currency: ask with IO': '交易所返回的余额没有币种：请用 IO 查询',
  'ccxt does not tell the balance of {currency}: ask with IO':
    'ccxt 没有给出 {currency} 的余额：请用 IO 查询',
  'the exchange tells a balance without its {field}: ask with IO':
    '交易所返回的余额缺少 {field}：请用 IO 查询',
  'the exchange tells a position without a symbol, of {contracts} contracts: ask with IO':
    '交易所返回的一个持仓没有交易对，共 {contracts} 张：请用 IO 查询',
  'its {field} is {value}': '其 {field} 是 {value}',
  'ccxt leaves out a position without a symbol with {field} {told}; ask with IO':
    'ccxt 略去了一个没有交易对的持仓（{field} {told}）；请用 IO 查询',
  'ccxt leaves out a position without a symbol with {field} {told}: {reason}; ask with IO':
    'ccxt 略去了一个没有交易对的持仓（{field} {told}）：{reason}；请用 IO 查询',
  'ccxt leaves out a position of {name} with {field} {told}; ask with IO':
    'ccxt 略去了 {name} 的一个持仓（{field} {told}）；请用 IO 查询',
  'ccxt leaves out a position of {name} with {field} {told}: {reason}; ask with IO':
    'ccxt 略去了 {name} 的一个持仓（{field} {told}）：{reason}；请用 IO 查询',
  'the position of {symbol} is left out: FMZ has no word for that market':
    '{symbol} 的持仓已略去：FMZ 无法表示这个市场',
  'ccxt does not say how large the position of {name} is: ask with IO':
    'ccxt 没有给出 {name} 的持仓数量：请用 IO 查询',
  '{text} (the other side is set)': '{text}（另一方向已设置）',
  'one side is set, set it again': '已设置一个方向，请重新设置',
  'leverage of {symbol}': '{symbol} 的杠杆',
} as const;
