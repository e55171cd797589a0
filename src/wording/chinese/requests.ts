/** Requests to exchanges: limits, clocks, proxies, and answers that cannot be used. */
export const requests = {
  '{host} was not asked: {reason}': '{host} 的请求未发出：{reason}',
  '{host} was not asked: it wants no requests for {seconds} s more ({reason})':
    '{host} 的请求未发出：{seconds} 秒内它不接受请求（{reason}）',
  '{host} was not asked: it wants no requests without a key for {seconds} s more ({reason})':
    '{host} 的请求未发出：{seconds} 秒内它不接受不带密钥的请求（{reason}）',
  '{host} was not asked: it wants no requests with this key for {seconds} s more ({reason})':
    '{host} 的请求未发出：{seconds} 秒内它不接受该密钥的请求（{reason}）',
  '{name} was not asked in time: its rate limit is used up': '{name} 的请求未能及时发出：频率限制已用完',
  'too many requests are waiting for {name}': '等待 {name} 的请求过多',
  'none, for {exceptions} excepts every host from {variable}':
    '无：{exceptions} 把所有主机都排除在 {variable} 之外',
  '{address}, but not for the hosts of {variable}': '{address}，但 {variable} 中的主机除外',
  '{variable} names a SOCKS proxy, which is not supported: set HTTPS_PROXY={form} to the HTTP port of the same program':
    '{variable} 是 SOCKS 代理，不支持：请设置 HTTPS_PROXY={form}，填同一程序的 HTTP 端口',
  '{variable} is not the address of an HTTP proxy: write {form} or http://USER:PASSWORD@HOST:PORT, with %40 for @, %23 for # and %2F for /':
    '{variable} 不是 HTTP 代理的地址：请写成 {form} 或 http://USER:PASSWORD@HOST:PORT，其中 @ 写作 %40，# 写作 %23，/ 写作 %2F',
  'the proxy {address} ({variable})': '代理 {address}（{variable}）',
  'the exchange': '交易所',
  "the exchange's clock": '交易所的时钟',
  'answered HTTP {status} with an empty body': '应答 HTTP {status}，内容为空',
  'answered HTTP {status} with an HTML page "{title}", not JSON':
    '应答 HTTP {status}，是 HTML 页面 "{title}"，不是 JSON',
  'answered HTTP {status} with an HTML page, not JSON': '应答 HTTP {status}，是 HTML 页面，不是 JSON',
  'answered HTTP {status} with text that is not JSON: "{text}"':
    '应答 HTTP {status}，文本不是 JSON："{text}"',
  'answered in the coding "{coding}", which was not asked for': '以未请求的编码 "{coding}" 应答',
  'answered with more than {most} MiB': '的应答超过 {most} MiB',
  'answered with {coding} data that is broken or cut off': '应答的 {coding} 数据已损坏或不完整',
  '{what} did not load within {seconds} s': '{what} 在 {seconds} 秒内未能载入',
  '{what} did not load in time: {reason}': '{what} 未能及时载入：{reason}',
  'the exchange, or a proxy on the way to it, does not answer': '交易所或途中的代理没有应答',
  '{name} holds half a character (such as {example}), which cannot be sent':
    '{name} 含有半个字符（例如 {example}），无法发送',
} as const;
