/*backtest
period: 1h
args: [["Symbols","BTC_USDT.swap,ETH_USDT.swap"],["Alert",0.0005],["Positions",false],["Every",5000]]
*/

// Funding rates of perpetuals: what longs pay to shorts at the next settlement, what that is in a year, how far the perpetual is
// from spot, and what was settled since this began. It only watches and places no orders.
// 永续合约的资金费率：下次结算多头付给空头的比例、折合年化、永续与现货的价差，以及开始以来已结算的合计。只观察，不下单。
//
//   fmzproto run examples/funding.js --exchange OKX
//   fmzproto run examples/funding.js --exchange Bybit --arg Symbols=SOL_USDT.swap --state funding.json
//
// Symbols:   perpetuals in the money of their spot pairs, separated by commas / 永续合约（U 本位），用逗号分隔
// Alert:     a rate from which on it is pushed, 0.0005 is 0.05% / 达到此费率时推送，0.0005 即 0.05%
// Positions: whether to show what your own positions pay, which needs keys / 是否显示自己的持仓应付的资金费（需要密钥）
// Every:     ms from look to look / 查询间隔（毫秒）

var KEY = 'funding';
// By symbol: the rate and the time of the next settlement, and the sum of the rates that were settled. A restart goes on from there.
// 按合约记录：下次结算的费率和时间、已结算费率的合计。重启后接着累计。
var kept = {};
var markets = {};
var chart = null;

function main() {
  var symbols = Symbols.split(',').map((symbol) => symbol.trim());
  if (!exchange.GetFundings(symbols[0])) {
    const text = GetLastError() || '';
    if (text.indexOf('not support') >= 0) {
      Log(
        'No funding rates here: choose an exchange with perpetuals, such as OKX. / 这里没有资金费率：请选择有永续合约的交易所，例如 OKX。',
      );
      return;
    }
  }
  kept = _G(KEY) || {};
  if (Positions) markets = _C(exchange.GetMarkets);
  chart = Chart({
    title: { text: 'funding rate, %' },
    xAxis: { type: 'datetime' },
    series: symbols.map((symbol) => ({ name: symbol, data: [] })),
  });
  while (true) {
    const rows = [];
    symbols.forEach((symbol, index) => {
      var row = look(symbol, index);
      if (row) rows.push(row);
    });
    _G(KEY, kept);
    show(rows);
    Sleep(Every);
  }
}

// One row of the table; nothing where a price or the rate is missing, which the log tells.
// 表格的一行；缺少价格或费率时为空，原因见日志。
function look(symbol, index) {
  // Three questions at once. / 三个查询同时发出。
  var asked = [
    exchange.Go('GetFundings', symbol),
    exchange.Go('GetTicker', symbol),
    exchange.Go('GetTicker', symbol.replace('.swap', '')),
  ].map((one) => one.wait());
  var funding = (asked[0] || [])[0];
  var swap = asked[1];
  var spot = asked[2];
  if (!funding || !swap || !spot) return null;
  follow(symbol, index, funding);
  return [
    symbol,
    percent(funding.Rate, 4),
    // Some exchanges settle every hour, some every eight: only a year can be compared. / 各家结算间隔不同，折合年化才可比较。
    funding.Interval > 0 ? percent((funding.Rate * 365 * 86400000) / funding.Interval, 2) : '-',
    _D(funding.Time),
    percent(swap.Last / spot.Last - 1, 4),
    percent(kept[symbol].settled, 4),
  ].concat(Positions ? [paymentOf(symbol, funding.Rate, swap.Last)] : []);
}

function follow(symbol, index, funding) {
  var before = kept[symbol];
  var settled = before ? before.settled : 0;
  // The time has moved on: what was announced last has been paid. / 结算时间已推进：上次公布的费率已结算。
  if (before && funding.Time > before.time) {
    settled += before.rate;
    Log(symbol, 'settled / 已结算', percent(before.rate, 4));
  }
  if (!before || before.rate !== funding.Rate) {
    chart.add(index, [Unix() * 1000, funding.Rate * 100]);
    // Only as it gets there, not at each look. / 只在刚达到时推送一次。
    if (isHigh(funding.Rate) && !(before && isHigh(before.rate)))
      Log(symbol, percent(funding.Rate, 4), '#ff0000@');
  }
  kept[symbol] = { rate: funding.Rate, time: funding.Time, settled: settled };
}

function isHigh(rate) {
  return Math.abs(rate) >= Alert;
}

// What the positions of a perpetual receive at the next settlement, in money; less than 0 is paid.
// 持仓在下次结算时收到的资金费；负数为支付
function paymentOf(symbol, rate, price) {
  var positions = exchange.GetPositions(symbol);
  var market = markets[symbol];
  if (!positions || !market) return '-';
  return _N(
    positions.reduce((sum, one) => {
      var value = one.Amount * market.CtVal * price;
      return sum + (one.Type === PD_LONG ? -value : value) * rate;
    }, 0),
    4,
  );
}

function show(rows) {
  var table = {
    type: 'table',
    title: 'funding / 资金费率',
    cols: ['symbol', 'next', 'a year', 'settles at', 'from spot', 'settled'].concat(
      Positions ? ['receives'] : [],
    ),
    rows: rows,
  };
  LogStatus('`' + JSON.stringify(table) + '`');
}

function percent(part, digits) {
  return (part * 100).toFixed(digits) + '%';
}

// There are no orders to cancel. / 没有需要撤销的订单。
function onexit() {
  Object.keys(kept).forEach((symbol) => {
    Log(
      symbol,
      'next / 下次',
      percent(kept[symbol].rate, 4),
      'settled / 已结算',
      percent(kept[symbol].settled, 4),
    );
  });
}
