/** `fmzproto run`: its flags and files, how it ends, and what it shows. */
export const run = {
  'note: {line}': '提示：{line}',
  '{flags} exclude each other: use one of them': '{flags} 不能同时使用：请只用一个',
  'what the strategy keeps could not be written: {reason}': '策略保存的数据无法写入：{reason}',
  'the folder of {flag} {file} does not exist or cannot be written to':
    '{flag} {file} 所在的目录不存在或不可写',
  '{fact}; nothing was changed, name another with --state': '{fact}；未作任何改动，请用 --state 指定其他文件',
  '{fact}; nothing was changed, {remedy} or name another with --state':
    '{fact}；未作任何改动，{remedy}，或用 --state 指定其他文件',
  '--state {file} is a folder: name a file in it': '--state {file} 是目录：请指定其中的文件',
  "--state {file} is damaged, or is not a file of a strategy's _G, and was left as it is: move it away to begin afresh":
    '--state {file} 已损坏或不是策略 _G 的文件，未作改动：移走后可重新开始',
  "1 order was finer than the exchange's steps: SetPrecision in the strategy cuts them, or --precision auto":
    '有 1 笔订单的精度超过交易所的最小变动单位：请在策略中用 SetPrecision 截断，或使用 --precision auto',
  "{count} orders were finer than the exchange's steps: SetPrecision in the strategy cuts them, or --precision auto":
    '有 {count} 笔订单的精度超过交易所的最小变动单位：请在策略中用 SetPrecision 截断，或使用 --precision auto',
  'os is not available: a strategy reaches no files here; _G and DBExec keep what it stores, with --state FILE':
    '没有 os：策略在这里不能读写文件；请用 _G 和 DBExec 保存数据，并加上 --state FILE',
  'Trader is not available: exchange.CreateOrder, GetOrder and CancelOrder place orders and follow them':
    '没有 Trader：下单和跟踪订单请用 exchange.CreateOrder、GetOrder 和 CancelOrder',
  'ctx is not available: EventLoop and Dial wait for what comes, exchange.GetTicker asks for prices':
    '没有 ctx：等待事件和推送请用 EventLoop 和 Dial，查询价格请用 exchange.GetTicker',
  'wasm is not available: WebAssembly of the language runs such modules':
    '没有 wasm：请用 JavaScript 的 WebAssembly 运行这类模块',
  '{name} may be a parameter of the strategy: set it with --arg {name}=VALUE':
    '{name} 可能是策略参数：请用 --arg {name}=VALUE 设置',
  '{name} belongs to a template library: give its file with --lib FILE':
    '{name} 属于模板类库：请用 --lib FILE 指定类库文件',
  'what puts functions on $ is a template library: give it to a strategy with --lib FILE':
    '在 $ 上定义函数的是模板类库：请用 --lib FILE 提供给策略',
  '--period takes the length of bars, like 1m, 15m or 1d, not {value}':
    '--period 是 K 线周期，如 1m、15m 或 1d，而不是 {value}',
  '--exchange takes one name, and is given again for the next: {each}':
    '--exchange 只接受一个名称，多个交易所请重复使用：{each}',
  '{flag} is given {times} times for one exchange: give it once for all, or once for each':
    '只有一个交易所，{flag} 却写了 {times} 次：请写一次，或每个交易所各写一次',
  '{flag} is given {times} times for {count} exchanges: give it once for all, or once for each':
    '有 {count} 个交易所，{flag} 却写了 {times} 次：请写一次，或每个交易所各写一次',
  '--for takes a time of at most 24 days, like 30s, 10m, 2h or 90 for seconds, not {value}':
    '--for 是不超过 24 天的时长，如 30s、10m、2h，只写 90 表示秒，而不是 {value}',
  '--base-url is for exchanges that are started here: leave it out, or --url':
    '--base-url 只用于在本进程启动的交易所：请去掉它，或去掉 --url',
  '--paper-balance is for accounts that are opened here: leave it out, or --url':
    '--paper-balance 只用于在本进程开立的账户：请去掉它，或去掉 --url',
  '--arg {text} has no value: write it like Levels=5': '--arg {text} 没有值：请写成 Levels=5 的形式',
  '--arg names {name} twice: leave out one of them': '--arg 写了两次 {name}：请去掉一个',
  'neither the strategy nor a library names the parameter {name}: is it spelled as there?':
    '策略和类库中都没有参数 {name}：拼写是否一致？',
  '--arg {name} must be true or false, like its default {like}, not {value}':
    '--arg {name} 只能是 true 或 false（默认值为 {like}），而不是 {value}',
  '--arg {name} must be a number, like its default {like}, not {value}':
    '--arg {name} 应为数字（默认值为 {like}），而不是 {value}',
  '--arg {name} must be JSON, like its default, not {value}':
    '--arg {name} 应与默认值一样是 JSON，而不是 {value}',
  'the strategy has no parameter {name}: did you mean {nearest}?': '策略没有参数 {name}，是否指 {nearest}？',
  'strategy {file}': '策略 {file}',
  '{subject} is an address: save its code in a file': '{subject} 是网址：请把代码保存为文件',
  '{subject} does not exist': '{subject} 不存在',
  '{subject} is a folder': '{subject} 是目录',
  '{subject} cannot be read: {code}': '{subject} 无法读取：{code}',
  'My Language': '麦语言',
  '{subject} is {language}: save the JavaScript in it as a file of its own, and give its parameters with --arg':
    '{subject} 是 {language}：请把其中的 JavaScript 保存为单独的文件，参数用 --arg 设置',
  '{subject} is {language}: run takes strategies in JavaScript and TypeScript':
    '{subject} 是 {language}：run 只运行 JavaScript 和 TypeScript 策略',
  '{file}: a strategy has no modules: leave out import and export':
    '{file}：策略不支持模块，请去掉 import 和 export',
  '{signal}: stopped before the strategy began': '{signal}：策略开始前已停止',
  'the strategy is in a step that nothing can end, such as a long sort: the process is killed':
    '策略卡在无法中断的一步（例如耗时很长的排序）：强制结束进程',
  '{signal}: ended at once': '{signal}：立即结束',
  '{signal}: ended at once, but for an order on its way, whose answer is waited for, 2 seconds at most':
    '{signal}：立即结束，但有一笔订单已发出，最多等待应答 2 秒',
  '{cause}: stopping after the current call; onexit runs, Ctrl-C ends it at once':
    '{cause}：当前调用完成后停止，并执行 onexit；按 Ctrl-C 立即结束',
  'time is up': '运行时间已到',
  'nobody reads: stopping': '输出已无人读取：正在停止',
  '--report takes the name of a page that ends in .html, like report.html, not {file}':
    '--report 的文件名应以 .html 结尾，如 report.html，而不是 {file}',
  '--report {file} already exists and is not a file: choose another name, like report.html':
    '--report {file} 已存在且不是文件：请换一个名称，例如 report.html',
  'the report is {file}': '报告已写入 {file}',
  '--report {file} could not be written: {reason}': '--report {file} 无法写入：{reason}',
  'the strategy drew charts: --report report.html writes a page with them':
    '策略画了图表：加上 --report report.html 可生成带图表的页面',
  'returned {value}': 'main 返回 {value}',
  '{count} call': '调用 {count} 次',
  '{count} calls': '调用 {count} 次',
  '{count} error': '错误 {count} 个',
  '{count} errors': '错误 {count} 个',
  '{count} order': '下单 {count} 笔',
  '{count} orders': '下单 {count} 笔',
  'profit {value}': '收益 {value}',
  'Ctrl-C stops': '按 Ctrl-C 停止',
  calls: '调用',
  count: '次数',
  errors: '错误',
  profit: '收益',
  buy: '买入',
  sell: '卖出',
  cancel: '撤单',
  restart: '重启',
  '{count} x {text}': '{count} 次 {text}',
  '{count} x others': '{count} 次其他错误',
  orders: '订单',
  'left open': '未完成',
  unknown: '结果未知',
  '{placed} placed, {filled} filled, {canceled} canceled':
    '下单 {placed} 笔，成交 {filled} 笔，撤单 {canceled} 笔',
  '{placed} placed, {filled} filled, {canceled} canceled ({partly} partly filled)':
    '下单 {placed} 笔，成交 {filled} 笔，撤单 {canceled} 笔（其中部分成交 {partly} 笔）',
  '{all} ({partly} partly filled)': '{all}（其中部分成交 {partly} 笔）',
  '{count} may still be open, look at the exchange': '请到交易所查看，可能仍在挂单 {count}',
  '{count} may have been placed, look at the exchange': '请到交易所查看，可能已经下单 {count}',
  '{count} more': '另有 {count} 笔',
  '{text}: {names}': '{text}：{names}',
  '{order} at {price}': '{order}，价格 {price}',
  market: '市价',
} as const;
