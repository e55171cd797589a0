/** `fmzproto call` and `fmzproto exchanges`: what is typed, what is asked, and what answers look like. */
export const call = {
  '{text} is not the address of a plugin: use --url with one like {example}':
    '{text} 不是通用协议程序的地址：请用 --url 指定，如 {example}',
  'the address of a plugin cannot have a user name, a query or a fragment: use --url with one like {example}':
    '通用协议程序的地址不能含有用户名、查询参数或片段：请用 --url 指定，如 {example}',
  '--exchange takes a name; give the address with --url': '--exchange 是交易所名称：地址请用 --url 指定',
  'the address {address} names {named}, but the exchange given is {exchange}: leave out one of the two':
    '地址 {address} 中的交易所是 {named}，但又指定了 {exchange}：请去掉其中一个',
  'no method given: write {command} call METHOD [ARGS...], {known}':
    '没有写方法：请写成 {command} call METHOD [ARGS...]，{known}',
  'unexpected argument {word}, usage: {usage}': '多余的参数 {word}，用法：{usage}',
  '{name} has no param {param}: did you mean {near}?': '{name} 没有参数 {param}，是否指 {near}？',
  '{name} has no param {param}: it takes none': '{name} 没有参数 {param}：它不需要参数',
  '{name} has no param {param}: it takes {known}': '{name} 没有参数 {param}：可用的有 {known}',
  '{verb} is not an HTTP verb such as GET or POST, usage: {usage}':
    '{verb} 不是 GET、POST 等 HTTP 方法，用法：{usage}',
  ' and ': ' 和 ',
  '{names} is missing, usage: {usage}': '缺少 {names}，用法：{usage}',
  '{names} are missing, usage: {usage}': '缺少 {names}，用法：{usage}',
  'unknown method {method}: {known}': '没有方法 {method}：{known}',
  'unknown method {method}, did you mean {near}?': '没有方法 {method}，是否指 {near}？',
  'the methods are {names}, see "{command} call --help"': '可用的方法有 {names}，见 {command} call --help',
  '{text} is not NAME=VALUE: write it like limit=5': '{text} 不是 NAME=VALUE：请写成 limit=5 的形式',
  'write --param {param}=VALUE': '请写成 --param {param}=VALUE',
  'write --param {param}=VALUE, or use its place: {usage}':
    '请写成 --param {param}=VALUE，或按位置填写：{usage}',
  exchange: '交易所',
  method: '方法',
  '72.5, or -1 for a market order': '72.5，市价单填 -1',
  'Unix time in ms': '毫秒时间戳',
  'the same without questions: {command}': '不经提问的等效命令：{command}',
  'params, like instId=LTC-USDT limit=5 (optional)': '参数，如 instId=LTC-USDT limit=5（可选）',
  '{name} (optional)': '{name}（可选）',
  '{name} (like {example})': '{name}（如 {example}）',
  '{name} (like {example}, optional)': '{name}（如 {example}，可选）',
  done: '完成',
  'no balances': '没有余额',
  'no trades': '没有成交记录',
  'no bars': '没有 K 线',
  'no open orders': '没有挂单',
  'no past orders': '没有历史订单',
  'no markets': '没有品种',
  'no tickers': '没有行情',
  'no open positions': '没有持仓',
  'no funding rates': '没有资金费率',
  'no orders in the book': '订单簿为空',
  // Columns of an order book.
  side: '方向',
  ask: '卖',
  bid: '买',
  total: '累计',
  '{time}, spread {value}': '{time}，买卖价差 {value}',
  'next settlement': '下次结算',
  'waiting for {origin}': '等待 {origin} 应答',
  '--watch is for reading only: {name} would be carried out each time, leave out --watch':
    '--watch 只用于查询：{name} 每次都会执行，请去掉 --watch',
  '{failure}; the request may have been carried out, look at the orders before sending it again':
    '{failure}；请求可能已经执行，重发前请先查看订单',
  "the plugin's answer has no raw: leave out --raw to see its data":
    '应答中没有 raw：去掉 --raw 可查看其 data',
  "this does not match the protocol's {method}: {fault}": '应答不符合协议的 {method}：{fault}',
  'hint: {hint}': '建议：{hint}',
  '--watch takes seconds from above 0 to {most}, like 2, not {value}':
    '--watch 是大于 0、不超过 {most} 的秒数，如 2，而不是 {value}',
  '--markdown is for --ccxt: add --ccxt': '--markdown 只用于 --ccxt：请加上 --ccxt',
  public: '公开',
  'with keys': '需要密钥',
  prices: '行情',
  function: '函数',
  exchange: '交易所',
  simulate: '模拟盘',
  yes: '是',
} as const;
