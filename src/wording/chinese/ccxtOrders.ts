/** Orders through ccxt. */
export const ccxtOrders = {
  'order with client order id {id}': '自定义订单 ID 为 {id} 的订单',
  'look at the orders before ordering again': '重新下单前请先查看订单',
  '{what} {value} cannot be sent exactly: {symbol} takes no such number; use fewer digits':
    '{what} {value} 无法精确发送：{symbol} 不接受这样的数字；请减少位数',
  '{what} {value} cannot be sent exactly: {symbol} takes {sent}; use fewer digits':
    '{what} {value} 无法精确发送：{symbol} 会变成 {sent}；请减少位数',
  'amount {decimal} cannot be sent exactly: use fewer digits': '数量 {decimal} 无法精确发送：请减少位数',
  'amount {amount} cannot be sent exactly: cancel it, and place another order':
    '数量 {amount} 无法精确发送：请撤单后重新下单',
  '{name} does not take {option} for {symbol} through ccxt':
    '{name} 通过 ccxt 下 {symbol} 的订单不支持 {option}',
  '{name} cannot buy for an amount of quote currency: use a limit price, whose amount is in base currency':
    '{name} 不能按计价币金额买入：请用限价单，其数量以交易币计',
  'the other side of the order book is empty right now': '订单簿的对手方当前没有挂单',
  '{name} accepts contract orders through IO only': '{name} 的合约订单只能通过 IO 下单',
  '{name} has no closing orders through ccxt: sell to reduce a long, buy to reduce a short':
    '{name} 通过 ccxt 没有平仓订单：减多头请用 sell，减空头请用 buy',
  '{name} accepts no orders in hedge mode: switch the account to one-way mode':
    '{name} 在双向持仓模式下不能下单：请把账户改为单向持仓',
  'id {id} is not an order id': 'id {id} 不是订单 ID',
  'id {id} does not name an instrument of {name}': 'id {id} 中没有 {name} 的品种',
  'id {id} does not say its instrument: name the symbol as well': 'id {id} 没有说明品种：请同时给出交易对',
  'is not an order': '不是订单',
  'the exchange returns no more than {size} orders: name a market, or cancel some':
    '交易所最多返回 {size} 笔订单：请指定市场，或撤销一部分',
  'the list is not at its end after {pages} pages of {count} orders: name a market, or ask for a shorter time':
    '读取 {pages} 页共 {count} 笔订单后列表仍未结束：请指定市场，或缩短时间范围',
  'since is too long ago: the exchange returns the orders of {days} days at a time, ask for the last {most} days':
    'since 太早：交易所每次只返回 {days} 天的订单，请查询最近 {most} 天',
  'order {id} is not among the orders of {symbol}': '{symbol} 的订单中没有 {id}',
  'order {id} is left out: FMZ has no symbol for {symbol}': '订单 {id} 已略去：FMZ 无法表示 {symbol}',
  'an order of {symbol} came without an id: ask with IO': '{symbol} 有一笔订单没有 ID：请用 IO 查询',
  'the exchange did not confirm it': '交易所没有确认',
  'order {id} cannot be found': '找不到订单 {id}',
  'order {id} of {symbol} cannot be found': '找不到 {symbol} 的订单 {id}',
  'the order is {status} already': '订单已是 {status} 状态',
  '{name} changes orders of pairs only: cancel it, and place another order':
    '{name} 只支持现货订单改单：请撤单后重新下单',
  'it is not told whether it buys or sells: cancel it, and place another order':
    '无法得知订单的买卖方向：请撤单后重新下单',
  '{name} may place the whole amount again, including what is already filled: cancel it, and place another order':
    '{name} 改单可能会重新下全部数量，包括已成交部分：请撤单后重新下单',
  '{name} may place the whole amount again, and open a position: cancel it, and place another order':
    '{name} 改单可能会重新下全部数量，并开仓：请撤单后重新下单',
  '{name} places another order instead, which ccxt cannot tell the position of in hedge mode: cancel it, and place another order':
    '{name} 改单时会另下一笔订单，双向持仓模式下 ccxt 无法指定其持仓：请撤单后重新下单',
  'the exchange does not tell enough of it: cancel it, and place another order':
    '交易所提供的订单信息不足：请撤单后重新下单',
  'it is not known how much of it is filled: cancel it, and place another order':
    '无法得知已成交数量：请撤单后重新下单',
  'amount {amount} is not above the {filled} of {symbol} that are filled already':
    '数量 {amount} 不大于 {symbol} 已成交的 {filled}',
  'ccxt does not say how large order {id} of {symbol} is: its amount cannot be read, ask with IO':
    'ccxt 没有给出 {symbol} 订单 {id} 的数量：无法读取，请用 IO 查询',
  'ccxt does not say whether order {id} of {symbol} buys or sells: ask with IO':
    'ccxt 没有给出 {symbol} 订单 {id} 的买卖方向：请用 IO 查询',
  'ccxt does not say the price of limit order {id} of {symbol}: ask with IO':
    'ccxt 没有给出 {symbol} 限价单 {id} 的价格：请用 IO 查询',
} as const;
