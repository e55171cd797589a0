/** `fmzproto run --help`. */
export const helpRun = {
  "Run one of FMZ's strategies on this machine.": '在本机运行 FMZ 策略。',
  "Plays FMZ's docker: the strategy runs unchanged, and each function of an exchange object is the request that the docker would send. Without --url a plugin is started in this process, in front of the exchanges that are named.":
    '代替 FMZ 托管者：策略不作修改即可运行，交易所对象的每个函数都发送托管者会发送的请求。没有 --url 时，在本进程中为所写的交易所启动插件。',
  'A strategy is code, and trades with the keys that it is given: run only what you trust, and on Paper first.':
    '策略是代码，会用你给出的密钥交易：只运行信任的策略，并先在 Paper 上运行。',
  "Keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, which hold what FMZ's two key boxes hold; those of a second exchange from FMZPROTO_ACCESS_KEY_2 and FMZPROTO_SECRET_KEY_2, and so on. Paper needs none.":
    '密钥来自环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY，内容与 FMZ 的两个密钥栏相同；第二个交易所的来自 FMZPROTO_ACCESS_KEY_2 和 FMZPROTO_SECRET_KEY_2，依此类推。Paper 不需要密钥。',
  'Ctrl-C and SIGTERM stop the strategy and run its onexit; Ctrl-C once more ends it at once.':
    'Ctrl-C 和 SIGTERM 停止策略并执行 onexit；再按一次 Ctrl-C 立即结束。',
  'Exit code: 0 when the strategy returned or was stopped, 1 when it threw or had to be ended, 2 for wrong usage.':
    '退出码：0 表示策略返回或被停止，1 表示策略抛出异常或被强制结束，2 表示用法不对。',
  "The strategy: one script, as FMZ's editor has it.": '策略：一个脚本，与 FMZ 编辑器中的相同。',
  'The exchange of exchanges[0]; again for exchanges[1], and so on. Flags that are repeated with it belong to one each. [default: Paper]':
    'exchanges[0] 的交易所；再写一次即 exchanges[1]，依此类推。同样重复的选项与交易所一一对应。[默认值：Paper]',
  'A plugin that is running already, instead of one in this process.':
    '已在运行的插件，不在本进程中启动插件。',
  "The pair of functions without a symbol. [default: that of the strategy's header, or BTC_USDT]":
    '不带交易对的函数所用的交易对。[默认值：策略头部注释中的，否则 BTC_USDT]',
  'What GetName tells: strategies look for Futures_ in it. [default: the exchange]':
    'GetName 的返回值：策略会查看其中有没有 Futures_。[默认值：交易所名称]',
  'What GetLabel tells. [default: the name]': 'GetLabel 的返回值。[默认值：同 --name]',
  "Length of GetRecords' bars. [default: that of the strategy's header, or 1m]":
    'GetRecords 的 K 线周期。[默认值：策略头部注释中的，否则 1m]',
  "auto cuts prices and amounts of orders to the exchange's steps, as FMZ's docker does.":
    'auto 按交易所的最小变动单位截断委托价格和委托数量，与 FMZ 托管者相同。',
  'A template library, evaluated before the strategy; can be repeated.': '模板类库，先于策略执行；可重复。',
  'A parameter of the strategy; can be repeated.': '策略参数；可重复。',
  'Stop after so long, as by Ctrl-C: 30s, 10m, 2h; a number alone is seconds.':
    '运行多久后停止，等同于 Ctrl-C：30s、10m、2h；只写数字时单位为秒。',
  'File that keeps what the strategy stores with _G; FILE.db beside it, what DBExec stores.':
    '保存 _G 数据的文件；DBExec 的数据保存在旁边的 FILE.db。',
  'Write a page at the end: the summary, profit, prices with the orders in them, and what the strategy drew.':
    '结束时写出一个页面：汇总、收益、标有订单的价格，以及策略所画的图表。',
  'Print one event a line, as JSON, and nothing else.': '每个事件输出一行 JSON，不输出其他内容。',
  'Print errors and the summary alone.': '只输出错误和汇总。',
  'How long a request may take, in ms.': '每个请求的最长时间（毫秒）。',
  "What an account of Paper starts with. [default: what the strategy's header says of its pair]":
    'Paper 账户的初始余额。[默认值：策略头部注释中该交易对的余额]',
  "Another address for an exchange's API, as NAME=URL or NAME.PART=URL; can be repeated.":
    '交易所的另一个 API 地址，写作 NAME=URL 或 NAME.PART=URL；可重复。',
  'no strategy given: write its file, as in run examples/first.js':
    '未指定策略：请写上策略文件，例如 run examples/first.js',
} as const;
