/** What `serve` says of its flags, as it starts and ends, and of the machine. */
export const serve = {
  '{flag} has full-width characters: did you mean {plain}?': '{flag} 含有全角字符：是否指 {plain}？',
  '--paper-balance names {currency} twice: leave out one of them':
    '--paper-balance 两次写了 {currency}：请去掉一个',
  'write CURRENCY=AMOUNT, like USDT=100000,BTC=2': '请写成 币种=数量，例如 USDT=100000,BTC=2',
  '--paper-balance {value} has no amount: {form}': '--paper-balance {value} 没有数量：{form}',
  '--paper-balance {value} is not a currency: {form}': '--paper-balance {value} 不是币种：{form}',
  '--paper-balance {value} is not an amount of {currency}: write a plain number, like {currency}=100.5':
    '--paper-balance {value} 不是 {currency} 的数量：请写普通的数字，例如 {currency}=100.5',
  '--paper-balance {currency}={amount} is below 0: an account starts with 0 or more':
    '--paper-balance {currency}={amount} 小于 0：账户的初始数量不能小于 0',
  "--host {host} opens the port to other machines: say which may use it, like --allow 172.17.0.0/16 for FMZ's docker on docker's bridge":
    '--host {host} 使其他机器也能访问端口：请用 --allow 写明允许哪些地址，例如 FMZ 托管者在 Docker 网桥上时写 --allow 172.17.0.0/16',
  'write addresses or ranges, like 172.17.0.0/16,192.168.1.5':
    '请填地址或网段，例如 172.17.0.0/16,192.168.1.5',
  '--allow is empty: {form}': '--allow 是空的：{form}',
  '--allow {value} is not an address or a range: {form}': '--allow {value} 不是地址或网段：{form}',
  '--allow {value} is not a range: the number after the / must be from {min} to {max}, like {example}':
    '--allow {value} 不是网段：/ 后面应为 {min} 到 {max} 的数，例如 {example}',
  'there is no folder {folder}: give --exchanges the one that holds your adapters':
    '没有目录 "{folder}"：--exchanges 应填适配器所在的目录',
  '--default {wanted} is not loaded: did you mean {nearest}?':
    '--default {wanted} 未载入，是否指 {nearest}？',
  '--default {wanted} is not loaded: choose one of {names}': '--default {wanted} 未载入：请从 {names} 中选择',
  '--console {port} is a port that browsers do not open: choose another, like 6680':
    '--console {port} 是浏览器不允许打开的端口：请换一个，例如 6680',
  'there is no console: {reason}': '控制台未启动：{reason}',
  '1 line of the log was dropped: nobody read it': '丢弃了 1 行日志：没有程序读取',
  '{count} lines of the log were dropped: nobody read them': '丢弃了 {count} 行日志：没有程序读取',
  '{address} was refused: --allow does not name it': '已拒绝 {address}：--allow 未包括它',
  'keys travel unencrypted to {url}: keep that network to yourself':
    '密钥以不加密的方式发送到 {url}：请勿让他人使用该局域网',
  '--replay: {fault}': '--replay：{fault}',
  '--record and --replay exclude each other: record first, then replay':
    '--record 与 --replay 不能同时使用：请先录制，再回放',
  '{folder} has recordings of {names}: not loaded': '{folder} 含有 {names} 的录制文件：未载入',
  '--host {host} is not an address or a name: leave out the scheme, and give the port with --port':
    '--host {host} 不是地址或主机名：请去掉前面的协议，端口用 --port 指定',
  'from other machines and containers: {urls}': '其他机器和容器请填：{urls}',
  'replaying: {count} recordings in {folder} take the place of the network':
    '回放：以 {folder} 中的 {count} 个录制文件代替网络',
  'recording: what exchanges answer is written into {folder}, without keys':
    '录制：交易所的应答写入 {folder}，不含密钥',
  '{line} is logged on': '{line} 已登录',
  '--record {folder} is not a folder that can be written to: choose another':
    '--record {folder} 不是可写入的目录：请换一个',
  'files and connections can be opened again': '已能重新打开文件和连接',
  'this process may open {most} files and connections at once, and many clients need up to {wanted}':
    '本进程最多同时打开 {most} 个文件和连接，客户端多时可能需要 {wanted} 个',
  'raise that with ulimit -n or LimitNOFILE=': '请用 ulimit -n 或 LimitNOFILE= 提高上限',
  'no more files and connections can be opened ({code}): new connections break off, raise the limit with ulimit -n or LimitNOFILE=':
    '无法再打开文件和连接（{code}）：新连接会断开，请用 ulimit -n 或 LimitNOFILE= 提高上限',
  "the machine's clock went {seconds} s ahead, or the machine slept: waits go on as before, and what is signed has the exchange's time once that refuses this one":
    '本机时钟向前跳了 {seconds} s，或机器曾休眠：等待照常进行；交易所拒绝本机时间后，签名改用交易所的时间',
  "the machine's clock went {seconds} s back, or the machine slept: waits go on as before, and what is signed has the exchange's time once that refuses this one":
    '本机时钟向后跳了 {seconds} s，或机器曾休眠：等待照常进行；交易所拒绝本机时间后，签名改用交易所的时间',
  '--stream takes auto, off or NAME=off, not {value}':
    '--stream 只能是 auto、off 或 名称=off，而不是 {value}',
  '--stream names {name}, which has no streams here: did you mean {nearest}?':
    '--stream 写了 {name}，它在这里没有推送，是否指 {nearest}？',
  '--stream names {name}, which has no streams here: choose one of {names}':
    '--stream 写了 {name}，它在这里没有推送：请从 {names} 中选择',
  '--stream says auto and off of {what}: leave out one of them':
    '--stream 对 {what} 既写了 auto 又写了 off：请去掉一个',
  'all exchanges': '所有交易所',
  '{name} as it was before the change could not be closed: {reason}': '{name} 修改前的版本无法关闭：{reason}',
  '{signal} again: still finishing what is running, at most until its deadline':
    '再次收到 {signal}：仍在完成正在处理的请求，最迟到其截止时间',
  '{signal}: finishing what is running': '收到 {signal}：正在完成未处理完的请求',
  'listening on {url}': '正在监听 {url}',
  'exchanges:': '交易所：',
  '{url}, and so on for every exchange of {library}': '{url}，{library} 的其他交易所也按此填写',
  'config: {path}': '配置文件：{path}',
  'proxy: {proxy}': '代理：{proxy}',
  'console: {url}': '控制台：{url}',
  '--base-url names {name} twice, with {before} and {origin}: leave out one of them':
    '--base-url 两次写了 {name}，分别是 {before} 和 {origin}：请去掉一个',
  '--base-url takes {written}=URL with wss://, or ws:// to this machine, like OKX.stream=wss://wseea.okx.com:8443':
    '--base-url 应写成 {written}=URL，用 wss://（到本机可用 ws://），例如 OKX.stream=wss://wseea.okx.com:8443',
  '--base-url takes {written}=fix+tls://HOST:PORT, or fix:// to this machine: {written} is reached over FIX':
    '--base-url 应写成 {written}=fix+tls://HOST:PORT（到本机可用 fix://）：{written} 使用 FIX',
  '; for streams {part}=URL': '；推送写成 {part}=URL',
  '; for FIX {part}=URL': '；FIX 写成 {part}=URL',
  '--base-url takes {written}=URL, like OKX=https://eea.okx.com: {written} is reached over HTTP':
    '--base-url 应写成 {written}=URL，例如 OKX=https://eea.okx.com：{written} 使用 HTTP',
  '--base-url takes NAME=URL, like OKX=https://eea.okx.com':
    '--base-url 应写成 NAME=URL，例如 OKX=https://eea.okx.com',
  ', or one of {names}': '，或用 {names} 之一',
  ', or {names}=URL': '，或写 {names}=URL',
  'its line {line}': '{line} 线路',
  'its API': '交易所的 API',
  '--base-url names {written}: write {exchange}=URL for {first}{others}':
    '--base-url 没有 {written}：{first} 请写成 {exchange}=URL{others}',
  '--base-url names {exchange}, which has no streams here': '--base-url 写了 {exchange}，它在这里没有推送',
  '--base-url names {exchange}, which has no API here': '--base-url 写了 {exchange}，它在这里没有 API',
  '{fault}: did you mean {nearest}?': '{fault}，是否指 {nearest}？',
  '{fault}: choose one of {names}': '{fault}：请从 {names} 中选择',
} as const;
