/** Which instrument is meant, and what an exchange says of its instruments. */
export const instruments = {
  'the list of markets': '市场列表',
  'what has to be known first': '事先需要的数据',
  'has the symbol of {other}, {name}: a class would tell them apart':
    '与 {other} 的交易对同为 {name}：需要用 class 区分',
  'its id cannot stand in an order id': '它的 ID 不能出现在订单 ID 中',
  'its symbol {fault}': '它的交易对 {fault}',
  'its symbol {name} would mean contracts': '它的交易对 {name} 会被当作合约',
  '{name} is a spot symbol: name a contract, like {example}':
    '{name} 是现货交易对：请指定合约，例如 {example}',
  '{name} is a spot symbol, not a contract': '{name} 是现货交易对，不是合约',
  '{range} is a range: name one instrument': '{range} 是一个范围：请指定一个品种',
  '{asked} may mean {names}: write the one that is meant': '{asked} 可能是 {names}：请写明所指的那一个',
  '{exchange} lists {name} so that it cannot be read: {problem}':
    '{exchange} 列出的 {name} 无法解析：{problem}',
  '{exchange} has no {name}: did you mean {meant}?': '{exchange} 没有 {name}，是否指 {meant}？',
  '{exchange} has no {name}, it may have expired: GetMarkets lists what is available':
    '{exchange} 没有 {name}，可能已到期：可用的品种见 GetMarkets',
  '{exchange} has no {name}: GetMarkets lists what is available':
    '{exchange} 没有 {name}：可用的品种见 GetMarkets',
  '{range} means all that is quoted in {currency}, and {exchange} has nothing that is: GetMarkets lists what is available':
    '{range} 指以 {currency} 计价的全部品种，而 {exchange} 没有：可用的品种见 GetMarkets',
  '{range} means all that is quoted in {currency}, and {exchange} has nothing that is: did you mean {meant}?':
    '{range} 指以 {currency} 计价的全部品种，而 {exchange} 没有，是否指 {meant}？',
  '{name}: the market is closed; no order was sent': '{name}：休市中，订单未发出',
  '{name}: the market is closed, it opens at {time}; no order was sent':
    '{name}：休市中，{time} 开市，订单未发出',
  '{symbol} has no buyers, no sellers or no trades right now, and so no ticker':
    '{symbol} 目前没有买单、卖单或成交，因此没有行情',
  'GetDepth shows the order book': '可用 GetDepth 查看订单簿',
  'amount {amount} is below the minimum {minimum} of {symbol}':
    '数量 {amount} 低于 {symbol} 的最小下单数量 {minimum}',
  'amount {amount} is not a multiple of the lot size {lotSize} of {symbol}':
    '数量 {amount} 不是 {symbol} 数量最小变动单位 {lotSize} 的整数倍',
  'price {price} is below {lowest}, the lowest of {symbol}': '价格 {price} 低于 {symbol} 的最低价 {lowest}',
  'price {price} is not a multiple of the tick size {step} of {symbol}':
    '价格 {price} 不是 {symbol} 价格最小变动单位 {step} 的整数倍',
  'price {price} is not a multiple of the tick size {step} of {symbol} for prices from {from}':
    '价格 {price} 不是 {symbol} 在 {from} 以上的价格最小变动单位 {step} 的整数倍',
} as const;
