/** What runs adapters: hosts, lines, keys, log-ins, and exchanges that are loaded when they are needed. */
export const runtime = {
  '{host} answered HTTP {status}': '{host} 应答 HTTP {status}',
  '{exchange} keeps nothing open for an account': '{exchange} 不为账户保持连接',
  '{exchange} does not wrap another exchange': '{exchange} 不能套用其他交易所',
  '{exchange} declares no FIX lines': '{exchange} 没有声明 FIX 线路',
  '{exchange} was opened without FIX': '{exchange} 打开时没有 FIX',
  'the connection of the account': '账户的连接',
  '{exchange} cannot be loaded: {reason}': '{exchange} 无法载入：{reason}',
  'not loaded within {seconds} s': '{seconds} 秒内未能载入',
  '{reason}; the next request tries again: if that fails, too, install fmzproto again and restart it':
    '{reason}；下一个请求会再试：若仍失败，请重新安装 fmzproto 并重启',
  '{names}, and those of {library}: fmzproto exchanges --ccxt':
    '{names}，以及 {library} 的交易所：见 fmzproto exchanges --ccxt',
  'unknown exchange {name}: this plugin has {names}': '没有交易所 {name}：本插件有 {names}',
  'unknown exchange {name}, did you mean {nearest}? This plugin has {names}':
    '没有交易所 {name}，是否指 {nearest}？本插件有 {names}',
  'environment answered {chosen}: hosts of the definition has {names}':
    'environment 返回 {chosen}：定义中的 hosts 有 {names}',
  'this exchange has no address': '该交易所没有地址',
  'there is no host {name}: hosts of the definition has {names}':
    '没有主机 {name}：定义中的 hosts 有 {names}',
  '{exchange} was not asked: it has no API at {origin}': '{exchange} 的请求未发出：它在 {origin} 没有 API',
  '{declared} was not asked: --base-url {part}={origin} is not an address of HTTP: start again with --base-url {part}=URL':
    '{declared} 的请求未发出：--base-url {part}={origin} 不是 HTTP 地址：请用 --base-url {part}=URL 重新启动',
  '{declared} was not asked: --base-url moved {exchange} to {to}, and not its host {host}: start again with --base-url {exchange}.{host}=URL as well':
    '{declared} 的请求未发出：--base-url 把 {exchange} 改到了 {to}，但没有改它的主机 {host}：请再加上 --base-url {exchange}.{host}=URL 重新启动',
  'there is no line {name}: fix.lines of the definition has {names}':
    '没有线路 {name}：定义中的 fix.lines 有 {names}',
  '{exchange} was not asked: --base-url {part}={address} is not an address of FIX: start again with --base-url {part}=fix+tls://HOST:PORT':
    '{exchange} 的请求未发出：--base-url {part}={address} 不是 FIX 地址：请用 --base-url {part}=fix+tls://HOST:PORT 重新启动',
  '{declared} was not asked: --base-url moved {exchange} to {to}, and not its line {line}: start again with --base-url {part}=fix+tls://HOST:PORT as well':
    '{declared} 的请求未发出：--base-url 把 {exchange} 改到了 {to}，但没有改它的线路 {line}：请再加上 --base-url {part}=fix+tls://HOST:PORT 重新启动',
  'the keys do not give the line {line} of {exchange} an address like fix+tls://fix.example.com:5212':
    '密钥中没有 {exchange} 线路 {line} 的地址，应形如 fix+tls://fix.example.com:5212',
  '{message}; not asked again for {seconds} s': '{message}；{seconds} 秒内不再查询',
  'the log-in': '登录',
  'the log-in failed: {reason}': '登录失败：{reason}',
  'the log-in failed: {reason}; it is not tried again for {seconds} s':
    '登录失败：{reason}；{seconds} 秒内不再尝试',
  '{text}; there were many log-ins within a minute: does somebody else log in with these keys?':
    '{text}；一分钟内登录过多：是否有别的程序也在用这组密钥登录？',
  'it gave {size} characters, which no request can carry': '返回了 {size} 个字符，任何请求都放不下',
  'was not answered in time': '未及时得到应答',
  'was not asked in time: signed requests of an account go one at a time':
    '未能及时发出：同一账户的签名请求只能逐个发送',
  'cannot be read, and is asked for over REST: {problem}': '无法解析，改用 REST 查询：{problem}',
  'an answer over FIX holds a message': 'FIX 的应答应含有消息',
  'access key': 'Access Key',
  'secret key': 'Secret Key',
  '"{word}" stands last in FMZ\'s secret key box: did you mean simulate? For a real account leave it out':
    '「Secret Key」一栏最后写了 "{word}"，是否指 simulate？实盘账户请去掉它',
  "FMZ's {box} box holds {name}, which cannot be seen: delete it, or type the part around it anew":
    'FMZ 的 {box} 一栏含有不可见字符 {name}：请删除它，或重新输入附近的内容',
  'FMZ\'s {box} box holds {name} "{character}", which no key holds: type a plain "{plain}" instead':
    'FMZ 的 {box} 一栏含有密钥中不会有的 {name} "{character}"：请改成半角的 "{plain}"',
  'the path holds "#", and what follows it would not be sent: write {coded}':
    '路径含有 "#"，其后的内容不会发出：请写成 {coded}',
  'the path holds white space, which would not be sent: write {coded}':
    '路径含有空白字符，不会发出：请写成 {coded}',
  'the path must start with one / and stay on {origin}': '路径必须以一个 / 开头，并且不能离开 {origin}',
  'the path {path} would lead elsewhere: no part of it may be . or ..':
    '路径 {path} 会指向别处：任何一段都不能是 . 或 ..',
  'the path {path} holds a control character, which no path of an API does':
    '路径 {path} 含有控制字符，API 的路径中不会有',
  'the path holds "{character}", which would be sent as "/": write %5C':
    '路径含有 "{character}"，会被当作 "/" 发出：请写成 %5C',
  'the path holds a % that encodes nothing: write %25': '路径中的 % 后面不是编码：请写成 %25',
  'a request has a body or a form, not both': '请求只能有 body 或 form 之一',
  'sign gave a path that does not start with /': 'sign 返回的路径不以 / 开头',
  '{exchange} does not support {method}': '{exchange} 不支持 {method}',
  '{exchange} does not support {method}: {why}': '{exchange} 不支持 {method}：{why}',
  'an object without data': '没有 data 的对象',
  'the adapter answered {given}: a method returns {form}': '适配器返回了 {given}：方法应返回 {form}',
  'the adapter answered data that breaks the protocol: {problem}': '适配器返回的数据不符合协议：{problem}',
  '{name} did not answer': '{name} 没有应答',
} as const;
