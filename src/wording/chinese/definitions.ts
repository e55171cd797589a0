/** What is wrong with the definition of an adapter, for its author. Most follow the name of a field. */
export const definitions = {
  'instruments of {list}': '{list} 的品种',
  'the instruments have no list {list}': '品种中没有列表 {list}',
  'limits: "{name}" and "{same}" are the same endpoints': 'limits："{name}" 与 "{same}" 是同一组接口',
  'limits: "{name}" counts every request: it has no group': 'limits："{name}" 计入所有请求：不能再写 group',
  'limits: "{first}" and "{name}" are of the group {group} and say different things: a group has one limit':
    'limits："{first}" 与 "{name}" 同属 {group} 组，写的限制却不同：一个组只有一个限制',
  'limitHeaders says what is left of limits, which are absent':
    'limitHeaders 说明 limits 的余量，但没有写 limits',
  'expiring of defineOrders needs clock, which is absent: without the time of the exchange nothing shows that an order has expired; expiring: [] does without':
    'defineOrders 的 expiring 需要 clock，但没有写：不知道交易所的时间，就无法证明订单已过期；写 expiring: [] 则不需要',
  'is not a function': '不是函数',
  'must be an address without a path, like https://api.example.com':
    '必须是不带路径的地址，例如 https://api.example.com',
  'must be 1 or more': '必须大于等于 1',
  'must be above 0, in ms': '必须大于 0（毫秒）',
  'must be {choices}': '只能是 {choices}',
  'must be letters, digits and hyphens': '只能由字母、数字和连字符组成',
  'must be a schema of valibot': '必须是 valibot 的 schema',
  'must be true or false': '只能是 true 或 false',
  'must be a text': '必须是文本',
  'must not be empty': '不能为空',
  'the argument of defineExchange': 'defineExchange 的参数',
  ', not {value}': '，而不是 {value}',
  'unsupported.{name} is among its methods': 'unsupported.{name} 同时写在 methods 中',
  "{entry} is not a method of FMZ's protocol, did you mean {meant}?":
    '{entry} 不是 FMZ 协议的方法，是否指 {meant}？',
  "{entry} is not a method of FMZ's protocol: the methods are {methods}":
    '{entry} 不是 FMZ 协议的方法：全部方法为 {methods}',
  'must be an address like fix+tls://fix.example.com:5212, or fix://127.0.0.1:5202 for this machine alone':
    '必须是 fix+tls://fix.example.com:5212 这样的地址，仅限本机时也可写 fix://127.0.0.1:5202',
  'must be a text, or a function of the keys': '必须是文本，或以密钥为参数的函数',
  'must be a tag': '必须是 tag',
  'must be a list of [tag, text]': '必须是 [tag, 文本] 的列表',
  'must be above 0': '必须大于 0',
  'must be a BeginString like FIX.4.4': '必须是 FIX.4.4 这样的 BeginString',
  'must be a list of [tag, text], or a function of the keys':
    '必须是 [tag, 文本] 的列表，或以密钥为参数的函数',
  'must be in whole s': '必须是整秒数',
  'must be 1 s or more': '必须大于等于 1 秒',
  'must hold a line': '至少要有一条线路',
  'baseUrl is the short form of {hosts}: write one of the two': 'baseUrl 是 {hosts} 的简写：两者只能写一个',
  'hosts.api is missing: requests that name no host go there': '缺少 hosts.api：没有指定主机的请求都发往那里',
  'hosts.{host} has no address': 'hosts.{host} 没有地址',
  'hosts.{host}.{missing} is missing: other hosts have an address of that name':
    '缺少 hosts.{host}.{missing}：其他主机有这个名称的地址',
  'environment is missing: it says which of {environments} keys belong to':
    '缺少 environment：它说明密钥属于 {environments} 中的哪一个',
  'environment chooses between addresses, and no host has several: write {example}':
    'environment 用于选择地址，但没有主机有多个地址：请写成 {example}',
  '{field}: the name {name} must be letters, digits and hyphens':
    '{field}：名称 {name} 只能由字母、数字和连字符组成',
  '{field}: the name {name} is taken: those of hosts, lines and environments, and {reserved}, must all differ':
    '{field}：名称 {name} 已被占用：主机、线路、环境的名称以及 {reserved} 必须各不相同',
  '{host} is not a host of this exchange, which has {hosts}': '{host} 不是该交易所的主机，它有 {hosts}',
  '{verb} is not a verb, did you mean {meant}?': '{verb} 不是请求动词，是否指 {meant}？',
  '{verb} is not a verb': '{verb} 不是请求动词',
  'it has a blank in its path': '路径中有空格',
  'its path does not begin with /': '路径不以 / 开头',
  'write * instead of {named}': '请用 * 代替 {named}',
  'a * stands for a whole segment, and {segment} is a part of one':
    '* 代表一整段，而 {segment} 只是一段的一部分',
  '** stands at the end of a path only': '** 只能写在路径末尾',
  'a path is named without its query': '路径不带查询参数',
  'no request is sent with such a path': '没有请求使用这样的路径',
  'limits: {name} names no requests: {fault}; a limit is named default, all, or by a verb and a path, like "GET /v2/orders/*", where * stands for one segment and ** at the end for all that follow; "GET *" names every path':
    'limits：{name} 没有对应的请求：{fault}；限制的名称为 default、all，或动词加路径，例如 "GET /v2/orders/*"，其中 * 代表一段，末尾的 ** 代表其后所有段；"GET *" 代表所有路径',
  'hours must answer {open}, or {closed} with a Unix time in ms, or without one':
    'hours 必须返回 {open}，或 {closed}（毫秒时间戳，可省略）',
  'a client order id has {least} to {most} characters, not {length}':
    '自定义订单 ID 有 {least} 到 {most} 个字符，而不是 {length} 个',
  'must be a whole number': '必须是整数',
  'must be an address without a path, like wss://stream.example.com':
    '必须是不带路径的地址，例如 wss://stream.example.com',
  'must begin with a slash': '必须以 / 开头',
  'must hold some of {methods}, and nothing else': '只能包含 {methods} 中的若干项',
} as const;
