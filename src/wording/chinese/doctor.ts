/** What `doctor` finds, by what it looks at. */
export const doctor = {
  warn: '警告',
  fail: '失败',
  skipped: '跳过',
  config: '配置文件',
  disk: '磁盘',
  descriptors: '描述符',
  port: '端口',
  docker: '托管者',
  exchanges: '交易所',
  proxy: '代理',
  connection: '连接',
  clock: '时钟',
  streams: '推送',
  keys: '密钥',
  '{count} checks: {ok} ok, {warned} warned, {failed}, {skipped} skipped':
    '{count} 项检查：成功 {ok}，警告 {warned}，{failed}，跳过 {skipped}',
  'Node.js {version} is older than {wanted}': 'Node.js {version} 低于 {wanted}',
  'install Node.js {wanted} or later': '请安装 Node.js {wanted} 或更高版本',
  '{path} sets {names}': '{path} 设置了 {names}',
  'correct it: serve does not start beside it': '请更正：有此错误时 serve 不会启动',
  '{file} has to be corrected first': '须先更正 {file}',
  '{amount} free in {folder}': '{folder} 剩余 {amount}',
  'delete what is not needed any more': '请删除不再需要的文件',
  '{most} files and connections at once': '最多同时打开 {most} 个文件和连接',
  '{path} cannot be looked at ({code})': '无法查看 {path}（{code}）',
  'see whether it is there, and whose it is': '请检查它是否存在，以及属于哪个用户',
  '{address} is free': '{address} 空闲',
  'nothing listens on {origin}': '{origin} 无程序监听',
  'start it with "{command}"': '请先运行 {command}',
  'see what runs at {origin}, or give its address with --url':
    '请查看 {origin} 上运行的是什么程序，或用 --url 指定地址',
  'something else than fmzproto listens on {origin}': '{origin} 上监听的是其他程序',
  'stop it, or start serve with another --port, and give that to FMZ':
    '请停止它，或用 --port 换端口启动 serve，并在 FMZ 中填写该端口',
  'fmzproto {version} listens on {origin}': 'fmzproto {version} 正在监听 {origin}',
  'fmzproto {version} listens on {origin}, without {name}':
    'fmzproto {version} 正在监听 {origin}，但没有 {name}',
  'fmzproto {version} listens on {origin}, and this is {own}':
    '监听 {origin} 的是 fmzproto {version}，而本程序是 {own}',
  'restart serve': '请重新启动 serve',
  'docker on this machine: {url}; Docker has no bridge (docker0) here':
    '托管者在本机时填 {url}；本机没有 Docker 网桥（docker0）',
  'docker on this machine: {url}; docker in a container: {inContainer}':
    '托管者在本机时填 {url}；在容器中时填 {inContainer}',
  'for a container start serve with --host {address} --allow {network}':
    '托管者在容器中时，请用 --host {address} --allow {network} 启动 serve',
  'none is set: exchanges are reached directly': '未设置：直接访问交易所',
  '{proxy}: of no use to the exchanges that were asked for': '{proxy}：所查的交易所不经过它',
  '{proxy}: a tunnel to {host} is let through': '{proxy}：可以建立到 {host} 的隧道',
  'what the proxy is set to has to be corrected first': '须先更正代理设置',
  '{host} is an address already': '{host} 已是 IP 地址',
  '{proxy} looks {host} up': '{host} 由 {proxy} 解析',
  '{host} is {addresses}': '{host} 的地址是 {addresses}',
  'check the network and its DNS server, or set HTTPS_PROXY': '请检查网络和 DNS 服务器，或设置 HTTPS_PROXY',
  'it needs no network': '不需要网络',
  'its library alone knows where it is: see its keys': '地址只有所用的库知道：见「密钥」一项',
  'its address is in the keys': '地址在密钥中',
  'set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY':
    '请设置环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY',
  '{host} in {took} ms, without TLS': '{took} ms 连上 {host}，不使用 TLS',
  '{host} in {took} ms, TLS verified until {date}': '{took} ms 连上 {host}，TLS 证书已验证，有效期至 {date}',
  'the exchange has to renew its certificate: expect it to fail then':
    '证书须由交易所更新：到期未更新则无法连接',
  'somebody stands between, or a company reads along: name the file of its authority in NODE_EXTRA_CA_CERTS if you trust it; also check the date of this machine':
    '连接被中间人截获，或被公司监视：若信任对方，请在 NODE_EXTRA_CA_CERTS 中填写其根证书文件；另请检查本机日期',
  'the proxy forbids CONNECT to it: allow {host} there, or take another proxy':
    '代理禁止对它使用 CONNECT：请在代理中放行 {host}，或换一个代理',
  'check the address, and firewalls between': '请检查地址，以及途中的防火墙',
  'its connection fails': '连接失败',
  'see its connection': '见「连接」一项',
  'its adapter reads no clock of the exchange': '适配器不读取交易所的时间',
  "the exchange's time cannot be read: {reason}": '无法读取交易所的时间：{reason}',
  'this machine is {amount} behind, a request takes {took} ms': '本机时钟慢 {amount}，一次请求用时 {took} ms',
  'this machine is {amount} ahead, a request takes {took} ms': '本机时钟快 {amount}，一次请求用时 {took} ms',
  'set the clock: "timedatectl set-ntp true" on Linux, "w32tm /resync" on Windows':
    '请校准时钟：Linux 运行 timedatectl set-ntp true，Windows 运行 w32tm /resync',
  'it pushes no prices to fmzproto': '不向 fmzproto 推送行情',
  'its streams are not used beside another address of its API': 'API 地址已更改：不使用推送',
  'give theirs with --base-url {exchange}.stream=URL': '请用 --base-url {exchange}.stream=URL 指定推送地址',
  '{host} answers in {took} ms': '{host} 在 {took} ms 内应答',
  '{host} answers no ping within {seconds} s': '{host} 在 {seconds} s 内未应答 ping',
  '{host} does not open within {seconds} s': '{host} 在 {seconds} s 内未连上',
  '{host} cannot be used: {reason}': '{host} 无法使用：{reason}',
  'REST answers in their place; allow WebSockets in the proxy or the firewall':
    '行情改由 REST 查询；请在代理或防火墙中放行 WebSocket',
  'it needs none': '不需要密钥',
  'none are set': '未设置密钥',
  "FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY hold what FMZ's two key boxes hold":
    '请设置环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY：内容与 FMZ 的两个密钥栏相同',
  'no function of it reads an account': '没有读取账户的函数',
  'they work: the exchange answered {method}': '密钥有效：交易所应答了 {method}',
  'compare them with those of the exchange, and what they may do: reading, and from this address':
    '请与交易所中的密钥核对，并检查权限：须允许读取，且允许本机 IP',
} as const;
