/** The thread that strategies run in: how it ends, its functions, indicators, threads and database. */
export const strategy = {
  'a promise was rejected and nobody looked at it: {error}': '有一个 Promise 被拒绝且没有代码处理：{error}',
  ': did you mean {near}?': '，是否指 {near}？',
  'what the strategy told could not be shown ({kind}): {reason}':
    '策略输出的内容无法显示（{kind}）：{reason}',
  'onexit takes too long': 'onexit 执行时间过长',
  'the strategy ended without a word': '策略线程意外退出',
  'the strategy went on without a call, and was ended without onexit':
    '策略一直未调用任何函数，已强制结束，未执行 onexit',
  'the strategy was ended at once': '策略已被立即结束',
  'the strategy has been stopped': '策略已停止',
  'what was answered cannot be handed to the strategy: {reason}': '返回的内容无法交给策略：{reason}',
  'the database has ended: {reason}': '数据库已退出：{reason}',
  'the database has ended': '数据库已退出',
  'there are values, and no statement for them': '传入了参数，却没有对应的 SQL 语句',
  'the statement has more places than there are values: {count}': 'SQL 语句的占位符多于参数个数 {count}',
  'the statement has fewer places than there are values: {count}': 'SQL 语句的占位符少于参数个数 {count}',
  'the rows hold more than 128 MB: select fewer, as with LIMIT':
    '查询结果超过 128 MB：请用 LIMIT 等方式减少行数',
  'the database cannot be opened: {reason}': '数据库无法打开：{reason}',
  'no connection within the time-out': '超过超时时间仍未连上',
  'the connection was closed': '连接已关闭',
  '{scheme} is not supported here: the address must begin with ws://, wss://, tcp://, tls:// or udp://':
    '这里不支持 {scheme}：地址应以 ws://、wss://、tcp://、tls:// 或 udp:// 开头',
  'the strategy ended': '策略已结束',
  '{request} has no answer: {reason}; it may have been carried out':
    '{request} 没有得到应答：{reason}；请求可能已经执行',
  'the address must be one like wss://host/path or tcp://host:port':
    '地址应形如 wss://host/path 或 tcp://host:port',
  'the options': '选项',
  'connections through a proxy are not supported here': '这里不支持通过代理建立连接',
  'requests through a proxy are not supported here': '这里不支持通过代理发送请求',
  'the address must begin with http:// or https://': '地址应以 http:// 或 https:// 开头',
  'redirected more than {count} times': '重定向超过 {count} 次',
  'no answer within the time-out': '超过超时时间仍未应答',
  'the connection was given up without an answer': '连接在应答前被放弃',
  'the answer is longer than 64 MB': '应答超过 64 MB',
  '{caller} needs an array of bars or numbers, got {value}': '{caller} 需要 K 线或数字的数组，而不是 {value}',
  '{caller} needs bars as GetRecords returns them, the first element has no Close':
    '{caller} 需要 GetRecords 返回的 K 线，但第一个元素没有 Close',
  'null, which GetRecords returns when it fails': 'null（GetRecords 失败时返回 null）',
  'talib: {name} is not supported, 0 (SMA), 1 (EMA) and 2 (WMA) are':
    'talib：不支持 {name}，支持 0 (SMA)、1 (EMA) 和 2 (WMA)',
  '{caller}: TA_BAD_PARAM: arrays of different lengths: {lengths}':
    '{caller}: TA_BAD_PARAM: 数组长度不一致：{lengths}',
  '{caller}: TA_BAD_PARAM: needs bars or numbers, argument {number} is {value}':
    '{caller}: TA_BAD_PARAM: 需要 K 线或数字数组，但第 {number} 个参数是 {value}',
  '{caller}: TA_BAD_PARAM: needs bars or an array of numbers each for {fields}, argument {number} is {value}':
    '{caller}: TA_BAD_PARAM: 需要 K 线，或 {fields} 各一个数字数组，但第 {number} 个参数是 {value}',
  'postMessage: {count} messages wait for the thread, which takes none':
    'postMessage：线程有 {count} 条消息未取，且一直没有取',
  'threads have no lock, event or dictionary {id}': '没有编号为 {id} 的线程锁、事件或字典',
  'there is no thread {id}, or it has been joined': '没有线程 {id}，或它已经 join 过',
  'Thread: {count} threads run already, call join() of some first':
    'Thread：已有 {count} 个线程在运行，请先 join() 其中一些',
  'it ended without a word': '线程意外退出',
  '{name} threw: {error}': '{name} 抛出：{error}',
  'Go: {count} calls have not been waited for, call wait() of some first':
    'Go：有 {count} 个调用尚未 wait()，请先等待其中一些',
  'Go: an exchange has no function {name}': 'Go：交易所对象没有函数 {name}',
  'fetch: {count} requests have no answer yet, await some first':
    'fetch：有 {count} 个请求尚未应答，请先 await 其中一些',
  '{name}: call begin(bar) first': '{name}：请先调用 begin(bar)',
  'math: a list without values has no such figure': 'math：空列表无法计算',
  'this connection is not to a database': '此连接不是数据库连接',
  '_N: {value} is not a number': '_N：{value} 不是数字',
  'an error without a text': '没有说明的错误',
  '{value} is not a number': '{value} 不是数字',
  '{file} has no function main: a strategy begins with {example}':
    '{file} 没有 function main：策略从 {example} 开始执行',
  'an async onexit cannot go on where an async main catches what it is stopped with':
    '异步 main 捕获了停止信号，异步 onexit 无法继续执行',
  '{caller} needs a function': '{caller} 需要一个函数',
  'a thread': '线程',
  'threading.Serve is not available: a strategy opens no ports of this machine':
    '没有 threading.Serve：策略在这里不能监听端口',
  'no mail is sent here: Log with @ at the end of the text tells what FMZ would push':
    '这里不发送邮件：Log 的内容以 @ 结尾时会标出 FMZ 将推送的消息',
  'no other robot runs here: only what this one has set can be read':
    '这里没有其他实盘：只能读取本实盘设置的数据',
} as const;
