/** Cases of the check about symbols, order ids, errors and calls at once. */
export const checkInputs = {
  // symbols
  '{method} refuses an incomplete symbol': '交易对不完整时，{method} 返回错误信息',
  'incomplete symbols like USDT reach the plugin unchecked: answer a clear error':
    'USDT 这样不完整的交易对会原样传给插件：应返回明确的错误信息',
  'the symbol was {symbol}': '交易对为 {symbol}',
  'the ticker is not that of {symbol}': '返回的不是 {symbol} 的行情',
  'a lower-case symbol is accepted, and answered in upper case': '接受小写的交易对，返回时为大写',
  'symbols come in either case; answers have BASE_QUOTE':
    '请求的交易对可能是大写或小写；应答写作「交易币_计价币」',
  'another symbol has its own ticker': '另一个交易对返回自己的行情',
  'the symbol of an answer is the one asked for': '应答的交易对与请求的一致',
  'a contract is answered as such, or refused': '查询合约时返回合约的行情，或返回错误信息',
  'futures are PAIR.code, like BTC_USDT.swap: never the data of the pair':
    '合约写作「交易对.合约代码」，例如 BTC_USDT.swap：不能返回现货交易对的数据',
  'a range is not an instrument': '范围不是品种',
  'ranges like USDT.swap are for orders, positions and fundings':
    'USDT.swap 这样的范围只用于查询订单、持仓和资金费率',
  'an empty symbol is refused': '交易对为空时返回错误信息',
  'a symbol that is a number is refused': '交易对是数字时返回错误信息',
  'a malformed symbol is refused': '交易对格式有误时返回错误信息',
  'answer a clear error': '应返回明确的错误信息',
  'GetMarkets lists the symbol whose ticker was returned': 'GetMarkets 包含能查到行情的交易对',
  'the keys of GetMarkets are FMZ symbols': 'GetMarkets 的键是 FMZ 的交易对',
  'the markets are not an object': 'GetMarkets 返回的不是对象',
  '{what} is missing': '缺少 {what}',

  // ids
  'GetOrder of an order that never existed is an error': '用 GetOrder 查询从未存在的订单，返回错误信息',
  'an id names one order: an answer with data is an order that the exchange has':
    '一个 ID 对应一笔订单：返回数据表示交易所有这笔订单',
  'CancelOrder of an order that never existed is an error': '用 CancelOrder 撤销从未存在的订单，返回错误信息',
  '{id} was never placed, but the answer has data': '订单 {id} 从未提交，却返回了数据',
  'different ids do not return the same order': '不同的 ID 不会返回同一笔订单',
  'an id is made by the plugin, sent back verbatim, and names one order':
    'ID 由插件生成，请求时原样传回，只对应一笔订单',
  '{ids} are both answered with the order {id}': '查询 {ids} 都返回订单 {id}',
  'an id without a comma gets an answer': 'ID 不含逗号时有应答',
  'ids of older plugins have no comma: data or an error, never a dropped connection':
    '旧插件的 ID 不含逗号：返回数据或错误信息，不能断开连接',
  'an id that is a number gets an answer': 'ID 是数字时有应答',
  'lenient in: data or an error, never a dropped connection': '接收宽松：返回数据或错误信息，不能断开连接',
  'made-up keys cannot place an order': '编造的密钥不能下单',
  'an id in the answer means that the exchange has the order': '返回 ID 表示订单已在交易所',
  'sends an order: allow it with --trade': '会下单：请用 --trade 允许',
  'this exchange accepts any keys': '交易所接受任意密钥',
  'an id for an order that cannot exist': '订单不可能存在，却返回了 ID',

  // errors
  'always HTTP 200 with {form}, never a dropped connection': '始终以 HTTP 200 返回 {form}，不能断开连接',
  'fields may be missing: {contract}': '字段可能缺失：{contract}',
  'the path picks the exchange: {contract}': '路径决定交易所：{contract}',
  'the body is not a request': '发送的内容不是请求',
  '{method} was called with {params}': '用 {params} 调用了 {method}',
  '{method} without its params is an error': '缺少参数时，{method} 返回错误信息',
  'the params were empty': 'params 为空',
  'an empty body is an error': '请求内容为空时返回错误信息',
  'a body that is not JSON is an error': '请求内容不是 JSON 时返回错误信息',
  'a body that breaks off is not sent back': '不会把中途断开的请求内容发回',
  'it holds keys: they must not come back in an error': '请求内容含有密钥：不能出现在错误信息中',
  'the body comes back, keys included': '请求内容连同密钥被发回',
  'a body that is a list is an error': '请求内容是数组时返回错误信息',
  'a body that is a number is an error': '请求内容是数字时返回错误信息',
  'a null body is an error': '请求内容是 null 时返回错误信息',
  'a body that is a JSON string is an error': '请求内容是 JSON 字符串时返回错误信息',
  'a body that is not UTF-8 is an error': '请求内容不是 UTF-8 时返回错误信息',
  'a request without a method is an error': '请求没有 method 时返回错误信息',
  'a method that is a number is an error': 'method 是数字时返回错误信息',
  'an unknown method is an error': '方法不存在时返回错误信息',
  'a method named like a built-in property of objects is an error':
    '方法名与对象的内置属性同名时返回错误信息',
  'an unknown exchange is an error': '交易所不存在时返回错误信息',
  'the exchange was {name}': '请求的交易所是 {name}',
  'this address takes any path': '此地址接受任意路径',
  'a period of 7 minutes is an error': 'K 线周期为 7 分钟时返回错误信息',
  'periods are 1, 3, 5, 15, 30, 60 ... minutes': 'K 线周期为 1、3、5、15、30、60 等分钟数',
  'a period that is not a number is an error': 'K 线周期不是数字时返回错误信息',
  'a limit that is not a number is an error': 'limit 不是数字时返回错误信息',
  'an order that neither buys nor sells is an error': '订单既不是买入也不是卖出时返回错误信息',
  'type is buy or sell': 'type 只能是 buy 或 sell',
  'an order whose amount is not a number is an error': '委托数量不是数字时返回错误信息',
  'no answer contains a key': '应答不含密钥',
  'errors never contain keys': '错误信息不能含有密钥',
  'the answer contains a key of the request': '应答含有请求的密钥',

  // concurrency
  'exchange.Go makes parallel calls: the server has to be concurrent':
    'exchange.Go 会并发调用：插件必须能并发处理',
  'no second connection: {reason}': '无法建立第二个连接：{reason}',
  'the exchange takes less than {time} ms: too little to tell': '交易所的应答快于 {time} ms：无法判断',
  'this machine is too busy to tell': '本机过于繁忙：无法判断',
  'of {count} calls at once, half took over {half} ms; one alone takes {alone} ms':
    '并发的 {count} 次调用有一半超过 {half} ms；单独一次为 {alone} ms',
  'no call takes {time} ms: none is slow enough to tell': '没有调用达到 {time} ms：都太快，无法判断',
  'an error that needs no exchange came after a slow {method}':
    '无需访问交易所的错误信息，要等较慢的 {method} 完成才返回',
  'GetAccount itself does not return data': 'GetAccount 本身没有返回数据',
  '{refused} of {count} were not: {error}': '{count} 次中有 {refused} 次没有返回数据：{error}',
  'an idle connection holds up no other request': '空闲连接不阻塞其他请求',
  'an unfinished body holds up no other request': '未发完的请求不阻塞其他请求',
  'a quick answer does not wait for a slow one': '快的应答不等待慢的应答',
  '{count} calls at once do not take as long as one after the other': '并发 {count} 次调用比依次调用快',
  '{count} reads of the account at once are all answered': '并发查询账户 {count} 次，全部返回数据',
  'a nonce that is overtaken is refused: an adapter whose exchange wants increasing ones says inOrder':
    '迟到的 nonce 会被拒绝：交易所要求 nonce 递增时，适配器应声明 inOrder',
  'every request of this check was answered in time': '本次检查的所有请求都及时得到应答',
  'a strategy waits for each answer: an error in time is better than none':
    '策略会等待每个应答：及时返回错误信息好过没有应答',
  'no answer in time': '没有及时应答',
} as const;
