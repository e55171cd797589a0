/** The market of Paper. */
export const synthetic = {
  'there is no {path}: the paths are {paths}': '没有路径 {path}：可用的路径是 {paths}',
  'Paper has no "{name}": did you mean {meant}?': 'Paper 没有 "{name}"，是否指 {meant}？',
  '"{name}" is a dated contract, Paper has pairs and their perpetuals: use {pair} or {pair}.swap':
    '"{name}" 是交割合约，Paper 只有现货交易对和永续合约：请用 {pair} 或 {pair}.swap',
  'a currency has at most {most} characters: use BASE_QUOTE, like BTC_USDT':
    '币种名称最多 {most} 个字符：请写成 BTC_USDT 这样的「交易币_计价币」',
  'symbol "{name}" has the same currency twice: use two, like BTC_USDT':
    '交易对 "{name}" 的两个币种相同：请用两个不同的币种，例如 BTC_USDT',
} as const;
