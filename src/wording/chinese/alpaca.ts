/** Alpaca. */
export const alpaca = {
  'Alpaca has no contracts here, and so no ranges of them': '这里的 Alpaca 没有合约，也就没有合约范围',
  'Alpaca accepted the order and then rejected it, without a reason':
    'Alpaca 接受订单后又拒绝了它，没有给出原因',
  'the key is wrong, or one of paper trading without ,simulate behind the secret, or a live one with it; a reset of the paper account ends its keys':
    '密钥有误；或者是模拟盘密钥，而 secret 后没有 ,simulate；或者是实盘密钥，却加了它。重置模拟账户后，原密钥失效',
  'GetAccount tells what is free: open orders hold some of it, and coins are never bought on margin':
    '可用余额见 GetAccount：挂单冻结了一部分，加密货币不能用保证金购买',
  'GetAssets tells what is free: open orders hold the rest, and of coins the fee is taken from what was bought':
    '可用数量见 GetAssets：其余被挂单冻结；加密货币的手续费从买到的币中扣除',
  'an open order of this account on the other side would meet it: cancel that one first':
    '会与该账户的反向挂单成交：请先撤销那笔挂单',
  'two decimals from 1 dollar on, four below': '1 美元及以上最多两位小数，1 美元以下最多四位',
  'the order is worth too little: GetMarkets gives min_notional':
    '下单金额太小：见 GetMarkets 的 min_notional',
  'parts of a share are good for the day only, and never short': '零股订单只在当日有效，且不能卖空',
  'it is traded in whole shares only: give a whole amount and a price':
    '只能交易整股：请给出整数数量和委托价格',
  'orders before and after hours need a price, and are good for the day':
    '盘前盘后订单必须有委托价格，且只在当日有效',
  'a change of it is being carried out, or it is not routed yet: ask GetOrder for it':
    '该订单正在改单，或尚未送达市场：请用 GetOrder 查询',
  'the order is done already: GetOrder tells how it ended': '订单已完结：结果见 GetOrder',
  "the account's settings forbid new orders: allow them on Alpaca's page":
    '账户设置禁止新订单：请在 Alpaca 网页允许',
  'the account may not sell short: GetAssets tells what it holds': '该账户不能卖空：持有数量见 GetAssets',
  'the plan of the account holds the prices of IEX alone: leave ,sip out of the secret key box':
    '该账户的套餐只含 IEX 行情：请去掉「Secret Key」一栏中的 ,sip',
  'GetMarkets lists what is traded': '可交易的品种见 GetMarkets',
  "FMZ's secret key box holds the secret, ,simulate behind it for paper trading, and ,sip for prices of all venues":
    'FMZ「Secret Key」一栏填 secret，模拟盘在其后加 ,simulate，要全市场行情再加 ,sip',
  'has a word behind the secret that is not known: {form}': '的 secret 之后有未知的词：{form}',
  'has keys with characters that no Alpaca key holds: copy them again': '的密钥含有无效字符：请重新复制',
  'amount {amount} is what a market buy of {symbol} spends: give two decimals at most':
    '数量 {amount} 是市价买入 {symbol} 的金额：最多两位小数',
  '{symbol} is traded in whole shares only, and cannot be bought for an amount of money: give a price, and a number of shares':
    '{symbol} 只能交易整股，不能按金额买入：请给出委托价格和股数',
  'extendedHours needs a price: a market order waits for the regular hours':
    'extendedHours 需要委托价格：市价单会等到常规交易时段',
  'extendedHours and timeInForce=ioc exclude each other: use timeInForce=day':
    'extendedHours 与 timeInForce=ioc 不能同时使用：请用 timeInForce=day',
  'a market buy, which spends an amount of money, is good for the day only: leave timeInForce={timeInForce} out':
    '市价买单按金额成交，只在当日有效：请去掉 timeInForce={timeInForce}',
  'amount {amount}, which is not a whole number of shares, is good for the day only: leave timeInForce={timeInForce} out':
    '数量 {amount} 不是整数股，只在当日有效：请去掉 timeInForce={timeInForce}',
  'extendedHours is for stocks: {symbol} is traded at all hours':
    'extendedHours 只用于股票：{symbol} 全天可交易',
  'timeInForce=day is for stocks: {symbol} takes gtc, ioc':
    'timeInForce=day 只用于股票：{symbol} 支持 gtc、ioc',
  'amount {amount} is more than the {available} shares of {symbol} that are free: nothing is sold short':
    '数量 {amount} 超过 {symbol} 的可用股数 {available}：不会卖空',
} as const;
