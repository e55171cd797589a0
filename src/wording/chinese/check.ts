/** `check`: how a plugin is found and asked, and its report. */
export const check = {
  'HTTP {status} instead of 200': 'HTTP 状态码是 {status}，应为 200',
  'the answer is not JSON': '应答不是 JSON',
  'the answer is JSON, but not an object': '应答是 JSON，但不是对象',
  'data and error in one answer': '应答同时含有 data 和 error',
  'an object with neither data nor error': '应答对象既没有 data，也没有 error',
  'the error is not a string': 'error 不是字符串',
  'the text of the error is empty': 'error 是空字符串',
  'an error instead of data: {error}': '应返回 data，却返回错误：{error}',
  'an error instead of data: {error} (let answers take as long as the limit counts, as --timeout 70000 does, or run fewer cases with --only)':
    '应返回 data，却返回错误：{error}（请放宽应答时间，使其不短于频率限制的计数周期，如 --timeout 70000，或用 --only 减少检查项）',
  '{what}, but the answer has data': '{what}，应答中却有 data',
  '{what}, and the answer only says that none came in time': '{what}，应答却只说未及时收到应答',
  'the market is closed: {error}': '休市中：{error}',
  'this plugin does not show its sessions': '无法看到插件的会话',
  'needs keys: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY':
    '需要密钥：请设置环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY',
  'GetTicker itself does not return data': 'GetTicker 本身没有返回 data',
  'GetMarkets lists no contract': 'GetMarkets 中没有合约',
  'GetMarkets lists no other symbol': 'GetMarkets 中没有其他交易对',
  'no answer within {patience} ms': '{patience} ms 内没有应答',
  'the connection was refused': '连接被拒绝',
  'the connection was dropped without an answer': '未应答就断开了连接',
  'no valid HTTP answer came: {reason}': '没有有效的 HTTP 应答：{reason}',
  'places an order: allow it with --trade': '需要下单：请用 --trade 允许',
  'the order could not be placed': '未能下单',
  'the order could not be canceled': '未能撤单',
  "the order {ids} may still be open: cancel it on the exchange's page":
    '订单 {ids} 可能仍未完成：请到交易所页面撤单',
  "the orders {ids} may still be open: cancel them on the exchange's page":
    '订单 {ids} 可能仍未完成：请到交易所页面逐一撤单',
  'not supported: {error}': '不支持：{error}',
  'the method is not dispatched': '插件不识别该方法',
  'no bars of this length: {error}': '没有该周期的 K 线：{error}',
  'its answer cannot be read': '应答无法解析',
  'the ticker gives no price to stay away from': '行情没有价格，无法确定委托价格',
  'no answer': '没有应答',
  'the exchange wants no more requests ({reason}): what is left was not checked; check again when its limit begins anew, or a part with --only':
    '交易所不再接受请求（{reason}）：其余各项未检查；请等频率限制重新计数后再检查，或用 --only 只检查一部分',
  '{name} cannot be checked: {reason}': '无法检查 {name}：{reason}',
  '{name} cannot be checked: {reason}; stop serve, or check {address} instead':
    '无法检查 {name}：{reason}；请停止 serve，或改为检查 {address}',
  '{target} has no scheme: write {meant}': '{target} 缺少协议头：请写成 {meant}',
  'the address of a plugin is one like {example}': '通用协议程序的地址应形如 {example}',
  '--base-url is for an exchange that is started here: leave it out, or name the exchange':
    '--base-url 只用于在此启动的交易所：请去掉它，或改写交易所名称',
  'what a plugin elsewhere sends over FIX cannot be seen: name its exchange instead':
    '看不到别处的插件在 FIX 上的收发：请改写交易所名称',
  '{reason}; a plugin elsewhere is named by its address, like {example}':
    '{reason}；检查别处的插件请写地址，如 {example}',
  '{name} does not speak FIX': '{name} 不使用 FIX',
  "{url} is not a plugin of FMZ's protocol, {answer}: check the host, the port and the path of the address":
    '{url} 不是 FMZ 通用协议程序，{answer}：请检查地址中的主机、端口和路径',
  '{url} answers every method with the same error, "{error}": set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY':
    '{url} 对所有方法都返回同一个错误 "{error}"：请设置环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY',
  '{url} answers every method with the same error, "{error}": check the host, the port and the path of the address':
    '{url} 对所有方法都返回同一个错误 "{error}"：请检查地址中的主机、端口和路径',
  'nothing listens on {origin}: start the plugin first': '{origin} 无程序监听：请先启动通用协议程序',
  'the host {hostname} cannot be found: check the address': '找不到主机 {hostname}：请检查地址',
  '{origin} does not speak TLS: write {address} instead': '{origin} 不使用 TLS：请改写为 {address}',
  '{origin} cannot be reached ({reason}): check the address': '无法连接 {origin}（{reason}）：请检查地址',
  'it answered {text}': '应答是 {text}',
  'it answered HTTP {status}': '应答是 HTTP {status}',
  // In columns: each takes four.
  'ok  ': '通过',
  FAIL: '失败',
  skip: '跳过',
  // Behind the title of a check.
  ': {reason}': '：{reason}',
  found: '问题',
  sent: '发送',
  came: '收到',
  contract: '约定',
  // In colors, which is why it is apart.
  'stopped:': '已停止：',
  '{count} case: {ok} ok, {failures}, {skipped} skipped':
    '共 {count} 项：通过 {ok}，{failures}，跳过 {skipped}',
  '{count} cases: {ok} ok, {failures}, {skipped} skipped':
    '共 {count} 项：通过 {ok}，{failures}，跳过 {skipped}',
  'left to fill in:': '待填写：',
  '{name} tells prices and lists with keys alone: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY':
    '{name} 查询行情和品种也需要密钥：请设置环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY',
  'GetMarkets tells no symbol to check with ({reason}): name a symbol with --symbol, or wait longer with --timeout':
    'GetMarkets 没有给出可用的交易对（{reason}）：请用 --symbol 指定，或用 --timeout 延长等待时间',
  'checking with {symbol}, as GetMarkets tells no symbols ({reason}): name a symbol with --symbol, or wait longer with --timeout':
    'GetMarkets 没有给出交易对（{reason}），改用 {symbol} 检查：请用 --symbol 指定，或用 --timeout 延长等待时间',
  'checking with {symbol}': '用 {symbol} 检查',
  '--symbol {symbol} is not a symbol: use BASE_QUOTE, like BTC_USDT, or a contract, like BTC_USDT.swap':
    '--symbol {symbol} 写法不对：请写成 BTC_USDT，合约请写成 BTC_USDT.swap',
  '--only {name} is neither a group nor a case, did you mean {near}?':
    '--only {name} 不是检查组，也不是检查项，是否指 {near}？',
  '--only {name} is neither a group nor a case: the groups are {groups}':
    '--only {name} 不是检查组，也不是检查项：检查组有 {groups}',
} as const;
