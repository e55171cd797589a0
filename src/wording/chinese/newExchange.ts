/** What `new-exchange` asks, says of its flags, and shows at the end. */
export const newExchange = {
  // Questions, and the names of what flags choose.
  'name of the exchange': '交易所名称',
  protocol: '协议',
  'address of the API': 'API 地址',
  'address of its first session': '第一个会话的地址',
  products: '产品（spot 为现货，futures 为期货）',
  'its sessions': '会话',
  'how a Logon is proven': 'Logon 的证明方式',
  'style of the API': 'API 的风格',
  'how requests are signed': '请求的签名方式',
  'how it writes {symbol}': '交易所对 {symbol} 的写法',
  'a symbol that it lists, as FMZ writes it': '交易所列出的一个交易对，按 FMZ 的写法',
  '{value}: {meaning}': '{value}：{meaning}',
  style: 'API 风格',
  logon: 'Logon 证明方式',
  'signing scheme': '签名方式',
  'choice of lines': '会话的选项',
  'symbol style': '交易对写法',
  '{flag} {value} is not a {what}, did you mean {near}?': '{flag} {value} 不是 {what}，是否指 {near}？',
  '{flag} {value} is not a {what}: choose one of {names}': '{flag} {value} 不是 {what}：请从 {names} 中选择',
  // The name of an exchange.
  'no name given for the exchange: write {command} new-exchange my-exchange --yes':
    '缺少交易所名称：请写成 {command} new-exchange my-exchange --yes',
  'your adapter takes the place of {namesake}': '你的适配器会代替 {namesake}',
  '{name} takes the place of {namesake}': '{name} 会代替 {namesake}',
  'choose another name': '换一个名称',
  'use {name} all the same': '仍用 {name}',
  'the built-in {exchange} and of {exchange}/OKX and the like': '内置的 {exchange} 以及 {exchange}/OKX 等',
  "ccxt's {key}, which stays available as ccxt/{key}": 'ccxt 的 {key}（仍可用 ccxt/{key}）',
  // Flags.
  '--base-url takes an address without a name: {address}': '--base-url 的地址不能带名称：{address}',
  '--base-url {address} is not an address: write it like {example}':
    '--base-url {address} 不是地址：请填写地址，例如 {example}',
  '--base-url {address} is an address of FIX: add --protocol fix, or write one like {example}':
    '--base-url {address} 是 FIX 地址：请加上 --protocol fix，或改填 {example} 这样的地址',
  '--base-url {address} is not an address of FIX, with a port: write it like {example}; fix:// is for this machine alone':
    '--base-url {address} 不是带端口的 FIX 地址：请填写地址，例如 {example}；fix:// 只用于本机',
  '--base-url {address} does not have a valid host name: write it like {example}':
    '--base-url {address} 的主机名无效：请填写地址，例如 {example}',
  "; paths go into the adapter's methods": '；路径写在适配器的方法中',
  '{flag} does not go with --protocol fix: leave it out': '{flag} 不能与 --protocol fix 同时使用：请去掉它',
  '{flag} does not go with --protocol fix: use {instead}':
    '{flag} 不能与 --protocol fix 同时使用：请改用 {instead}',
  '{flag} does not go with --protocol rest: leave it out, or add --protocol fix':
    '{flag} 不能与 --protocol rest 同时使用：请去掉它，或加上 --protocol fix',
  '{flag} does not go with --protocol rest: use {instead}, or add --protocol fix':
    '{flag} 不能与 --protocol rest 同时使用：请改用 {instead}，或加上 --protocol fix',
  '--style {style} does not go with --signing {signing}, which cannot sign its requests: use --style envelope, or --signing custom':
    '--signing {signing} 无法为 --style {style} 的请求签名：请改用 --style envelope 或 --signing custom',
  '--products {products} does not go with --protocol fix, which starts with one of them: use spot, or futures for what has positions':
    '--protocol fix 只能从一种产品开始，而不是 {products}：--products 请填 spot，有持仓的填 futures',
  '--products {value} is not spot, futures or spot,futures':
    '--products 只能是 spot、futures 或 spot,futures，而不是 {value}',
  '--symbol {value} is not an instrument on spot, of letters and digits: write it like AAPL_USD':
    '--symbol {value} 不是由字母和数字组成的现货交易对：请写成 AAPL_USD 的形式',
  '--symbol {value} is not quoted in {currency}: leave --quote out':
    '--symbol {value} 的计价币不是 {currency}：请去掉 --quote',
  'write it like AAPL_USD, in letters and digits': '请用字母和数字，写成 AAPL_USD 的形式',
  'there is no terminal to ask on: give {flags}, or --yes for the defaults':
    '没有可提问的终端：请写明 {flags}，或用 --yes 采用默认值',
  // What was written, and what comes next.
  'would create': '将新建',
  'would change': '将修改',
  created: '已新建',
  changed: '已修改',
  'nothing was written': '未写入任何文件',
  'next:': '下一步：',
  'installs what the adapter imports': '安装适配器导入的包',
  '{folder}/README.md': '{folder}/README.zh-CN.md',
  'what to fill in, in order': '要填写的内容，按顺序',
  'the same for a coding agent, with what proves each step': '供编程智能体阅读，并写明每一步如何证明',
  'what works, and what is left to fill in': '检查哪些可用、还有哪些要填写',
  'the tests of the adapter, offline': '离线运行适配器的测试',
} as const;
