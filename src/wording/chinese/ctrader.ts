/** CTrader. Most of what is about keys follows the name of the exchange. */
export const ctrader = {
  'an entry is on no side: 269={side}': '有一条报价不属于任何一方：269={side}',
  'the book holds more than {most} entries': '订单簿超过 {most} 条',
  'the entry {id} is deleted, and was never there': '要删除的条目 {id} 从未存在',
  "FMZ's access key box holds the SenderCompID of cTrader's FIX form, like demo.mybroker.7654321":
    'FMZ「Access Key」一栏填 cTrader FIX 表单中的 SenderCompID，例如 demo.mybroker.7654321',
  "FMZ's secret key box holds password,host=HOST, and where they differ from cTrader's own trade=5212, quote=5211, target=cServer and account=netted":
    'FMZ「Secret Key」一栏填 password,host=HOST；与 cTrader 默认值不同时再加 trade=5212、quote=5211、target=cServer 和 account=netted',
  "must be the broker's host alone, like demo-uk-eqx-01.p.c-trader.com: no https:// or fix://, no path, and a port goes into ,trade=5212 or ,quote=5211":
    '只能是经纪商的主机名，例如 demo-uk-eqx-01.p.c-trader.com：不带 https:// 或 fix://，不带路径，端口写在 ,trade=5212 或 ,quote=5211 中',
  'must be a port, like 5212': '必须是端口，例如 5212',
  'must be a port, like 5211': '必须是端口，例如 5211',
  'must be the TargetCompID of the FIX form, like cServer': '必须是 FIX 表单中的 TargetCompID，例如 cServer',
  'must be hedged or netted': '只能是 hedged 或 netted',
  'has no option in part {part} of its secret key, counted by commas: {advice}':
    '的 Secret Key 按逗号数第 {part} 段不是选项：{advice}',
  'has {name}= twice in its secret key': '的 Secret Key 中 {name}= 写了两次',
  'has an empty {name}= in its secret key: it {expected}': '的 Secret Key 中 {name}= 是空的：{expected}',
  'has a wrong {name}= in its secret key: it {expected}': '的 Secret Key 中 {name}= 有误：{expected}',
  'take out the comma that nothing follows': '请去掉后面没有内容的逗号',
  'a demo account needs no simulate, its SenderCompID says that it is one':
    '模拟账户不需要 simulate，SenderCompID 已表明是模拟账户',
  'orders have the port trade=5212, and prices quote=5211': '下单端口写 trade=5212，行情端口写 quote=5211',
  'write = where it has a colon': '请把冒号改成 =',
  "write host= before the broker's host": '请在经纪商的主机名前加 host=',
  'the first comma ends the password: choose one without a comma in the FIX form; {form}':
    '密码到第一个逗号为止：请在 FIX 表单中设置不含逗号的密码；{form}',
  'needs an account: the access key is empty; {form}': '缺少账户：Access Key 是空的；{form}',
  'needs another access key: it does not end in a dot and the number of the account; {form}':
    '的 Access Key 有误：结尾不是点号加账户号；{form}',
  'has characters in its secret key that FIX does not take, such as a full-width comma, colon or equals sign: type , and = on an English keyboard':
    '的 Secret Key 含有 FIX 不接受的字符，例如全角的逗号、冒号或等号：请用英文输入法输入 , 和 =',
  'needs the FIX password: the secret key is empty; {form}': '缺少 FIX 密码：Secret Key 是空的；{form}',
  'needs the FIX password first: the secret key begins with an option; {form}':
    '的 Secret Key 以选项开头：最前面应是 FIX 密码；{form}',
  "needs the broker's host: host=... is missing in its secret key; {form}":
    '缺少经纪商的主机名：Secret Key 中没有 host=...；{form}',
  'CTrader has no dated contracts here: write {symbol}': 'CTrader 在这里没有交割合约：请写成 {symbol}',
  'cTrader did not list its symbols': 'cTrader 没有列出交易品种',
  'one that was changed has the id that ModifyOrder returned; one that was not placed here is told while it is open':
    '改过的订单用 ModifyOrder 返回的 ID；不是在这里下的订单，只有未完成时才能查到',
  'only orders with a price can be changed: cancel it, and place another one':
    '只有带委托价格的订单可以改单：请撤单后重新下单',
  'the order has no ClOrdID, because it was not placed over FIX: change or cancel it in cTrader':
    '该订单没有 ClOrdID，因为不是通过 FIX 下的：请在 cTrader 中改单或撤单',
  'cTrader did not tell the positions': 'cTrader 没有返回持仓',
  refused: '已拒绝',
  "is it the password of the FIX form, not the account's, and the SenderCompID beside it?":
    '密码是否是 FIX 表单中的密码（而不是账户密码），SenderCompID 是否与它对应？',
  'are trade= and quote= swapped in the secret key?': 'Secret Key 中 trade= 和 quote= 是否写反了？',
  'the broker has FIX switched off for this account: ask for it': '经纪商未对该账户开通 FIX：请申请开通',
  'another program has this session open: stop it': '另一个程序占用了这个会话：请停止它',
  'the broker has disabled the account': '经纪商已停用该账户',
  'the free margin is too small: amounts are units of the base currency, not lots':
    '可用保证金不足：数量的单位是交易币，不是手',
  'another order has closed a part of it: GetPositions tells what is left':
    '另一笔订单已平掉一部分：剩余持仓见 GetPositions',
  "amounts are units of the base currency, not lots: the symbol's page in cTrader tells its steps":
    '数量的单位是交易币，不是手：最小变动单位见 cTrader 中该品种的页面',
  'the broker lets this account read over FIX, but not trade: ask for it':
    '经纪商只允许该账户通过 FIX 查询，不允许交易：请申请开通',
  'the account is netted: add ,account=netted behind the host':
    '该账户是净持仓（netted）：请在主机名后加 ,account=netted',
  'GetOrder tells how it has ended': '结果见 GetOrder',
  'its hours are on the page of the symbol in cTrader': '交易时段见 cTrader 中该品种的页面',
  'the broker takes no new orders for it now': '经纪商目前不接受该品种的新订单',
  'it was closed in between, or the account is netted: add ,account=netted behind the host':
    '持仓在此期间已平，或者该账户是净持仓（netted）：请在主机名后加 ,account=netted',
  'GetMarkets gives tick_size': '价格最小变动单位见 GetMarkets 的 tick_size',
  'GetMarkets lists what there is': '全部品种见 GetMarkets',
  'is neither 1 nor 2': '既不是 1 也不是 2',
  'is not a number of decimals': '不是小数位数',
  'is missing, and so is short': '缺失，short 也缺失',
  'this account is hedged, as it has several positions in {symbol}: remove ,account=netted from its secret key; nothing was sent':
    '该账户在 {symbol} 上有多个持仓，是双向持仓（hedged）账户：请从 Secret Key 中去掉 ,account=netted；未发出任何请求（nothing was sent）',
  'amount {amount} is more than the {direction} position in {symbol} holds: {sizes}':
    '数量 {amount} 超过 {symbol} 的 {direction} 持仓：{sizes}',
  'amount {amount} is more than any {direction} position in {symbol} holds: close them one by one: {sizes}':
    '数量 {amount} 超过 {symbol} 的任何一个 {direction} 持仓：请逐个平仓：{sizes}',
  'FIX tells no balance: read it in cTrader': 'FIX 不提供余额：请在 cTrader 中查看',
  'FIX has no candles: collect GetTicker, or take those of another exchange':
    'FIX 没有 K 线：请用 GetTicker 自行积累，或用其他交易所的 K 线',
  'FIX has no trades of others: GetTicker and GetDepth tell the prices':
    'FIX 没有市场成交记录：价格见 GetTicker 和 GetDepth',
  'FIX tells prices one by one: ask GetTicker for each': 'FIX 只能逐个查询行情：请分别调用 GetTicker',
  'FIX lists open orders alone: keep the ids, and ask GetOrder for them':
    'FIX 只列出挂单：请保存订单 ID，用 GetOrder 查询',
  'FIX cannot set the leverage: set it in cTrader': 'FIX 不能设置杠杆：请在 cTrader 中设置',
  'CFDs have swaps in the place of funding rates, and FIX does not tell them: read them in cTrader':
    '差价合约没有资金费率，而是隔夜利息，FIX 不提供：请在 cTrader 中查看',
} as const;
