/** Symbols of FMZ. Most follow the name of a field. */
export const symbols = {
  'is empty': '是空的',
  'has more than {most} characters': '超过 {most} 个字符',
  'has a blank or an invisible character': '含有空格或不可见字符',
  'has a full-width character': '含有全角字符',
  'has a comma': '含有逗号',
  'has a double quote': '含有双引号',
  'is a reserved word of JavaScript': '是 JavaScript 的保留字',
  'is missing: use BASE_QUOTE, like LTC_USDT': '缺失：请写成 LTC_USDT 这样的「交易币_计价币」',
  'must be a string like LTC_USDT, not {value}': '必须是 LTC_USDT 这样的字符串，而不是 {value}',
  'LTC_USDT, or BTC_USDT.swap': 'LTC_USDT 或 BTC_USDT.swap',
  '{value} is incomplete: use BASE_QUOTE, like {example}': '{value} 不完整：请写成 {example}',
  '{value} is not a symbol: use BASE_QUOTE, like {example}': '{value} 写法不对：请写成 {example}',
  '{value} is incomplete: did you mean {pair}?': '{value} 不完整，是否指 {pair}？',
  '{value} is not a symbol: did you mean {pair}?': '{value} 写法不对，是否指 {pair}？',
  '{value} is a range: did you mean {meant}?': '{value} 是一个范围，是否指 {meant}？',
  '{value} is a range: name one instrument, like BTC_USDT.swap':
    '{value} 是一个范围：请指定一个品种，例如 BTC_USDT.swap',
  'symbol {problem}': '交易对 {problem}',
} as const;
