/** Cases of the check about requests and answers as such: what each expects, what the protocol says, and what was found. */
export const checkCases = {
  // transport
  'the address has no path to vary': '地址没有可以变化的路径',
  "a POST as FMZ's docker sends it is answered": '按托管者的形式发送的 POST 有应答',
  'POST with one JSON object, answered HTTP 200 with one JSON object: {data} or {error}':
    '用 POST 发送一个 JSON 对象，以 HTTP 200 返回一个 JSON 对象：{data} 或 {error}',
  'a chunked body is read': '能读取分块发送的请求内容',
  'the body may come in chunks, without a Content-Length': '请求内容可能分块到达，不带 Content-Length',
  'a body without a content type is read': '能读取没有 Content-Type 的请求',
  'Content-Type is not promised': '不保证带有 Content-Type',
  'a body with the content type of a form is read as JSON': 'Content-Type 为表单的请求内容也按 JSON 读取',
  'the path is accepted in upper and lower case': '路径不区分大小写',
  'the path picks the exchange; strategies are configured with /okx as well as /OKX':
    '路径决定交易所；有的配置写 /okx，有的写 /OKX',
  'the path is accepted with a trailing slash': '接受末尾带斜杠的路径',
  'older plugins are configured with a path like /OKX/': '旧插件配置的路径形如 /OKX/',
  'a request without a path is answered': '不带路径的请求有应答',
  'older plugins are configured without a path: data or an error, never a dropped connection':
    '旧插件的配置不带路径：返回数据或错误信息，不能断开连接',
  'a GET is answered with an error': '对 GET 返回错误信息',
  'never an HTML page: {form} also for what the docker does not send':
    '不能返回 HTML 页面：托管者不会发送的请求也返回 {form}',
  'the request was a GET': '请求是 GET',
  'a body of {size} MiB is answered': '{size} MiB 的请求内容有应答',
  'data or an error, never a dropped connection': '返回数据或错误信息，不能断开连接',
  'two requests on one connection are answered': '同一连接上的两次请求都有应答',
  'the docker may keep its connection open; the plugin may close it, after its answer':
    '托管者可能保持连接；插件可以在应答后关闭它',

  // envelope
  'this exchange shows its prices to accounts only': '交易所的行情有账户才能查询',
  'the answer also has "{field}"': '应答中还有 "{field}"',
  'an answer with data has no other field but raw': '返回数据时，除 data 外只能有 raw 字段',
  'an error is a string, and the only field': '错误信息是字符串，并且是唯一的字段',
  '{form}: the docker decides by the presence of error only': '{form}：托管者只看有没有 error 字段',
  'an unknown method was called': '调用的方法不存在',
  'a nonce is not needed': '可以没有 nonce',
  'fields may be missing; the nonce is opaque': '字段可能缺失；nonce 的内容没有约定',
  'market data needs no keys': '查询行情不需要密钥',
  'fields may be missing; GetTicker is public': '字段可能缺失；GetTicker 是公开查询',
  'market data is answered for empty keys': '密钥为空时也能查询行情',
  'GetTicker is public, whatever the key boxes hold': 'GetTicker 是公开查询，与密钥栏的内容无关',
  'unknown fields are ignored': '忽略未知字段',
  'lenient in, strict out': '接收宽松，返回严格',
  'params may be missing where a method takes none': '方法没有参数时，可以没有 params',
  'fields may be missing: data or an error, never a dropped connection':
    '字段可能缺失：返回数据或错误信息，不能断开连接',
  'null params get an answer': 'params 为 null 时有应答',
  'params that are a list get an answer': 'params 为数组时有应答',
  'exchange.IO posts what the strategy gives it: data or an error, never a dropped connection':
    'exchange.IO 原样发送策略给出的内容：返回数据或错误信息，不能断开连接',
  'method names are accepted in upper and lower case': '方法名不区分大小写',
  'older plugins take method names in any case': '旧插件的方法名不区分大小写',
} as const;
