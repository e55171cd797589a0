/** What a new adapter is made of, and why it cannot be written. */
export const scaffold = {
  // What can be chosen.
  'requests over HTTP': 'HTTP 请求',
  'sessions of FIX': 'FIX 会话',
  'a code in each answer says whether it is an error; rows in an envelope, times in ms':
    '错误见应答中的错误码，数据在外层结构中，毫秒时间',
  'errors by HTTP status, bare rows, PATCH and DELETE with an id in the path, ISO times':
    '错误见 HTTP 状态，直接返回数据，PATCH 和 DELETE 的路径含 ID，ISO 时间',
  'user name and password, as cTrader and LMAX': '用户名和密码，与 cTrader、LMAX 相同',
  'HMAC-SHA256 over fields of the Logon, as Coinbase': '对 Logon 的字段做 HMAC-SHA256，与 Coinbase 相同',
  'SHA-256 over a nonce and the secret, as Deribit': '对随机数和密钥做 SHA-256，与 Deribit 相同',
  'an Ed25519 signature over fields of the Logon, as Binance':
    '对 Logon 的字段做 Ed25519 签名，与 Binance 相同',
  'orders and prices on a session each': '订单和行情各用一个会话',
  'one session for all': '全部使用一个会话',
  "the exchange's own: HMAC-SHA256 in headers, written out to be changed":
    '交易所自有的方式，HMAC-SHA256 请求头的代码已写出，供修改',
  'market data only, without keys': '只有行情，不需要密钥',
  'nothing is signed: key and secret in two headers, as Alpaca':
    '不签名，API Key 和 Secret Key 放在两个请求头中，与 Alpaca 相同',
  'nothing is signed: a token in the Authorization header, as OANDA':
    '不签名，令牌放在 Authorization 请求头中，与 OANDA 相同',
  'OAuth2 client credentials: a token that is asked for, and again before it expires':
    'OAuth2 客户端凭证，获取令牌，并在过期前重新获取',
  'as Binance, MEXC, Aster': '与 Binance、MEXC、Aster 相同',
  'as OKX': '与 OKX 相同',
  'as Bitget': '与 Bitget 相同',
  'as KuCoin': '与 KuCoin 相同',
  'as Coinbase Exchange': '与 Coinbase Exchange 相同',
  'as Bybit': '与 Bybit 相同',
  'as Gate': '与 Gate 相同',
  'as Kraken': '与 Kraken 相同',
  'as Upbit': '与 Upbit 相同',
  'as Bithumb': '与 Bithumb 相同',
  'as Backpack': '与 Backpack 相同',
  // What stands in the way.
  'the name {name} must be letters, digits and single hyphens, starting with a letter: like bybit or my-exchange':
    '名称 {name} 只能由字母、数字和单个连字符组成，并以字母开头：例如 bybit 或 my-exchange',
  'the name {name} must be letters, digits and single hyphens, starting with a letter: did you mean {near}?':
    '名称 {name} 只能由字母、数字和单个连字符组成，并以字母开头，是否指 {near}？',
  'the name {name} is longer than {most} characters: shorten it': '名称 {name} 超过 {most} 个字符：请缩短',
  'the name {name} is reserved: use another, like {example}':
    '名称 {name} 是保留的：请换一个，例如 {example}',
  "--dir {folder} lies outside of this folder: change to the project's folder first":
    '--dir {folder} 在当前目录之外：请先进入项目的目录',
  '--dir {folder} has characters that a test script cannot name: use letters, digits, hyphens and dots':
    '--dir {folder} 含有测试脚本不能使用的字符：请只用字母、数字、连字符和点',
  '{path} already exists: use its name, or move it away': '{path} 已存在：请使用它的名称，或把它移走',
  '{folder} already exists and is not a folder: move it away, or choose another name':
    '{folder} 已存在且不是目录：请把它移走，或换一个名称',
  '{folder} already exists: choose another name, or overwrite its generated files with --force':
    '{folder} 已存在：请换一个名称，或用 --force 覆盖其中生成的文件',
  '{place} is a link: nothing is written through it': '{place} 是链接：不会通过它写入',
  '{place} already exists and is not a file: move it away': '{place} 已存在且不是文件：请把它移走',
  '{place} already exists and is not a folder: move it away': '{place} 已存在且不是目录：请把它移走',
  '{path} cannot be written ({reason}); the files before it were written':
    '{path} 无法写入（{reason}）；在它之前的文件已写入',
  '{folder} cannot be read as a folder': '{folder} 不能作为目录读取',
  'package.json in this folder is not valid: repair it first': '当前目录的 package.json 无效：请先修正',
  // What is left to the author.
  "package.json has a test script of its own: run the adapter's tests with {command}":
    'package.json 已有自己的 test 脚本：请用 {command} 运行适配器的测试',
  'package.json has no "type": once your own .js files are ES modules, npm pkg set type=module':
    'package.json 没有 "type"：自己的 .js 文件改为 ES 模块后，请运行 npm pkg set type=module',
  'package.json has "type": "{type}": editors need "module" for the adapter\'s files, npm pkg set type=module':
    'package.json 的 "type" 是 "{type}"：编辑器需要 "module" 才能识别适配器的文件，请运行 npm pkg set type=module',
  '{field}: {url} is a placeholder': '{field}: {url} 是占位地址',
} as const;
