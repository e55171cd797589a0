/*backtest
period: 1m
exchanges: [{"eid":"Paper","currency":"BTC_USDT"}]
args: [["Levels",4],["Step",0.0001],["Amount",0.01],["Every",2000]]
*/

// A grid: orders to buy below the market and to sell above it. One that is filled is answered by one on the other side, a step
// away, so that each pair of them earns the step. Try it on Paper before anything else.
// 网格：在市价下方挂买单、上方挂卖单。成交一笔，就在另一侧隔一格挂一笔，每一对赚取一格的差价。请先在 Paper 上试用。
//
//   fmzproto run examples/grid.js --for 1m
//   fmzproto run examples/grid.js --for 10m --arg Levels=6 --arg Step=0.0005
//
// Levels: orders on each side / 每一侧的订单数
// Step:   from one price to the next, as a part of the price / 相邻两格的间距（占价格的比例）
// Amount: of each order / 每笔数量
// Every:  ms from look to look / 查询间隔（毫秒）

var start = null; // The money at the start, as GetAccount told it. / 起始资金
var orders = []; // Those that wait: { Id, side, price, amount } / 挂单
var filled = 0;

function main() {
  // Orders off the exchange's steps are refused: these cut them. / 按交易所的最小变动单位截断价格和数量。
  const market = _C(exchange.GetMarkets)[exchange.GetCurrency()];
  exchange.SetPrecision(market.PricePrecision, market.AmountPrecision);
  var ticker = _C(exchange.GetTicker);
  start = _C(exchange.GetAccount);
  for (let level = 1; level <= Levels; level++) {
    place('buy', ticker.Last * (1 - Step * (level - 0.5)));
    place('sell', ticker.Last * (1 + Step * (level - 0.5)));
  }
  while (true) {
    Sleep(Every);
    look();
    show();
  }
}

function place(side, price) {
  var fn = side === 'buy' ? exchange.Buy : exchange.Sell;
  var id = fn(price, Amount);
  // The log says why there is none; another look finds another price. / 未成功的原因见日志。
  if (id) orders.push({ Id: id, side: side, price: price });
}

function look() {
  var waiting = exchange.GetOrders();
  // null: it failed, and nothing is known. / null 表示查询失败，什么都不知道。
  if (!waiting) return;
  var open = {};
  waiting.forEach((order) => {
    open[order.Id] = true;
  });
  orders
    .filter((order) => !open[order.Id])
    .forEach((order) => {
      var now = exchange.GetOrder(order.Id);
      if (!now || now.Status === ORDER_STATE_PENDING) return;
      orders.splice(orders.indexOf(order), 1);
      if (now.Status !== ORDER_STATE_CLOSED) return;
      filled++;
      if (order.side === 'buy') place('sell', order.price * (1 + Step));
      else place('buy', order.price * (1 - Step));
    });
}

function show() {
  var account = exchange.GetAccount();
  var ticker = exchange.GetTicker();
  if (!account || !ticker) return;
  LogProfit(_N(worth(account, ticker.Last) - worth(start, ticker.Last), 4), 'filled', filled);
  LogStatus(
    '`' +
      JSON.stringify({
        type: 'table',
        title: ['grid', exchange.GetCurrency(), ticker.Last].join(' '),
        cols: ['side', 'price', 'amount'],
        rows: orders.map((order) => [order.side, _N(order.price, 1), Amount]),
      }) +
      '`',
  );
}

// What an account is worth in money, what its orders hold included. / 账户折合的资金，含挂单占用
function worth(account, price) {
  return account.Balance + account.FrozenBalance + (account.Stocks + account.FrozenStocks) * price;
}

function onexit() {
  // Nothing stays behind. / 不留下挂单
  orders.forEach((order) => {
    exchange.CancelOrder(order.Id);
  });
}
