/*backtest
period: 1m
exchanges: [{"eid":"OKX","currency":"BTC_USDT"}]
args: [["Step",0.0001],["Amount",0.01],["Levels",5],["Every",1000]]
*/

// A grid: it buys once to begin with, then each time the price has fallen by a step, and sells each time it has risen by one.
// Try it on Paper before anything else: a step has to be larger than the fees of two orders to earn anything, and the one below
// is small so that something happens within a minute. The account should be traded by nobody else meanwhile: what the grid holds
// is read there.
// 网格：先买入一笔，之后价格每下跌一格买入一次，每上涨一格卖出一次。请先在 Paper 上试用：一格要大于两笔订单的手续费才有收益，
// 下面的默认值很小，只为一分钟内就能看到成交。运行期间账户不要另作交易：网格的持有量从账户读取。
//
//   fmzproto run examples/grid.js --exchange Paper --for 1m
//   fmzproto run examples/grid.js --for 1h --arg Step=0.003 --arg Levels=10 --state grid.json
//
// Step:   from one price to the next, as a part of the price / 相邻两格的间距（占价格的比例）
// Amount: of each order / 每笔数量
// Levels: how many orders it may be ahead on one side / 单侧最多领先的笔数
// Every:  ms from look to look / 查询间隔（毫秒）

var key = '';
// What a restart needs: the price of the last order, what the grid has gained in money and coins, and an order that is on its way.
// 重启所需：上一笔订单的基准价、网格累计的资金和币数、尚未了结的订单
var kept = { base: 0, money: 0, coins: 0, pending: null };
var last = null; // The account at the last look. / 上次查询的账户
var trades = [];
var told = 0; // How many trades the log's profit knows of. / 日志收益已包含的成交笔数

function main() {
  var pair = exchange.GetCurrency();
  var market = _C(exchange.GetMarkets)[pair];
  if (!market) throw new Error('the exchange has no ' + pair + ' / 交易所没有 ' + pair);
  // Orders off the exchange's steps are refused: these cut them. / 不符合最小变动单位的订单会被拒绝，这里设置截断的精度。
  exchange.SetPrecision(market.PricePrecision, market.AmountPrecision);
  key = 'grid ' + pair;
  kept = _G(key) || kept;
  cancelPending();
  while (true) {
    look();
    Sleep(Every);
  }
}

function look() {
  // null: it failed; the log says why, and the next look comes soon. / 失败返回 null，原因见日志，稍后再查。
  var ticker = exchange.GetTicker();
  var account = exchange.GetAccount();
  if (!ticker || !account) return;
  if (last) {
    kept.money += moneyOf(account) - moneyOf(last);
    kept.coins += coinsOf(account) - coinsOf(last);
  }
  last = account;
  show(ticker.Last);
  // Half an order less: fees are taken out of what is bought. / 少半笔：买入所得已扣手续费。
  var most = Amount * (Levels - 0.5);
  var below = kept.base * (1 - Step);
  var above = kept.base * (1 + Step);
  // The first order gives the grid something to sell. / 第一笔买入，使网格有币可卖。
  if (!kept.base) trade('buy', ticker.Sell, ticker.Last);
  else if (ticker.Last <= below && kept.coins < most) trade('buy', ticker.Sell, below);
  else if (ticker.Last >= above && kept.coins > -most) trade('sell', ticker.Buy, above);
  _G(key, kept);
}

function trade(side, price, next) {
  var fn = side === 'buy' ? exchange.Buy : exchange.Sell;
  kept.pending = fn(price, Amount);
  if (!kept.pending) {
    // It may exist: it counts as placed, so that the same one is not sent again. / 订单可能已生效：视为已下单，不重复发送。
    if ((GetLastError() || '').indexOf('outcome unknown') >= 0) kept.base = next;
    return;
  }
  kept.base = next;
  // Were the strategy killed now, the next start would cancel the order. / 若此时被强行结束，下次启动时撤单。
  _G(key, kept);
  var order = exchange.GetOrder(kept.pending);
  trades.unshift([_D(), side, price, order ? order.DealAmount : '?']);
  if (order && order.Status !== ORDER_STATE_PENDING) kept.pending = null;
  cancelPending();
}

// What is not filled at once does not stay. / 未立即成交的部分撤掉。
function cancelPending() {
  if (!kept.pending) return;
  exchange.CancelOrder(kept.pending);
  kept.pending = null;
}

function show(price) {
  // Against having done nothing, fees included. / 与不交易相比，已扣手续费
  var profit = kept.money + kept.coins * price;
  // A line of the log after a trade, else a point of the curve alone. / 有成交时写日志，否则只画曲线。
  if (told < trades.length) LogProfit(_N(profit, 4), 'held', _N(kept.coins, 6));
  else LogProfit(_N(profit, 4), '&');
  told = trades.length;
  var table = {
    type: 'table',
    title: [exchange.GetCurrency(), price, 'profit', _N(profit, 4)].join(' '),
    cols: ['time', 'side', 'price', 'filled'],
    rows: trades.slice(0, 5),
  };
  LogStatus('`' + JSON.stringify(table) + '`');
}

// With what orders hold. / 含挂单占用
function moneyOf(account) {
  return account.Balance + account.FrozenBalance;
}

function coinsOf(account) {
  return account.Stocks + account.FrozenStocks;
}

function onexit() {
  cancelPending();
  if (key) _G(key, kept);
  Log('orders', trades.length, 'held', _N(kept.coins, 6));
}
