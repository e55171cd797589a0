/** Bybit. */
export const bybit = {
  'is not a time in milliseconds': '不是毫秒时间戳',
  'Bybit keeps canceled orders without fills for a day only': 'Bybit 只保留未成交的已撤订单一天',
  'leverage {level} of {name}': '{name} 的杠杆 {level}',
  'does not tell how far settlements are apart': '没有说明资金费的结算间隔',
  'the key is wrong, or belongs to another address: https://api.bybit.com (global), https://api.bybit.eu (EEA), https://api-demo.bybit.com (demo trading), https://api-testnet.bybit.com, or that of another region; choose with serve --base-url Bybit=...':
    '密钥有误，或属于其他地址：https://api.bybit.com（全球）、https://api.bybit.eu（欧洲经济区）、https://api-demo.bybit.com（模拟交易）、https://api-testnet.bybit.com（测试网），或其他地区的地址；请用 serve --base-url Bybit=... 指定',
  'not enough money in the unified account: it may sit in the funding account, transfer it on Bybit':
    '统一账户余额不足：资金可能在资金账户，请在 Bybit 划转',
  "not possible in this margin mode: change it on Bybit's page":
    '当前保证金模式不支持：请在 Bybit 网页更改保证金模式',
  'the amount is below the minimum: GetMarkets gives min_qty and min_notional':
    '数量低于最小下单数量或金额：见 GetMarkets 的 min_qty 和 min_notional',
  'the amount is above the maximum: GetMarkets gives max_qty':
    '数量超过最大下单数量：见 GetMarkets 的 max_qty',
  'not traded now: GetMarkets lists what is': '当前不可交易：可交易的品种见 GetMarkets',
  'the price is too far from the market': '委托价格偏离市价太远',
  'Bybit does not serve this country, or has banned this IP address for too many requests: wait ten minutes':
    'Bybit 不向该国家或地区提供服务，或因请求太频繁封禁了本机 IP：请等待十分钟',
  'Bybit has locked the account: ask its support': 'Bybit 已锁定该账户：请联系 Bybit 客服',
  "this machine's IP address is banned: wait ten minutes, and call less often":
    '本机 IP 已被封禁：请等待十分钟，并降低调用频率',
  "this machine's IP address is not on the list of the API key: add it on Bybit's API page":
    '本机 IP 不在该 API Key 的白名单中：请在 Bybit 的 API 页面添加',
  "the API key lacks the permission: allow trading on Bybit's API page":
    '该 API Key 缺少权限：请在 Bybit 的 API 页面开启交易权限',
  "Bybit has no such path: look it up in Bybit's API documentation":
    'Bybit 没有这个路径：请查 Bybit 的 API 文档',
  "Bybit's rules for the account's country do not allow this":
    'Bybit 对该账户所在国家或地区的规定不允许此操作',
  'the account is not a unified trading account: upgrade it on Bybit':
    '该账户不是统一交易账户：请在 Bybit 升级',
  "the API key may not trade this symbol: see its list on Bybit's API page":
    '该 API Key 无权交易这个交易对：请在 Bybit 的 API 页面查看可交易列表',
  'the position is too large for this leverage': '持仓超过该杠杆允许的上限',
  'there is less to close than the amount': '可平数量小于委托数量',
  'too many open orders: cancel some': '挂单太多：请先撤销一部分',
  'the contract is about to end: positions in it can only be reduced': '合约即将到期：只能减仓',
  'more than that has been filled already': '已成交数量超过该数量',
  'Bybit has no such pair: look for its name with GetMarkets': 'Bybit 没有这个交易对：请用 GetMarkets 查名称',
  'the price is not a multiple of the tick size: GetMarkets gives tick_size':
    '委托价格不是价格最小变动单位的整数倍：见 GetMarkets 的 tick_size',
  'a market buy has too many decimals of quote currency': '市价买单的计价币金额小数位太多',
  "needs an API secret: FMZ's secret key box has to hold it":
    '缺少 API 的 Secret Key：请填入 FMZ「Secret Key」一栏',
  "has a comma in FMZ's secret key box, which holds Bybit's secret and nothing else; demo keys need serve --base-url Bybit=https://api-demo.bybit.com":
    '的 FMZ「Secret Key」一栏含有逗号，这里只填 Bybit 的 Secret Key；模拟交易的密钥请配合 serve --base-url Bybit=https://api-demo.bybit.com 使用',
  'has keys with characters that no Bybit key holds: copy them again': '的密钥含有无效字符：请重新复制',
  'amount {amount} is more than the {direction} position in {symbol}: {size} contracts':
    '数量 {amount} 超过 {symbol} 的 {direction} 持仓：{size} 张',
} as const;
