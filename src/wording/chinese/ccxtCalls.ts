/** How ccxt is loaded, and what becomes of what it sends. */
export const ccxtCalls = {
  '{name} needs ccxt: {command}': '{name} 需要 ccxt：{command}',
  'it failed': '加载失败',
  'ccxt {version} cannot be loaded: {reason}; install it again: {command}':
    'ccxt {version} 无法加载：{reason}；请重新安装：{command}',
  'ccxt {version} is not a version that fmzproto can use ({id}): {command}':
    'fmzproto 不能使用 ccxt {version} 这个版本（{id}）：{command}',
  'this ccxt is not a version that fmzproto can use ({id}: {reason}): {command}':
    'fmzproto 不能使用这个版本的 ccxt（{id}：{reason}）：{command}',
  'it has no {missing}': '没有 {missing}',
  'its {unknown} may pay somebody a fee': '其 {unknown} 可能会向他人付费',
  'ccxt is not installed: {command}': '未安装 ccxt：{command}',
  'ccxt {version} has no exchange {id}': 'ccxt {version} 没有交易所 {id}',
  'ccxt {version} has no exchange {id}, did you mean {nearest}?':
    'ccxt {version} 没有交易所 {id}，是否指 {nearest}？',
  'answered HTTP {status} with nothing but null': '返回 HTTP {status}，内容只有 null',
  'answered {text} instead of a list': '返回了 {text}，而不是列表',
  'answered HTTP {status}': '返回 HTTP {status}',
  'returned no markets': '没有返回任何市场',
  ' (in the row of {name})': '（在 {name} 一行）',
  'ccxt could not make sense of the answer: {problem}': 'ccxt 无法理解应答：{problem}',
  '{field} is {value}, which is not a number': '{field} 是 {value}，不是数字',
  '{field} of {own} is {value}, which is not a number': '{own} 的 {field} 是 {value}，不是数字',
  'ccxt sent a request with the verb {method}': 'ccxt 发出的请求使用了 {method} 方法',
  'ccxt sent a request whose body is not text': 'ccxt 发出的请求正文不是文本',
  'ccxt sent a request that no call asked for': 'ccxt 发出了没有调用要求的请求',
  'ccxt sent a request to an address that it did not make': 'ccxt 向不是由它生成的地址发出了请求',
  'was not asked in time': '未及时发出请求',
  'ccxt failed without a word': 'ccxt 失败，没有给出原因',
  'ccxt cannot make or sign the request: {message}; check the keys and the params':
    'ccxt 无法生成请求或签名：{message}；请检查密钥和参数',
  'ccxt cannot make the request: {message}': 'ccxt 无法生成请求：{message}',
  "check this machine's clock": '请检查本机时钟',
  'something else uses the same key, or did so with a clock that was ahead':
    '有其他程序在使用同一个密钥，或曾以偏快的时钟使用过它',
  'not enough funds': '资金不足',
  'the exchange has no such order, or does not keep it any more': '交易所没有该订单，或已不再保留',
  'check what the API key may do, and from which IP address': '请检查 API Key 的权限和 IP 白名单',
  'ask the exchange why': '请向交易所询问原因',
  'check the keys': '请检查密钥',
  'the exchange is under maintenance': '交易所正在维护',
  'too many requests': '请求太频繁',
  'GetMarkets lists what is available': '可用的品种见 GetMarkets',
} as const;
