/** Orders: what becomes of them, and what cannot be asked of them. */
export const orders = {
  'it was placed or changed a moment ago, and the exchange does not show it yet: ask again':
    '该订单刚刚提交或改动，交易所尚未显示：请稍后再查',
  'outcome unknown: the exchange has accepted the {subject}, and does not tell yet whether it is carried out: ask GetOrder for that id':
    '结果未知（outcome unknown）：交易所已受理 {subject}，尚未告知是否执行：请用 GetOrder 查询该 ID',
  'outcome unknown: the exchange has accepted the order {id}, and does not tell yet whether it is placed: ask GetOrder for that id before ordering again':
    '结果未知（outcome unknown）：交易所已受理订单 {id}，尚未告知是否挂出：重新下单前请先用 GetOrder 查询该 ID',
  'outcome unknown: {reason}; the {subject} may have been carried out: {advice}':
    '结果未知（outcome unknown）：{reason}；{subject} 可能已生效：{advice}',
  'not carried out: {reason}; there is no {subject}':
    '未执行（not carried out）：{reason}；交易所没有 {subject}',
  'cancellation of order {id}': '订单 {id} 的撤单',
  'cancel it again': '请再次撤单',
  'change of order {id}': '订单 {id} 的改单',
  'ask GetOrder for it before changing it again': '再次改单前请先用 GetOrder 查询',
  'the order cannot be found': '找不到该订单',
  'the order is {state} already': '订单的状态已是 {state}',
  'order {id}': '订单 {id}',
  'ask GetOrder for that id before ordering again': '重新下单前请先用 GetOrder 查询该 ID',
  'order of {symbol}': '{symbol} 的订单',
  'look for it with {lists} before ordering again': '重新下单前请先用 {lists} 查找',
  "look for it on the exchange's page before ordering again": '重新下单前请先在交易所网页上查找',
  'the exchange has refused the order': '交易所拒绝了该订单',
  'the order {id} is not among the orders yet': '订单列表中尚无订单 {id}',
  'answered with another order than the one asked for': '返回的不是所查询的订单',
  'order state {state}': '订单状态 {state}',
  'not known to this adapter: on the list of open orders it counts as open, in the history as done':
    '适配器不认识：在未完成订单列表中按未完成处理，在历史订单中按已完成处理',
  "{exchange} lists open orders one symbol at a time, and none of this account's is known yet: name a symbol":
    '{exchange} 只能按交易对查询未完成订单，而该账户还没有已知的交易对：请指定交易对',
  'orders without a symbol': '未指定交易对的订单',
  'only those of {symbols} are told: {exchange} lists open orders one symbol at a time, and others of the account are not known':
    '只返回 {symbols} 的订单：{exchange} 只能按交易对查询，该账户的其他交易对未知',
  '{id} is not an {exchange} order id: use the id that CreateOrder returned, like {example}':
    '{id} 不是 {exchange} 的订单 ID：请使用 CreateOrder 返回的 ID，例如 {example}',
  '{id} is not a {exchange} order id: use the id that CreateOrder returned, like {example}':
    '{id} 不是 {exchange} 的订单 ID：请使用 CreateOrder 返回的 ID，例如 {example}',
  '{exchange} does not take {option}: CreateOrder takes {options}':
    '{exchange} 不接受 {option}：CreateOrder 可用的选项为 {options}',
  '{exchange} does not take {option}: CreateOrder takes no options':
    '{exchange} 不接受 {option}：CreateOrder 没有可用的选项',
  '{exchange} does not take {name}={value}: it is true or false':
    '{exchange} 不接受 {name}={value}：只能是 true 或 false',
  '{exchange} does not take {name}={value}: it takes {words}':
    '{exchange} 不接受 {name}={value}：可用的值为 {words}',
  'timeInForce={timeInForce} needs a price: a market order does not wait':
    'timeInForce={timeInForce} 需要委托价格：市价单不会挂单等待',
  'reduceOnly is for contracts: {symbol} has no position that it could reduce':
    'reduceOnly 只用于合约：{symbol} 没有可以减少的持仓',
  'type {type} with reduceOnly opens a position in {account}: use {meant}':
    'type {type} 加 reduceOnly 在 {account} 中是开仓：请用 {meant}',
  'postOnly needs a price: a market order always takes from the order book':
    'postOnly 需要委托价格：市价单总是吃单',
  'postOnly and timeInForce={timeInForce} exclude each other: one must wait, the other must not':
    'postOnly 与 timeInForce={timeInForce} 互斥：前者必须挂单，后者不能挂单',
  'type {type} closes a position: it cannot be reduceOnly=false':
    'type {type} 用于平仓：不能是 reduceOnly=false',
} as const;
