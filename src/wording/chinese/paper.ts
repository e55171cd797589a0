/** Paper: its accounts, their orders, and the file that keeps them. */
export const paper = {
  'an account of Paper, which keeps long and short positions apart': 'Paper 账户（双向持仓）',
  'type {type} is not that of the order, which cannot change: it is a {own}':
    'type {type} 与订单不符：订单的类型是 {own}，不能更改',
  'names the account: use at most 200 characters': '是账户名：最多 200 个字符',
  'there are {most} accounts already': '账户已达 {most} 个',
  'use the access key of one of them': '请使用其中一个账户的 Access Key',
  'done, but not saved to disk: {reason}': '已执行，但未能保存到磁盘：{reason}',
  'it is lost when the plugin stops: make room for the file of --paper-state':
    '服务停止后会丢失：请为 --paper-state 的文件腾出空间',
  "{path} could not be written at the end: {reason}; what has changed in Paper's accounts since it was last written is lost":
    '{path} 在结束时未能写入：{reason}；上次写入之后 Paper 账户的变化已丢失',
  "{name} reaches the public data of the exchange's own API only, with GET: {request} was not sent":
    '{name} 只能用 GET 查询交易所自身 API 的公开数据：{request} 未发出',
  '{amount} {currency} needed, {free} {currency} free': '需要 {amount} {currency}，可用 {free} {currency}',
  'open orders hold {frozen} {currency}': '挂单冻结了 {frozen} {currency}',
  'open orders and margins hold {frozen} {currency}': '挂单和保证金冻结了 {frozen} {currency}',
  'there is no order {id}': '没有订单 {id}',
  'orders belong to the account of the access key that placed them':
    '订单属于下单时所用 Access Key 对应的账户',
  'order {id} is {status}: there is nothing to cancel': '订单 {id} 已是 {status} 状态：无法撤单',
  'order {id} is {status}: there is nothing to change': '订单 {id} 已是 {status} 状态：无法改单',
  'an account has at most {most} open orders': '一个账户最多 {most} 笔挂单',
  'cancel some first': '请先撤销一部分',
  'closebuy closes a long position, closesell a short one': 'closebuy 平多头，closesell 平空头',
  'the minimum amount of {symbol} is {least}, not {amount}':
    '{symbol} 的最小下单数量是 {least}，而不是 {amount}',
  '{amount} {quote} buys less than {least} {base}, the minimum':
    '{amount} {quote} 买不到最小下单数量 {least} {base}',
  'a market buy needs {least} {quote} or more: its amount is in {quote}':
    '市价买单至少需要 {least} {quote}：其数量以 {quote} 计',
  'price {value} is not a multiple of the tick size {step} of {symbol}':
    '委托价格 {value} 不是 {symbol} 价格最小变动单位 {step} 的整数倍',
  'amount {value} is not a multiple of the lot size {step} of {symbol}':
    '数量 {value} 不是 {symbol} 数量最小变动单位 {step} 的整数倍',
  'nothing is rounded for you': '不会自动取整，请自行调整',
  'the leverage of {symbol} is from 1 to {most}, not {leverage}':
    '{symbol} 的杠杆范围是 1 到 {most}，而不是 {leverage}',
  'at {price} the order would trade at once: the best price of the other side is {best}':
    '按 {price} 会立即成交：对手方最优价格是 {best}',
  '{filled} of the order is filled already: its amount must be more than that':
    '订单已成交 {filled}：委托数量必须大于它',
  'cancel it to end it': '要结束它请撤单',
  'the {direction} position in {symbol} has {closable} contracts to close, not {amount}':
    '{symbol} 的 {direction} 持仓可平 {closable} 张，而不是 {amount} 张',
  'open orders close {amount} already': '挂单已占用 {amount} 张待平',
  "Paper's accounts cannot be written to {path} ({reason}): make room, what has changed in them is lost when the plugin stops":
    'Paper 账户无法写入 {path}（{reason}）：请腾出空间，否则服务停止后账户的变化会丢失',
  "Paper's accounts are written to {path} again": 'Paper 账户又能写入 {path} 了',
  'the file of paper accounts has no name': 'Paper 账户的文件没有文件名',
  'the folder of {place} does not exist or cannot be written to': '{place} 所在的目录不存在或不可写',
  '{place} is a folder': '{place} 是目录',
  '{place} is not a regular file': '{place} 不是普通文件',
  'move it away': '请移走它',
  '{path} cannot be read: {reason}': '{path} 无法读取：{reason}',
  '{path} is damaged or not a file of paper accounts: it is not whole JSON':
    '{path} 已损坏，或不是 Paper 账户的文件：不是完整的 JSON',
  '{path} is damaged or not a file of paper accounts of this version: {problem}':
    '{path} 已损坏，或不是此版本 Paper 账户的文件：{problem}',
  '{path} is damaged: {reason}': '{path} 已损坏：{reason}',
  '{path} was changed or damaged since it was written: it does not fit its checksum':
    '{path} 在写入后被修改或损坏：校验和不符',
  'put a copy back, or take its "checksum" out if you changed it yourself,':
    '请恢复备份，或（如果是自己修改的）去掉其中的 "checksum"，',
  '{fact}; nothing was changed, {remedy} or name another with --paper-state':
    '{fact}；没有任何更改，{remedy} 或用 --paper-state 指定其他文件',
  '{fact}; nothing was changed, name another with --paper-state':
    '{fact}；没有任何更改，请用 --paper-state 指定其他文件',
  'there is no instrument {index}': '没有品种 {index}',
  'there is a position in {symbol}, which is not a contract': '{symbol} 不是合约，却有持仓',
  'must not be 0': '不能是 0',
  'must be a SHA-256 hash': '必须是 SHA-256 哈希',
  "Paper cannot trade {symbol}: {contract} means another contract after each delivery; use a swap, or a contract's own id where GetMarkets lists it":
    'Paper 不能交易 {symbol}：每次交割后 {contract} 指另一个合约；请用永续合约（swap），或 GetMarkets 列出的合约代码',
  'the exchange does not say what one contract of {symbol} holds': '交易所没有给出 {symbol} 的合约面值',
} as const;
