/** WebSockets of exchanges. */
export const streams = {
  'a message cannot be read': '有一条消息无法读取',
  'a change after {previous} does not fit to the book at {sequence}':
    '接在 {previous} 之后的变更与序号为 {sequence} 的订单簿不衔接',
  'the bid {bid} is not below the ask {ask}': '买一价 {bid} 不低于卖一价 {ask}',
  'a change came late': '有一条变更来迟',
  'its time went back': '时间倒退',
  'the exchange has ended it': '交易所结束了订阅',
  'it does not answer a subscription': '没有应答订阅请求',
  'it is quiet': '长时间没有推送',
  'it pushed what cannot be read: {error}': '推送的内容无法读取：{error}',
  'is open again, and its prices come from memory': '已恢复，行情重新来自内存',
  'is refused, and asked for over REST: {reason}': '订阅被拒绝，改用 REST 查询：{reason}',
  'is subscribed anew, and asked for over REST until it has come: {reason}':
    '正在重新订阅，在此之前改用 REST 查询：{reason}',
  '{reason}; its prices are asked for over REST until it is open again':
    '{reason}；恢复之前行情改用 REST 查询',
  'streams.paths has no {name}': 'streams.paths 没有 {name}',
  'stream {subject}': '行情流 {subject}',
  'closed by this program': '由本程序关闭',
  'the handshake was not finished in time': '握手未及时完成',
  'closed by the exchange ({reason})': '被交易所关闭（{reason}）',
  'silent for {silence} ms, and no answer to a ping': '{silence} ms 没有消息，也没有应答 ping',
} as const;
