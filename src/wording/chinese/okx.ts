/** OKX. */
export const okx = {
  'OKX did not return the account mode': 'OKX 没有返回账户模式',
  "the OKX account is in spot mode, which trades no contracts: choose futures mode on OKX's page":
    'OKX 账户是现货模式，不能交易合约：请在 OKX 网页改为合约模式',
  'does not begin with a pair': '不是以交易对开头',
  '{name} names a spot instrument: write {pair}': '{name} 是现货品种：请写成 {pair}',
  'there is no order book for {name}': '{name} 没有订单簿',
  '{text}; {margin} leverage is {level} now, but not all of it':
    '{text}；{margin} 杠杆已设为 {level}，但其余未全部设置',
  '{margin} leverage of {id}': '{id} 的 {margin} 杠杆',
  'is not told to be closed or not': '没有说明是否已完结',
  'the key is wrong, or belongs to another region: https://www.okx.com (global), https://eea.okx.com (EEA), https://us.okx.com (US, Australia), https://tr.okx.com (Türkiye); choose with serve --base-url OKX=...':
    '密钥有误，或属于其他地区：https://www.okx.com（全球）、https://eea.okx.com（欧洲经济区）、https://us.okx.com（美国、澳大利亚）、https://tr.okx.com（土耳其）；请用 serve --base-url OKX=... 指定地址',
  "OKX has no such path: look it up in OKX's API documentation": 'OKX 没有这个路径：请查 OKX 的 API 文档',
  'too many requests: call less often': '请求太频繁：请降低调用频率',
  'too many orders from this account: place them more slowly': '该账户下单太频繁：请放慢下单',
  'a demo key needs ",simulate" behind the passphrase in FMZ\'s secret key box, a live key must not have it':
    '模拟盘密钥须在 FMZ「Secret Key」一栏的 Passphrase 后加 ",simulate"，实盘密钥不能加',
  "the machine's clock is wrong: turn on time synchronization": '本机时钟不准：请开启时间同步',
  "the passphrase is wrong: FMZ's secret key box has to hold secret,passphrase":
    'Passphrase 有误：FMZ「Secret Key」一栏应填 secret,passphrase',
  "the machine's clock may be wrong: turn on time synchronization": '本机时钟可能不准：请开启时间同步',
  "this machine's IP address is not on the list of the API key: add it on OKX's API page":
    '本机 IP 不在该 API Key 的白名单中：请在 OKX 的 API 页面添加',
  'the access key is wrong': 'Access Key 有误',
  'the secret key is wrong': 'Secret Key 有误',
  "the API key lacks the permission: allow trading on OKX's API page":
    '该 API Key 缺少权限：请在 OKX 的 API 页面开启交易权限',
  'OKX has no such instrument: look for its name with GetMarkets': 'OKX 没有这个品种：请用 GetMarkets 查名称',
  'not enough money in the trading account: it may sit in the funding account, transfer it on OKX':
    '交易账户余额不足：资金可能在资金账户，请在 OKX 划转',
  "not possible in this account mode: change the mode on OKX's page":
    '当前账户模式不支持：请在 OKX 网页更改账户模式',
  'the amount is below the minimum: GetMarkets gives min_qty':
    '数量低于最小下单数量：见 GetMarkets 的 min_qty',
  'the amount is not a multiple of the lot size: GetMarkets gives amount_size':
    '数量不是数量最小变动单位的整数倍：见 GetMarkets 的 amount_size',
  'the order is done already, or never was': '订单已完结，或从未存在',
  'OKX keeps canceled orders without fills for two hours only': 'OKX 只保留未成交的已撤订单两小时',
  'has keys with characters that no OKX key holds: copy them again': '的密钥含有无效字符：请重新复制',
  'holds no order': '不含订单',
  'is not after fundingTime': '不晚于 fundingTime',
  'needs the passphrase of the API key: {form}': '缺少 API Key 的 Passphrase：{form}',
  "FMZ's secret key box has to hold secret,passphrase (and ,simulate for demo trading)":
    'FMZ「Secret Key」一栏应填 secret,passphrase（模拟盘再加 ,simulate）',
  'amount {amount} is more than can be closed of the {direction} position in {symbol}: {sizes} contracts':
    '数量 {amount} 超过 {symbol} 可平的 {direction} 持仓：{sizes} 张',
  '{contracts} ({margin})': '{contracts}（{margin}）',
} as const;
