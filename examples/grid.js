/*backtest
period: 1m
exchanges: [{"eid":"Paper","currency":"BTC_USDT"}]
args: [["Step",0.0001],["Amount",0.01],["Levels",5],["Every",1000]]
*/

// A grid: it buys each time the price has fallen by a step, and sells each time it has risen by one. Try it on Paper before
// anything else: a step has to be larger than the fees of two orders to earn anything, and the one below is small so that
// something happens within a minute.
// 网格：价格每下跌一格买入一次，每上涨一格卖出一次。请先在 Paper 上试用：一格要大于两笔订单的手续费才有收益，
// 下面的默认值很小，只为一分钟内就能看到成交。
//
//   fmzproto run examples/grid.js --for 1m
//   fmzproto run examples/grid.js --for 1h --arg Step=0.003 --arg Levels=10
//
// Step:   from one price to the next, as a part of the price / 相邻两格的间距（占价格的比例）
// Amount: of each order / 每笔数量
// Levels: how many orders it may be ahead on one side / 单侧最多领先的笔数
// Every:  ms from look to look / 查询间隔（毫秒）

var base = 0; // The price of the last order. / 上一笔订单的基准价
var held = 0; // What was bought and not sold again, in coins. / 净买入的数量
var start = null; // The account at the start. / 起始账户
var first = 0; // The price at the start. / 起始价格
var trades = [];
var told = 0; // How many trades the log's profit knows of. / 日志收益已包含的成交笔数

function main() {
  // Orders off the exchange's steps are refused: these cut them. / 不符合最小变动单位的订单会被拒绝，这里设置截断的精度。
  var market = _C(exchange.GetMarkets)[exchange.GetCurrency()];
  exchange.SetPrecision(market.PricePrecision, market.AmountPrecision);
  start = _C(exchange.GetAccount);
  first = _C(exchange.GetTicker).Last;
  base = first;
  while (true) {
    // null: it failed; the log says why, and the next look comes soon. / 失败返回 null，原因见日志，稍后再查。
    const ticker = exchange.GetTicker();
    if (ticker) {
      look(ticker);
      show(ticker);
    }
    Sleep(Every);
  }
}

function look(ticker) {
  var most = Amount * Levels;
  if (ticker.Last <= base * (1 - Step) && held < most) trade('buy', ticker.Sell, base * (1 - Step));
  else if (ticker.Last >= base * (1 + Step) && held > -most) trade('sell', ticker.Buy, base * (1 + Step));
}

function trade(side, price, next) {
  var fn = side === 'buy' ? exchange.Buy : exchange.Sell;
  var id = fn(price, Amount);
  if (!id) return;
  base = next;
  // What is not filled at once does not stay. / 未立即成交的部分撤掉。
  var order = exchange.GetOrder(id);
  if (order && order.Status === ORDER_STATE_PENDING) {
    exchange.CancelOrder(id);
    order = exchange.GetOrder(id);
  }
  // Not known: it is taken for filled, so that there are never too many. / 查询失败时视为已成交，以免超过上限。
  var amount = order ? order.DealAmount : Amount;
  held += side === 'buy' ? amount : -amount;
  trades.unshift([_D(), side, price, amount]);
}

function show(ticker) {
  var account = exchange.GetAccount();
  if (!account) return;
  // Against having done nothing. / 与不交易相比
  var profit = worth(account, ticker.Last) - worth(start, ticker.Last);
  // A line of the log after a trade, else a point of the curve alone. / 有成交时写日志，否则只画曲线。
  if (told < trades.length) LogProfit(_N(profit, 4), 'held', _N(held, 6));
  else LogProfit(_N(profit, 4), '&');
  told = trades.length;
  var table = {
    type: 'table',
    title: [exchange.GetCurrency(), ticker.Last, 'profit', _N(profit, 4)].join(' '),
    cols: ['time', 'side', 'price', 'amount'],
    rows: trades.slice(0, 5),
  };
  LogStatus('`' + JSON.stringify(table) + '`');
}

// What an account is worth in money, what its orders hold included. / 账户折合的资金，含挂单占用
function worth(account, price) {
  return account.Balance + account.FrozenBalance + (account.Stocks + account.FrozenStocks) * price;
}

function onexit() {
  Log('orders', trades.length, 'held', _N(held, 6), 'started at', first);
}
