/** `fmzproto serve --help`. */
export const helpServe = {
  "Run the plugin that FMZ's docker talks to.": '运行供 FMZ 托管者访问的插件。',
  'Listens for FMZ\'s docker and answers from the exchanges. On FMZ\'s "Add exchange" page choose "General Protocol" and enter http://127.0.0.1:6666/OKX as the service address.':
    '接收 FMZ 托管者的请求，并返回交易所的应答。在 FMZ 的「添加交易所」页面选择「通用协议」，服务地址填 http://127.0.0.1:6666/OKX。',
  'Every flag can also come from the environment: --log-level from FMZPROTO_LOG_LEVEL. Proxies are taken from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY.':
    '每个选项也可以来自环境变量：--log-level 对应 FMZPROTO_LOG_LEVEL。代理由 HTTPS_PROXY、HTTP_PROXY、ALL_PROXY 和 NO_PROXY 设置。',
  'Port to listen on; 0 picks a free one.': '监听端口；0 表示任选一个空闲端口。',
  'Address to listen on; 0.0.0.0 is every interface, and wants --allow.':
    '监听地址；0.0.0.0 表示所有网卡，须同时使用 --allow。',
  "Addresses and ranges that may use it besides this machine, like 172.17.0.0/16 for docker's bridge; can be repeated.":
    '除本机外允许访问的地址和网段，例如 Docker 网桥的 172.17.0.0/16；可重复。',
  'File of a certificate, in PEM: the port speaks TLS, and takes up a renewed one without a restart.':
    '证书文件，PEM 格式：端口使用 TLS；更新证书后不必重新启动。',
  'File of the private key of that certificate, in PEM.': '该证书的私钥文件，PEM 格式。',
  'Refuse whatever may change something at an exchange.': '拒绝一切可能改变交易所状态的请求。',
  'Exchange of an address without a path.': '地址不带路径时所用的交易所。',
  "Another address for an exchange's API, as NAME=URL, or for a host, an environment, a FIX line or the streams of it, as NAME.PART=URL; can be repeated.":
    '交易所的另一个 API 地址，写作 NAME=URL；某个主机、环境、FIX 线路或推送的地址写作 NAME.PART=URL；可重复。',
  'Answer from the prices that exchanges push: auto, off, or NAME=off; can be repeated. [default: auto]':
    '是否用交易所推送的行情应答：auto、off 或 NAME=off；可重复。[默认值：auto]',
  'File that keeps the accounts of Paper across restarts.': '保存 Paper 账户的文件，重新启动后仍然有效。',
  'What a new account of Paper starts with.': 'Paper 新账户的初始余额。',
  "Folder to record the exchanges' replies in, as fixtures without keys.":
    '录制交易所应答的目录；录制文件不含密钥。',
  'Folder of such fixtures to answer from instead of the network.':
    '存放录制文件的目录，用它代替网络来应答。',
  'Redis that rate limits and cooldowns are kept in together with other serve processes; with a password better given as FMZPROTO_SHARE.':
    '与其他 serve 进程共用频率限制和冷却时间的 Redis；地址含密码时，最好写在环境变量 FMZPROTO_SHARE 中。',
  'Deadline for every answer, in ms.': '每个应答的截止时间（毫秒）。',
  'Port of a page for your browser on this machine: requests, errors, times, and a form to try calls.':
    '本机浏览器控制台的端口：显示请求、错误和用时，并可试发请求。',
  'Lowest level to log.': '记录日志的最低级别。',
  'File for the log instead of stderr; at 10 MiB the next one begins, and five are kept.':
    '日志写入文件，不写 stderr；满 10 MiB 时换新文件，保留五个。',
  'Log for people, or one JSON object per line.': '供人阅读的日志，或每行一个 JSON 对象。',
} as const;
