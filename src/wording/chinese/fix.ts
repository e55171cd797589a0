/** Sessions of FIX. Most texts go on from the name of the other side or of the line. */
export const fix = {
  'is being closed': '正在关闭',
  'takes in less than it is sent': '接收速度跟不上发送速度',
  'speaks TLS there: write fix+tls://': '此处使用 TLS：请写成 fix+tls://',
  'answered HTTP: this is not the port of FIX': '返回了 HTTP 应答：这不是 FIX 端口',
  'speaks {other}, not {version}': '使用 {other}，而不是 {version}',
  'sent something that is not {version}: "{text}"': '发来的内容不是 {version}："{text}"',
  'sent a message with a wrong CheckSum: {found} where 10={right} is right':
    '发来的消息 CheckSum 有误：实为 {found}，应为 10={right}',
  'sent a message with a wrong BodyLength: it does not end where that says':
    '发来的消息 BodyLength 有误：消息结束的位置与它不符',
  'sent a message of {length} bytes or more: at most {longest} are read':
    '发来的消息至少 {length} 字节：最多读取 {longest} 字节',
  'sent a malformed message: {what}': '发来的消息格式有误：{what}',
  'the message says {count}={said} and holds {found} such entries':
    '消息声明 {count}={said}，实际含有 {found} 条',
  'the message says {count}={said} and holds {found} such entries: tag {end} is none of their members':
    '消息声明 {count}={said}，实际含有 {found} 条：标签 {end} 不是其成员',
  'was replaced': '已被替换',
  'is not encrypted: fix:// is for this machine alone, write fix+tls://':
    '没有加密：fix:// 只用于本机，请写成 fix+tls://',
  'stopped answering {seconds} s ago': '{seconds} s 前停止应答',
  'was not sent a Logon': '未能发送 Logon',
  'did not answer the Logon within {seconds} s: {advice}': '在 {seconds} s 内没有应答 Logon：{advice}',
  'some venues do not answer a wrong CompID, password or clock': 'CompID、密码或时钟有误时，有些交易所不应答',
  'sent what its adapter cannot read: {text}': '发来的内容适配器无法读取：{text}',
  '{text} before it answered the Logon: is this SenderCompID in use elsewhere?':
    '应答 Logon 前就 {text}：此 SenderCompID 是否在别处使用？',
  'refused the Logon: {text}': '拒绝了 Logon：{text}',
  'refused the Logon without a reason': '拒绝了 Logon，没有给出原因',
  'sent a message of another session: its CompIDs (49, 56) are not those of this one':
    '发来了另一个会话的消息：其 CompID（49、56）与本会话不同',
  'sent a message without a MsgSeqNum (34)': '发来的消息没有 MsgSeqNum（34）',
  'answered the Logon with a message of type {type}': '用类型 {type} 的消息应答 Logon',
  'sent a second Logon': '发来了第二个 Logon',
  'was logged out of': '已登出',
  'logged out: {text}': '登出了会话：{text}',
  'logged out': '登出了会话',
  'closed the connection': '关闭了连接',
  'closed the connection ({code})': '关闭了连接（{code}）',
  'does not read what it is sent': '不读取发给它的内容',
  'its BodyLength is not a number': 'BodyLength 不是数字',
  'its second field is not a BodyLength': '第二个字段不是 BodyLength',
  'its third field is not a MsgType': '第三个字段不是 MsgType',
  'sent a message with the number {sequence} where {expected} was due':
    '发来的消息序号是 {sequence}，应为 {expected}',
  'left out the message {missing}, and sent too many after it': '漏发了消息 {missing}，此后又发来太多消息',
  'left out the message {missing}, and did not send it when it was asked to':
    '漏发了消息 {missing}，请求补发后仍未发送',
  'is logged on to too often, as with two robots of different keys': '登录太频繁，例如两个实盘使用不同的密钥',
  'the FIX message {type} has no known id: an answer to it could not be found':
    'FIX 消息 {type} 没有已知的 ID：无法找到它的应答',
  'the FIX message {type} lacks the field {tag}: an answer to it could not be found':
    'FIX 消息 {type} 缺少字段 {tag}：无法找到它的应答',
  '{text}; the next Logon is sent in {seconds} s at the earliest':
    '{text}；最早 {seconds} s 后再次发送 Logon',
  '{text}; other keys are logged on meanwhile': '{text}；目前登录的是其他密钥',
  'was closed': '已关闭',
  'was closed, for nobody used it': '因无人使用而关闭',
  'was closed for other keys': '因换用其他密钥而关闭',
  'cannot be told to end a subscription: {error}': '无法通知它结束订阅：{error}',
  'its field {tag} has another length than said': '字段 {tag} 的长度与声明不符',
  'its field {tag} has no end': '字段 {tag} 没有结束',
  'a field is not TAG=VALUE': '有一个字段不是 TAG=VALUE',
  'a FIX field has the tag {tag}: it has to be a positive integer': 'FIX 字段的标签是 {tag}：必须是正整数',
  'the FIX field {tag} is written by the session: leave it out': 'FIX 字段 {tag} 由会话填写：请去掉',
  'the FIX field {tag} is the length of {data}: write that behind it':
    'FIX 字段 {tag} 是 {data} 的长度：请把 {data} 写在它后面',
  'the FIX field {tag} is not the length of {data}: that has {length} bytes':
    'FIX 字段 {tag} 不是 {data} 的长度：{data} 有 {length} 字节',
  'the FIX field {tag} is not a text': 'FIX 字段 {tag} 不是文本',
  'the FIX field {tag} is empty: leave it out': 'FIX 字段 {tag} 是空的：请去掉',
  'the FIX field {tag} holds SOH, which ends a field': 'FIX 字段 {tag} 含有 SOH，它是字段的结束符',
  'the FIX field {tag} holds half a character': 'FIX 字段 {tag} 含有半个字符',
  // Code looks for these three words, at the end of an error.
  '; nothing was sent': '；未发出（nothing was sent）',
  'the {line} line at {host}': '{host} 的 {line} 线路',
  'the {line} line: {message}': '{line} 线路：{message}',
  '{name} {text}': '{name} {text}',
  '{failed}; the next connection is made in {seconds} s at the earliest':
    '{failed}；最早 {seconds} s 后再次连接',
  'was not asked: the time was up': '没有收到请求：时间已到',
  'has not answered the Logon yet: {advice}': '尚未应答 Logon：{advice}',
  '{name} gave no answer: it {text}': '{name} 没有应答：{text}',
  '{name} sent what does not fit: {text}': '{name} 发来的内容前后不符：{text}',
  '{name} gave an answer of more than {longest} bytes': '{name} 的应答超过 {longest} 字节',
  '{name} gave no answer in time: some venues do not answer what they take for invalid, such as a field that is missing or wrong':
    '{name} 未及时应答：有些交易所不应答它认为无效的请求，例如字段缺失或有误',
} as const;
