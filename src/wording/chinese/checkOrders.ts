/** Cases of the check that place orders, and those about FIX sessions. */
export const checkOrders = {
  // trade
  'an order that the exchange refuses is an error, also when it was accepted at first':
    '交易所拒绝的订单返回错误信息，先受理后拒绝的也一样',
  'CreateOrder returned {id}, and the exchange has refused it': 'CreateOrder 返回了 {id}，交易所却已拒绝',
  'the exchange takes an amount of {amount} as well': '交易所也接受委托数量 {amount}',
  'an option that nobody knows is refused': '拒绝不认识的选项',
  'exchange.CreateOrder(symbol, "buy;name=value", ...): an option is honoured or refused by its name, never ignored':
    'exchange.CreateOrder(symbol, "buy;name=value", ...)：选项要么执行，要么指名拒绝，不能忽略',
  '{option} was ignored': '{option} 被忽略',
  'an order with timeInForce=ioc is refused, or does not wait':
    '带 timeInForce=ioc 的订单被拒绝，或不会挂单等待',
  'timeInForce=ioc was ignored: the order waits': 'timeInForce=ioc 被忽略：订单在挂单等待',

  // orders, order, cancel
  'what CreateOrder placed is found by GetOrder and GetOrders, and is gone after CancelOrder':
    'CreateOrder 提交的订单，能用 GetOrder 和 GetOrders 查到，CancelOrder 后消失',
  'an id means that the exchange has the order: a strategy that is told of none places it again':
    '返回 ID 表示订单已在交易所：策略得知没有订单时会重新下单',
  'an order that was placed is in the list': '已提交的订单在列表中',
  'an order that was placed is told once, with its symbol and without one':
    '无论是否指定交易对，已提交的订单只出现一次',
  'an endpoint that serves several products tells each order once':
    '多类产品共用一个接口时，每笔订单只出现一次',
  'an order is found in the moment in which CreateOrder returns its id':
    'CreateOrder 返回 ID 时，立即能查到订单',
  'an order that was placed is open': '已提交的订单处于未完成状态',
  'an order that CreateOrder has taken is still open a moment later':
    'CreateOrder 接受的订单，稍后仍处于未完成状态',
  'an order that the exchange accepts and then refuses is an error of CreateOrder':
    '交易所先受理后拒绝的订单，CreateOrder 应返回错误信息',
  'an order is found by its id, whatever pair the strategy is on':
    '无论策略当前是哪个交易对，都能按 ID 查到订单',
  "the symbol is taken from the id: params.symbol may be just the strategy's current pair":
    '交易对取自 ID：params.symbol 可能只是策略当前的交易对',
  'a canceled order is done': '撤单后订单处于完成状态',
  'a canceled order is no longer in the list': '撤单后订单不在列表中',
  'a canceled order is told in the history once, with its symbol and without one':
    '无论是否指定交易对，已撤订单在历史订单中只出现一次',
  'the order is not {id}': '返回的不是订单 {id}',
  'the order is not {id}, or its status is not one of {words}':
    '返回的不是订单 {id}，或状态不是 {words} 之一',
  'the order is not one of {symbol}': '返回的不是 {symbol} 的订单',
  '{id} is still there': '订单 {id} 仍在列表中',
  ' and as ': ' 和 ',
  'the list of {symbol} tells it as {orders}': '{symbol} 的列表中，它重复为 {orders}',
  'the list of everything tells it as {orders}': '全部订单的列表中，它重复为 {orders}',
  'the list of {symbol} lacks {id}': '{symbol} 的列表中没有 {id}',
  'the list of everything lacks {id}': '全部订单的列表中没有 {id}',
  'CancelOrder is true when the order is canceled, not when the exchange has heard of it':
    'CancelOrder 返回 true 表示订单已撤销，而不是交易所收到了撤单请求',
  'an order is gone in the moment in which CancelOrder is true': 'CancelOrder 返回 true 时，订单已经撤销',
  'GetOrder still tells {id} as open': 'GetOrder 返回的 {id} 仍是未完成',
  'GetOrders still lists {id}': 'GetOrders 的列表中仍有 {id}',
  'CancelOrder of a filled order is an error': '用 CancelOrder 撤销已成交的订单，返回错误信息',
  'the docker takes any answer without error as canceled, whatever data is':
    '应答没有 error，托管者就当作撤单成功，无论 data 是什么',
  'the order {id} is filled': '订单 {id} 已成交',
  'GetHistoryOrders lists no filled order': 'GetHistoryOrders 中没有已成交的订单',
  'CancelOrder of an unknown order is an error, with keys that work':
    '密钥有效时，用 CancelOrder 撤销不存在的订单，返回错误信息',
  'GetOrder does not tell which orders there are': '无法用 GetOrder 判断订单是否存在',
  'the id of an order has no digits to change': '订单 ID 中没有可以改动的数字',

  // session
  'no read of the account or of prices returns data': '账户和行情查询都没有返回数据',
  '{what} logged on to {line} {count} times': '{what} 在 {line} 线路登录了 {count} 次',
  '{what} needed no Logon': '{what} 没有用到 Logon',
  '{count} calls at once': '并发的 {count} 次调用',
  '{count} calls with a wrong password': '用错误密码的 {count} 次调用',
  '{count} calls at once log on once': '并发的 {count} 次调用只登录一次',
  'calls of an account share its sessions: brokers block who logs on again and again':
    '同一账户的调用共用会话：反复登录会被券商封禁',
  'an order whose session is cut before its report is found by GetOrder':
    '收到回报前会话中断的订单，能用 GetOrder 查到',
  'an order is sent once: one whose answer is lost is looked up, and answered with its id':
    '订单只发送一次：没有收到应答时查询订单，并返回 ID',
  'CreateOrder sends no NewOrderSingle (D)': 'CreateOrder 没有发送 NewOrderSingle（D）',
  'the order did not arrive: {error}': '订单没有送达：{error}',
  'CreateOrder returned an error, and the exchange has {orders}':
    'CreateOrder 返回了错误信息，交易所却有订单 {orders}',
  'GetOrder does not show {id} as open': 'GetOrder 返回的 {id} 不是未完成',
  'one order was sent, and {orders} are open': '只发送了一笔订单，未完成的却有 {orders}',
  'no order is sent twice': '订单不会重复发送',
  'one client order id, one NewOrderSingle (D)': '一个自定义订单 ID 只对应一条 NewOrderSingle（D）',
  '{id} was sent with more than one NewOrderSingle (D)': '{id} 用多条 NewOrderSingle（D）发送',
  'no order was sent: no case could place one': '没有发送订单：没有检查项能够下单',
  'no order was sent: allow it with --trade': '没有发送订单：请用 --trade 允许',
  'a refused Logon is not tried again with each call': 'Logon 被拒绝后，不会每次调用都重试',
  'strategies poll: a refusal is told again without asking, and does not keep the right password out':
    '策略会轮询：被拒绝后直接返回原来的错误信息，不再请求；密码正确的调用不受影响',
  'the password was made up': '密码是编造的',
  'no answer and no log line contains a password or what proves one':
    '应答和日志都不含密码，也不含由密码得出的签名',
  'the Password (554) and RawData (96) are struck out wherever a message is shown':
    '显示消息时，Password（554）和 RawData（96）一律隐去',
  'no Logon was sent': '没有发送 Logon',
  'the answer contains a secret of a Logon': '应答含有 Logon 的密钥',
  'the log contains a secret of a Logon': '日志含有 Logon 的密钥',
} as const;
