/** Cases of the check about each method of the protocol. */
export const checkMethods = {
  '{method} is dispatched': '插件能识别 {method}',
  'an exchange that lacks a method says so; the plugin knows them all':
    '插件应能识别所有方法；交易所没有的，返回不支持',
  '{method} has the fields of the protocol': '{method} 的字段符合协议',
  'data of {name}: fields, types and words as the protocol has them':
    '{name} 的 data：字段、类型和取值符合协议',
  '{method}: {title}': '{method}：{title}',
  '{method} needs only its required params': '{method} 只需要必填参数',
  'a strategy may leave out the rest': '策略可以省略其余参数',
  '{method} returns one row when asked for one': '只要一条时，{method} 返回一条',
  'limit is how many rows a strategy gets': 'limit 是策略得到的条数',
  '{method} accepts numbers as well as strings': '{method} 的参数可以是字符串，也可以是数字',
  'values are mostly JSON strings, sometimes numbers: accept both':
    '参数通常是 JSON 字符串，有时是数字：两者都应接受',
  '{method} refuses made-up keys': '{method} 拒绝编造的密钥',
  'the answer is about the account whose keys were sent': '返回的是请求密钥所属账户的数据',
  'IO to /fmz/ticker is GetTicker': '用 IO 访问 /fmz/ticker 等同于 GetTicker',
  'IO is the only path certain to reach a plugin: each method is also found under /fmz/':
    '只有 IO 一定能到达插件：每个方法也可以通过 /fmz/ 调用',
  '{method} without a symbol tells each row once': '不指定交易对时，{method} 的每条记录只出现一次',
  'an endpoint that serves several products tells each row once':
    '多类产品共用一个接口时，每条记录只出现一次',
  '{method} without a symbol holds what it holds with one': '不指定交易对时，{method} 包含指定交易对时的记录',
  'no symbol means all of them': '不指定交易对表示全部',

  'the method is not dispatched: {error}': '插件不识别该方法：{error}',
  '{first} and {more} more': '{first}；另有 {more} 处',
  'there is no answer to look at': '没有可检查的应答',
  'there is no data to look at': '没有可检查的数据',
  'the list is empty': '列表为空',
  'the market is closed, and only an open one can show it: {defect}': '已休市，开市后才能确认：{defect}',
  'needs the id of an order': '需要订单 ID',
  'the keys were made up': '密钥是编造的',
  'the answer is not the ticker': '返回的不是行情',
} as const;
