/** Answers of exchanges, and requests to an API of an exchange's own. */
export const adapter = {
  'the answer is not as documented: {problem}': '返回的内容与文档不符：{problem}',
  message: '消息',
  it: '它',
  'the row': '该行',
  'without {id}': '没有 {id}',
  'levels of the order book': '订单簿的档位',
  '{odd} of {total} rows cannot be read and is left out: {row}':
    '{total} 行中有 {odd} 行无法解析，已略过：{row}',
  '{odd} of {total} rows cannot be read and are left out, the first: {row}':
    '{total} 行中有 {odd} 行无法解析，已略过，第一行：{row}',
  'must be a time like 20260115-08:00:05.000, not {value}':
    '必须是 20260115-08:00:05.000 这样的时间，而不是 {value}',
  'after {pages} pages there is no end in sight': '读了 {pages} 页仍未结束',
  'the list of {name} could not be read to its end: {reason}': '{name} 列表未能读完：{reason}',
  'the message was rejected': '消息被拒绝',
  'the request was rejected': '请求被拒绝',
  'the order was not changed': '订单未改动',
  'the prices were refused': '行情订阅被拒绝',
  'the order was refused': '订单被拒绝',
  ' (tag {tag} of {type})': '（{type} 的 tag {tag}）',
  'the path {path} names no message: write /LINE/MsgType, like {example}':
    '路径 {path} 没有对应的消息：请写成 /线路/MsgType，例如 {example}',
  'there is no line {line}: write one of {lines}, like {example}':
    '没有线路 {line}：请用 {lines} 之一，例如 {example}',
  'messages of type {type} are made by the session itself, and cannot be sent through IO':
    '{type} 类消息由会话自己发送，不能通过 IO 发送',
  '{name} must be a text or a number: write tag=value, like 11=abc':
    '{name} 必须是文本或数字：请写成 tag=值，例如 11=abc',
  'params must be a list of [tag, value], like [[11, "abc"], [54, 1]]':
    'params 必须是 [tag, 值] 的列表，例如 [[11, "abc"], [54, 1]]',
  '{name} is not a tag: write tag=value, like 11=abc': '{name} 不是 tag：请写成 tag=值，例如 11=abc',
  'tag {tag} stands in the header or the trailer, which are added: leave it out':
    'tag {tag} 属于消息头或消息尾，由程序填写：请去掉它',
  'tag {tag} proves who is asking, which the Logon does: leave it out':
    'tag {tag} 用于证明身份，由 Logon 完成：请去掉它',
  '263=1 and 263=2 are for what is told again and again, and IO takes one answer: write 263=0, or call GetTicker or GetDepth':
    '263=1 和 263=2 用于持续推送，而 IO 只取一次应答：请写 263=0，或调用 GetTicker、GetDepth',
  'the params are nested too deeply': 'params 嵌套太深',
  'params.{name} is null, which a query cannot hold: leave it out, or send ""':
    'params.{name} 是 null，查询参数中无法表示：请去掉它，或传 ""',
} as const;
