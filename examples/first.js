// A first look at an exchange: the price, an order far below it, and its cancellation.
// 先看一眼交易所：价格、一笔远低于市价的订单，再撤掉它。
//
//   fmzproto run examples/first.js
//   fmzproto run examples/first.js --exchange paper/OKX --currency ETH_USDT

function main() {
  // A failed call returns null; the log says why. / 调用失败返回 null，原因见日志。
  var ticker = exchange.GetTicker();
  if (!ticker) return;
  Log(exchange.GetCurrency(), 'last', ticker.Last, 'buy', ticker.Buy, 'sell', ticker.Sell);

  var account = exchange.GetAccount();
  if (!account) return;
  Log('balance', account.Balance, 'stocks', account.Stocks);

  // 10% below the market, at a price that every exchange takes. / 比市价低 10%，取任何交易所都接受的整数价格。
  var id = exchange.Buy(Math.floor(ticker.Buy * 0.9), 0.01, 'a first order / 第一笔订单');
  if (!id) {
    const text = GetLastError() || '';
    // Never order again before you have looked. / 重新下单前先查询。
    if (text.indexOf('outcome unknown') >= 0) Log('The order may exist. / 订单可能已生效。', '#ff0000');
    return;
  }
  Log(exchange.GetOrder(id));
  Log(exchange.CancelOrder(id) ? 'canceled / 已撤单' : 'not canceled / 未撤单');
}
