/** FMZ's functions of exchanges: their arguments, and what a docker says of orders. */
export const docker = {
  'the period is a number of seconds, in whole minutes: PERIOD_M1 (60), PERIOD_M5 (300) and so on, not {value}':
    '周期的单位是秒，且为整分钟：PERIOD_M1 (60)、PERIOD_M5 (300) 等，而不是 {value}',
  'there is no exchanges[{index}]': '没有 exchanges[{index}]',
  'the currency is a pair like BTC_USDT, not {value}': '交易对应形如 BTC_USDT，而不是 {value}',
  'the contract type is one like swap or quarter, not {value}':
    '合约类型应形如 swap 或 quarter，而不是 {value}',
  'an exchange has no such function': '交易所对象没有这个函数',
  'there was no answer before the run ended': '运行结束前未收到应答',
  '{failure}; it may have been carried out, look at the orders before it is sent again':
    '{failure}；可能已经执行，重发前请先查看订单',
  '{name} must be a number, not {value}': '{name} 必须是数字，而不是 {value}',
  'must be a number, not {value}': '必须是数字，而不是 {value}',
  '{name} must be a text, not {value}': '{name} 必须是文本，而不是 {value}',
  'the order id is missing: it is what Buy, Sell or CreateOrder returned':
    '缺少订单 ID：它是 Buy、Sell 或 CreateOrder 的返回值',
  'the price': '价格',
  'the amount': '数量',
  'the side': '交易方向',
  'the period': '周期',
  'the limit': '条数 limit',
  'the rate': '汇率',
  'the currency': '交易对',
  'the contract type': '合约类型',
  'the margin level': '杠杆',
  'the precision of prices': '价格精度',
  'the precision of amounts': '数量精度',
  'the time-out': '超时时间',
  'the number of bars': 'K 线数量',
  'the command of IO': 'IO 的命令',
  'the path of IO("api", ...)': 'IO("api", ...) 的路径',
  'the exchange has no key for {key}': '交易所对象没有 {key} 对应的密钥',
  'IO has no command {name} for exchanges behind the general protocol': '通用协议的交易所没有 IO 命令 {name}',
  'the params of IO are not JSON: {value}': 'IO 的参数不是 JSON：{value}',
  '{exchange} has no {contract}: {symbol} is traded in its place':
    '{exchange} 没有 {contract}：改用 {symbol} 交易',
  'the direction is one of {known}, not {value}': '方向只能是 {known}，而不是 {value}',
  'the rate must be above 0, not {number}': '汇率必须大于 0，而不是 {number}',
  'the rate of the dollar in yuan is not known here: SetRate takes one':
    '这里没有美元兑人民币的汇率：请用 SetRate 设置',
  'condition orders have no form in the general protocol: no plugin can be asked for them':
    '通用协议没有条件单：无法向任何插件发送',
  '{id} changed to {order}': '{id} 改为 {order}',
  'the price {value} is less than the step {step} that it is cut to':
    '价格 {value} 小于最小变动单位 {step}：按它截断后为 0',
  'the amount {value} is less than the step {step} that it is cut to':
    '数量 {value} 小于最小变动单位 {step}：按它截断后为 0',
  'the algorithm {name} can only be had on FMZ: it does not tell how it does that':
    '算法 {name} 只能在 FMZ 上使用：FMZ 没有公开做法',
  'the algorithm {name} is not known here: use one like sha256 or hmac_sha256':
    '没有算法 {name}：请用 sha256、hmac_sha256 等',
  'the format is raw, string, hex or base64, not {value}':
    '格式只能是 raw、string、hex 或 base64，而不是 {value}',
  'ed25519 signs with a private key: the 32 bytes of its seed, 64 bytes that begin with it, or a PEM text':
    'ed25519 用私钥签名：32 字节的种子、以种子开头的 64 字节，或 PEM 文本',
} as const;
