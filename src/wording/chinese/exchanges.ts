/** What several adapters of exchanges say. Some follow the name of the exchange or of a field. */
export const exchanges = {
  long: '多头',
  short: '空头',
  cross: '全仓',
  isolated: '逐仓',
  'open orders': '挂单',
  'done orders': '历史订单',
  positions: '持仓',
  'hedge mode': '双向持仓模式的账户',
  'the mode of the account': '账户模式',
  'set it again': '请重新设置',
  'is not known': '是未知的值',
  'is not a number': '不是数字',
  'needs keys': '缺少密钥',
  'needs an API key: the access key is empty': '缺少 API Key：「Access Key」一栏是空的',
  'needs an API secret: {form}': '缺少 API 的 Secret Key：{form}',
  '{name} has no funding rate: only perpetual contracts have, like BTC_USDT.swap':
    '{name} 没有资金费率：只有永续合约才有，例如 BTC_USDT.swap',
  '{name} is a spot symbol: name a contract, like {name}.swap':
    '{name} 是现货交易对：请指定合约，例如 {name}.swap',
  'margin_level {level} is above the highest leverage {most} of {name}':
    'margin_level {level} 超过 {name} 的最高杠杆 {most}',
  'there is no {direction} position in {symbol} to close': '{symbol} 没有可平的 {direction} 持仓',
} as const;
