/** `fmzproto new-exchange --help`, besides what is said of each choice. */
export const helpNewExchange = {
  'Start an adapter of your own.': '生成自己的适配器的骨架。',
  'Writes a folder with an adapter that runs: its code, its tests, its first fixtures, and a README that says what to fill in from the exchange\'s API document. "fmzproto serve" finds it at once. Whatever an editor and "npm test" need besides is added where it is missing.':
    '写出一个目录，其中的适配器立即可以运行：代码、测试、最初的录制文件，以及说明按交易所 API 文档填写什么的 README。fmzproto serve 立即能找到它。编辑器和 npm test 所需的其他文件，没有时会补上。',
  'On a terminal it asks for whatever no flag sets. Existing files are not overwritten without --force.':
    '在终端中，没有用选项写明的内容会提问。没有 --force 时不覆盖已有的文件。',
  'Styles of an API:': 'API 的风格：',
  'Signing schemes:': '签名方式：',
  'Logons of FIX, with --protocol fix:': 'FIX 的 Logon，配合 --protocol fix：',
  'Symbol styles:': '交易对的写法：',
  'Letters, digits and hyphens; it names the folder and stands in the address for FMZ.':
    '字母、数字和连字符；用作目录名，也写在 FMZ 的服务地址中。',
  'How it is spoken to: rest, or fix. [default: rest]': '使用的协议：rest 或 fix。[默认值：rest]',
  'Address of the API, without a path; of FIX, its first session. [default: one to fill in]':
    'API 的地址，不带路径；使用 FIX 时为第一个会话的地址。[默认值：待填写的地址]',
  'What it trades: spot, futures, or spot,futures. [default: spot; of FIX, futures]':
    '交易的产品：spot、futures 或 spot,futures。[默认值：spot；使用 FIX 时为 futures]',
  'How requests are signed. [default: that of the same name, or custom]':
    '请求的签名方式。[默认值：与交易所同名的方式，否则 custom]',
  'Sessions of FIX: trade,quote, or one. [default: trade,quote]':
    'FIX 的会话：trade,quote 或 one。[默认值：trade,quote]',
  'How a Logon of FIX is proven. [default: password]': 'FIX 的 Logon 的证明方式。[默认值：password]',
  'How symbols are written, by name or as BTC_USDT would be. [default: joined]':
    '交易对的写法：写法的名称，或 BTC_USDT 在该交易所的写法。[默认值：joined]',
  'How the API is cut: envelope, or rest. [default: envelope]':
    'API 的风格：envelope 或 rest。[默认值：envelope]',
  'An instrument that it lists, as FMZ writes it. [default: BTC_USDT; of FIX, EUR_USD]':
    '交易所列出的一个品种，按 FMZ 的写法。[默认值：BTC_USDT；使用 FIX 时为 EUR_USD]',
  'The quote currency of most instruments. [default: that of --symbol]':
    '多数品种的计价币。[默认值：--symbol 的计价币]',
  'Folder of your adapters.': '存放适配器的目录。',
  'Ask nothing: use the defaults for whatever no flag sets.': '不提问：没有用选项写明的都用默认值。',
  'Overwrite the generated files of an existing adapter.': '覆盖已有适配器中生成的文件。',
  'List the files and write nothing.': '只列出文件，不写入。',
  'Print {"name","folder","written","files":[{"path","action"}],"notes"}.':
    '输出 {"name","folder","written","files":[{"path","action"}],"notes"}。',
} as const;
