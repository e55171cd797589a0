/** The plugin's port: requests that are refused, how they end in words, its log and its health. */
export const server = {
  ok: '成功',
  error: '错误',
  '1 upstream call': '向交易所请求 1 次',
  '{count} upstream calls': '向交易所请求 {count} 次',
  'from stream, {age} ms old': '来自推送，{age} ms 前',
  'because {cause}': '原因：{cause}',
  'the log cannot be written to {path} and goes to stderr: {reason}':
    '日志无法写入 {path}，改为写到 stderr：{reason}',
  'its folder is not there ({code})': '所在的目录不存在（{code}）',
  'this user may not write it ({code})': '当前用户不能写入它（{code}）',
  'it is not a regular file': '它不是普通文件',
  'the log is written to {path} again': '日志恢复写入 {path}',
  ' ({hint})': '（{hint}）',
  'outcome unknown: {line}; it may have been carried out, look at the orders before sending it again':
    '结果未知（outcome unknown）：{line}；可能已生效，重新发送前请先查询订单',
  '; nothing was changed, it failed before that': '；在此之前已失败，未改变任何内容',
  'internal error: {text}': '内部错误：{text}',
  'internal error in {place}: {text}': '{place} 内部错误：{text}',
  'internal error: see the log of fmzproto': '内部错误：请查看 fmzproto 的日志',
  'no answer within {seconds} s': '{seconds} s 内没有应答',
  '{exchange} {method}: this plugin is read-only: start serve without --read-only':
    '{exchange} {method}: 插件处于只读模式：启动 serve 时请去掉 --read-only',
  '{count} connections are open already: nothing was done, ask again in a moment':
    '已有 {count} 个连接：未执行任何操作，请稍后再试',
  '{count} connections from {address} are open already: nothing was done, ask again in a moment':
    '来自 {address} 的连接已有 {count} 个：未执行任何操作，请稍后再试',
  'more than {count} requests wait on this connection: nothing was done, wait for answers first':
    '该连接上等待的请求超过 {count} 个：未执行任何操作，请先等待应答',
  '{count} requests are at work already: nothing was done, ask again in a moment':
    '已有 {count} 个请求正在处理：未执行任何操作，请稍后再试',
  '{count} requests from {address} are at work already: nothing was done, ask again in a moment':
    '来自 {address} 的请求已有 {count} 个正在处理：未执行任何操作，请稍后再试',
  'the bodies of {count} other requests are on their way, and this one took the longest: nothing was done, ask again in a moment':
    '另有 {count} 个请求的正文正在到达，该请求耗时最长：未执行任何操作，请稍后再试',
  '{count} requests of {exchange} are at work already, and other exchanges need room as well: nothing was done, ask again in a moment':
    '{exchange} 已有 {count} 个请求正在处理，还须为其他交易所留出余量：未执行任何操作，请稍后再试',
  'the connection has no address': '连接没有地址',
  '{address} may not use this plugin: start serve with --allow {address}, or a range such as {range}':
    '不允许 {address} 使用本插件：启动 serve 时请加 --allow {address}，或 {range} 这样的网段',
  'the request has more than {most} headers: nothing was done': '请求头超过 {most} 个：未执行任何操作',
  'the Host header {host} is not a name of this plugin: use its IP address in the service address, or start serve with --host and that name':
    'Host 请求头 {host} 不是本插件的名称：服务地址请填 IP 地址，或用 --host 和该名称启动 serve',
  'web pages may not use this plugin: nothing was done': '不允许网页使用本插件：未执行任何操作',
  "{subject}: {method} is not supported, FMZ's docker sends POST; GET /healthz shows the state":
    '{subject}: 不支持 {method}，FMZ 托管者发送的是 POST；状态见 GET /healthz',
  '{method} {name} is not supported': '不支持 {method} {name}',
  "{method} is not supported: this is not a proxy, FMZ's docker sends POST":
    '不支持 {method}：本程序不是代理，FMZ 托管者发送的是 POST',
  'the request is not valid HTTP': '请求不是有效的 HTTP',
  'the headers of the request are too large: the limit is {limit} KiB': '请求头过大：上限为 {limit} KiB',
  'the request did not arrive within {seconds} s': '请求在 {seconds} s 内未到齐',
  'the request body is too large: the limit is {limit} KiB': '请求内容过大：上限为 {limit} KiB',
  'the request body broke off': '请求内容在中途断开',
  'the request body did not arrive in time': '请求内容未能及时到齐',
  'the request body is in UTF-16 or UTF-32: send it in UTF-8':
    '请求内容是 UTF-16 或 UTF-32 编码：请用 UTF-8 发送',
  'the request has no body: FMZ posts {form}': '请求没有内容：FMZ 用 POST 发送 {form}',
  'the request body is not valid JSON': '请求内容不是有效的 JSON',
  'the request body must be a JSON object: {form}': '请求内容必须是 JSON 对象：{form}',
  'unknown method {method} with params {params}': '没有函数 {method}（参数 {params}）',
  'unknown method {method} with params {params}: did you mean {near}?':
    '没有函数 {method}（参数 {params}），是否指 {near}？',
  'its last requests all failed to reach it: {reason}': '最近的请求都未能到达交易所：{reason}',
  'the stream {address} is not open: its prices are asked for over REST':
    '推送 {address} 未连上：行情改由 REST 查询',
  'the last Logon on the {line} line was refused': '{line} 线路的上一次 Logon 被拒绝',
  'port {port} on {host} is already in use: stop the program that uses it, or choose another with {flag}':
    '{host} 的端口 {port} 已被占用：请停止占用它的程序，或用 {flag} 换端口',
  'port {port} needs privileges: choose one from 1024 up with {flag}':
    '端口 {port} 需要特权：请用 {flag} 选择 1024 以上的端口',
  '{host} is not an address of this machine: use --host 127.0.0.1, or 0.0.0.0 for every interface':
    '{host} 不是本机地址：请用 --host 127.0.0.1，监听所有网卡则用 0.0.0.0',
  'cannot listen on {host}:{port}: {reason}': '无法监听 {host}:{port}：{reason}',
  'the console is reached as http://127.0.0.1 or http://localhost only':
    '控制台只能通过 http://127.0.0.1 或 http://localhost 访问',
  'another page may not ask the console': '不允许其他网页访问控制台',
  'this page is out of date: load it again': '页面已过期：请重新载入',
  'not supported': '不支持',
  'there is nothing here': '这里没有内容',
} as const;
