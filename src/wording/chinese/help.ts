/** `--help`: what stands in all of it, and the texts of `call`, `check`, `doctor` and the small commands. */
export const help = {
  'FMZ general protocol plugin: a local server that connects FMZ Quant strategies to exchanges FMZ does not wrap.':
    '发明者量化（FMZ）的通用协议程序：在本机运行，把 FMZ 未封装的交易所接入 FMZ 策略。',
  VERSION: '版本',
  USAGE: '用法',
  COMMANDS: '命令',
  ARGUMENTS: '参数',
  FLAGS: '选项',
  DESCRIPTION: '说明',
  EXAMPLES: '示例',
  'FLAG DESCRIPTIONS': '选项说明',
  '<option>': '<可选值>',
  '<options: {choices}>': '<可选值：{choices}>',
  '[env: {variable}]': '[环境变量：{variable}]',
  '[default: {value}, env: {variable}]': '[默认值：{value}，环境变量：{variable}]',
  'Show what a command does': '显示命令的用途',
  // Of several commands.
  'Language of messages, errors and help.': '提示、错误信息和帮助的语言。',
  'By default that of the system (LC_ALL, LC_MESSAGES or LANG): Chinese if it is, otherwise English.':
    '默认随系统的语言（LC_ALL、LC_MESSAGES 或 LANG）：系统为中文时用中文，否则用英文。',
  'Folder of your own adapters.': '存放自己的适配器的目录。',
  // help, version, completion and exchanges.
  'Show the help of a command.': '显示命令的帮助。',
  'The same as --help or -h after the command.': '与在命令后面加 --help 或 -h 相同。',
  'The command; all of them without it.': '命令；不写时列出全部命令。',
  'Show the version.': '显示版本。',
  'The same as --version or -v.': '与 --version 或 -v 相同。',
  'Print a script that completes commands in your shell.': '输出用于 shell 的命令补全脚本。',
  "Commands, flags, FMZ's functions and the names of exchanges are completed with the Tab key.":
    '按 Tab 键补全命令、选项、FMZ 的函数和交易所名称。',
  'bash: add to ~/.bashrc: source <(fmzproto completion bash)':
    'bash：在 ~/.bashrc 中加入 source <(fmzproto completion bash)',
  'zsh: add to ~/.zshrc, after compinit: source <(fmzproto completion zsh)':
    'zsh：在 ~/.zshrc 中 compinit 之后加入 source <(fmzproto completion zsh)',
  'fish: fmzproto completion fish > ~/.config/fish/completions/fmzproto.fish':
    'fish：运行 fmzproto completion fish > ~/.config/fish/completions/fmzproto.fish',
  'PowerShell: add to $PROFILE: fmzproto completion powershell | Out-String | Invoke-Expression':
    'PowerShell：在 $PROFILE 中加入 fmzproto completion powershell | Out-String | Invoke-Expression',
  'bash, zsh, fish or powershell.': 'bash、zsh、fish 或 powershell。',
  'no shell given: use one of {names}': '缺少 shell 的名称：请从 {names} 中选择',
  'no completion for {shell}: use one of {names}': '不支持 {shell} 的补全：请从 {names} 中选择',
  'List the exchanges and what each of them supports.': '列出各交易所及其支持的功能。',
  'A row for each function of FMZ, a column for each exchange: "yes" where the exchange has it. The last row says whether account functions need keys. The same is in /healthz of a running server.':
    '每行一个 FMZ 函数，每列一个交易所：支持时为 yes。最后几行说明账户函数和行情是否需要密钥。运行中的 serve 在 /healthz 给出同样的内容。',
  'Show the exchanges of the installed ccxt instead: all of them are loaded.':
    '改为列出已安装的 ccxt 的交易所：会全部载入。',
  'Print those of ccxt as a page in Markdown.': '以 Markdown 页面输出 ccxt 的交易所。',
  'Print {"exchanges":[{"name","keys","methods"}]} with the wire names of methods.':
    '输出 {"exchanges":[{"name","keys","methods"}]}，方法为协议名。',
  // call.
  "Call a method of a running plugin, as FMZ's docker does.": '像 FMZ 托管者一样，调用运行中的插件的方法。',
  'Posts one request to a plugin, fmzproto\'s own ("fmzproto serve") or any other, and shows the answer. Without a method, it asks on a terminal what to call.':
    '向插件发送一个请求并显示应答，可以是 fmzproto serve，也可以是其他插件。不写方法时，在终端中提问。',
  "Keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, which hold what FMZ's two key boxes hold (OKX: the secret key box is secret,passphrase). Keys that a method needs and that are not set are asked for on a terminal, without being shown.":
    '密钥来自环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY，内容与 FMZ 的两个密钥栏相同（OKX 的「Secret Key」一栏为 secret,passphrase）。需要密钥而未设置时，在终端中提示输入，输入不显示。',
  'A price of 0 or below, such as -1, is a market order. The amount of a market buy on spot is in quote currency. Options of an order stand behind its type: "buy;timeInForce=ioc;postOnly=true".':
    '价格小于或等于 0（例如 -1）表示市价单。现货市价买单的数量是计价币金额。订单选项写在类型之后："buy;timeInForce=ioc;postOnly=true"。',
  'Exit code: 0 for data, 1 for an error of the plugin, 2 for wrong usage.':
    '退出码：0 表示有数据，1 表示插件返回错误，2 表示用法不对。',
  'Methods, by either name:': '方法，两种名称都可以用：',
  'The ticker of a pair:': '交易对的行情：',
  'Five levels of the order book:': '五档深度：',
  '500 bars of an hour:': '500 根 1 小时 K 线：',
  'A limit order:': '限价单：',
  'A market order for 100 USDT:': '100 USDT 的市价单：',
  'A limit order that is canceled where it cannot be filled at once:': '不能立即成交就撤销的限价单：',
  "The exchange's own API:": '交易所自己的 API：',
  'Open orders, refreshed every 2 seconds:': '挂单，每 2 秒刷新一次：',
  'A method by its wire name or its FMZ name: ticker or GetTicker.':
    '方法的协议名或 FMZ 函数名：ticker 或 GetTicker。',
  'The exchange to ask.': '要查询的交易所。',
  'Where the plugin listens. An address with a path is used unchanged, as FMZ does.':
    '插件的地址。带路径的地址原样使用，与 FMZ 相同。',
  'A param by name; adds to the arguments or overrides one. Repeatable.':
    '按名称给出参数，补充或覆盖前面的参数；可重复。',
  'Print the answer exactly as it was received, and nothing else.': '只输出应答，与收到的完全一致。',
  'Print only what the exchange sent, digit for digit.': '只输出交易所发来的内容，数字原样保留。',
  'Call again every so many seconds until Ctrl-C.': '每隔这么多秒重复一次，直到按 Ctrl-C。',
  'How long to wait for the plugin, in ms.': '等待插件的最长时间（毫秒）。',
  // check.
  'Find out whether a plugin keeps to the protocol.': '检查插件是否符合协议。',
  "Sends a plugin what FMZ's docker may send, and plenty of broken requests, and checks each answer. Give the address of a plugin in any language, or the name of an exchange: then a plugin is started in front of it on a free port.":
    '向插件发送 FMZ 托管者可能发送的请求，以及许多有错误的请求，并检查每个应答。可以给出任何语言写的插件的地址，也可以给出交易所的名称：此时在空闲端口上启动一个插件。',
  'Nothing is changed at the exchange without --trade: orders are sent incomplete and with made-up keys. With --trade one order is placed at half the market price, looked up at once and a moment later, and canceled; three more are sent that the plugin has to refuse, or that end by themselves, and what is left of them is canceled. What only an open market can show is skipped while it is closed. Over FIX, one Logon is sent with a made-up password.':
    '没有 --trade 时不改变交易所的任何状态：发送的订单不完整，并使用编造的密钥。有 --trade 时，以市价的一半下一笔订单，立即查询，稍后再查询一次，然后撤单；另外再发送三笔插件应当拒绝或会自行结束的订单，留下的会撤销。休市时跳过只有开市时才能检查的项目。经 FIX 时，用编造的密码发送一次 Logon。',
  "Keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, which hold what FMZ's two key boxes hold. Without them, cases about an account are skipped.":
    '密钥来自环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY，内容与 FMZ 的两个密钥栏相同。没有密钥时，跳过与账户有关的项目。',
  'Exit code: 0 when no case failed, 1 when one did, 2 for wrong usage.':
    '退出码：0 表示没有失败，1 表示有失败，2 表示用法不对。',
  'The address of a plugin, or the name of an exchange.': '插件的地址，或交易所的名称。',
  'Run only this group, or this case by its id or number; can be repeated.':
    '只检查这一组，或这一项（ID 或编号）；可重复。',
  "The symbol to check with. [default: one of the exchange's own list, BTC_USDT where it is traded]":
    '检查所用的交易对。[默认值：交易所列出的一个，有 BTC_USDT 时用它]',
  'Place orders far from the market, look them up, and cancel them.': '以远离市价的价格下单，查询，再撤单。',
  'Print {"target","cases":[{"id","group","title","status",...}]}, and "left" for an adapter of your own.':
    '输出 {"target","cases":[{"id","group","title","status",...}]}；对自己的适配器还有 "left"。',
  'How long to wait for each answer, in ms.': '等待每个应答的最长时间（毫秒）。',
  'Another address for the API of the exchange given by name, as URL, NAME=URL or NAME.PART=URL; can be repeated.':
    '以名称给出的交易所的另一个 API 地址，写作 URL、NAME=URL 或 NAME.PART=URL；可重复。',
  'no plugin given: write its address, like http://127.0.0.1:6666/OKX, or the name of an exchange':
    '未指定插件：请写上它的地址，例如 http://127.0.0.1:6666/OKX，或交易所的名称',
  // doctor.
  'Look for what keeps FMZ from reaching an exchange, and say what to do.':
    '查找 FMZ 连不上交易所的原因，并给出处理建议。',
  "Looks at Node.js, free disk space, the limit of open files, the config file, the port of serve, the address for FMZ's docker, the proxy of the environment, and for each exchange at DNS, TLS, its clock, its streams, its FIX hosts and your keys.":
    '检查 Node.js、磁盘剩余空间、可打开的文件数、配置文件、serve 的端口、FMZ 托管者可用的地址、环境变量中的代理，以及每个交易所的 DNS、TLS、时钟、推送、FIX 主机和你的密钥。',
  'Nothing is changed anywhere. Keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, of a second exchange from FMZPROTO_ACCESS_KEY_2 and so on, and used for one read of the exchange that is named; where none is named they are not used.':
    '不改变任何状态。密钥来自环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY，第二个交易所的来自 FMZPROTO_ACCESS_KEY_2，依此类推；只对写明的交易所读取一次，不写名称时不使用密钥。',
  'Exit code: 0 when nothing failed, 1 when something did, 2 for wrong usage.':
    '退出码：0 表示没有失败，1 表示有失败，2 表示用法不对。',
  'Names of exchanges; those that need a network where none is given.':
    '交易所的名称；不写时检查所有需要网络的交易所。',
  'Port that serve is to have: whether it is free, and who has it otherwise.':
    'serve 要用的端口：检查是否空闲，或被谁占用。',
  'Where serve is expected to listen, if no port is given.': '未给出端口时，serve 应当监听的地址。',
  "Another address for an exchange's API, as NAME=URL or NAME.PART=URL, or URL where one exchange is named; can be repeated.":
    '交易所的另一个 API 地址，写作 NAME=URL 或 NAME.PART=URL，只写明一个交易所时可写 URL；可重复。',
  'How long each check may take, in ms.': '每项检查的最长时间（毫秒）。',
  'Print {"findings":[{"check","exchange","status","text","remedy"}]}.':
    '输出 {"findings":[{"check","exchange","status","text","remedy"}]}。',
} as const;
