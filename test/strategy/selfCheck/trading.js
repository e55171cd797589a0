// The second half: charts, settings, orders. `check`, `like`, `list`, `faults`, `nulls` are the library's, reading.js.

function charts() {
  var config = { title: { text: 'price' }, series: [{ name: 'price', data: [] }] };
  var chart = Chart(config);
  chart.reset(0);
  chart.add(0, [Unix() * 1000, 1], -1);
  chart.add([0, [Unix() * 1000, 2]]);
  chart.update(config);
  exchange.Log(ORDER_TYPE_BUY, 100, 0.01);
  var bars = exchange.GetRecords(PERIOD_M1, 20);
  var candles = KLineChart({ overlay: true });
  bars.forEach((bar, index) => {
    candles.begin(bar);
    var high = candles.plot(bar.High, { title: 'high', color: '#e91e63' });
    var low = candles.plot(bar.Low, { title: 'low' });
    check('plot', typeof high === 'number' && high !== low);
    candles.fill(high, low, { color: 'rgba(120,120,255,0.18)' });
    candles.hline(bars[0].Close, { title: 'base', linestyle: 'dashed' });
    candles.plot(bar.Close - bar.Open, { style: 'histogram', overlay: false });
    candles.plotcandle(bar.Open, bar.High, bar.Low, bar.Close, { overlay: false });
    candles.plotshape(index % 2 === 0, { style: 'triangleup', location: 'belowbar' });
    candles.plotchar(index % 2 === 1, { char: 'D', location: 'abovebar' });
    candles.plotarrow(bar.Close - bar.Open);
    candles.barcolor('#4caf50');
    candles.bgcolor('rgba(244,67,54,0.10)');
    if (index === 10) candles.signal('buy', bar.Close, 1);
    candles.close();
  });
}

function orders() {
  var order = { Id: 'string', Symbol: 'string', Price: 'number', Amount: 'number', DealAmount: 'number' };
  order.AvgPrice = order.Status = order.Type = order.Offset = 'number';
  var price = Math.floor(exchange.GetTicker().Sell / 2);
  var id = exchange.Buy(price, 0.01);
  check('Buy', typeof id === 'string');
  var placed = exchange.GetOrder(id);
  like('GetOrder', placed, order);
  check('an order that waits', placed.Status === ORDER_STATE_PENDING && placed.Type === ORDER_TYPE_BUY);
  var changed = exchange.ModifyOrder(id, 'buy', price + 1, 0.02);
  var found = exchange.GetOrder(changed);
  check('ModifyOrder', found.Price === price + 1 && found.Amount === 0.02);
  var sold = exchange.Sell(price, 0.01);
  check('Sell', exchange.GetOrder(sold).Status === ORDER_STATE_CLOSED);
  check('CreateOrder', typeof exchange.CreateOrder('', 'buy', price, 0.01) === 'string');
  var open = list('GetOrders', exchange.GetOrders(), order);
  check('open orders', open.length === 2 && exchange.GetOrders('ETH_USDT').length === 0);
  for (const one of open) check('CancelOrder', exchange.CancelOrder(one.Id) === true);
  check('no open orders', exchange.GetOrders().length === 0);
  check('past orders', list('GetHistoryOrders', exchange.GetHistoryOrders(''), order).length === 3);
}

function conditions() {
  var condition = { ConditionType: ORDER_CONDITION_TYPE_SL, SlTriggerPrice: 1, SlOrderPrice: 1 };
  var answers = {
    CreateConditionOrder: exchange.CreateConditionOrder('', 'buy', 0.01, condition),
    ModifyConditionOrder: exchange.ModifyConditionOrder('1', 'buy', 0.02, condition),
    GetConditionOrder: exchange.GetConditionOrder('1'),
    GetConditionOrders: exchange.GetConditionOrders(),
    GetHistoryConditionOrders: exchange.GetHistoryConditionOrders(),
  };
  Object.keys(answers).forEach((name) => {
    if (answers[name] === null) nulls.push(name);
  });
  check('CancelConditionOrder', exchange.CancelConditionOrder('1') === false);
  check('why', GetLastError().indexOf('condition orders') >= 0);
}

function settings() {
  exchange.SetBase('https://example.com');
  check('GetBase', exchange.GetBase() === 'https://example.com');
  exchange.SetRate(1.0);
  check('GetRate', exchange.GetRate() === 1);
  exchange.SetPrecision(2, 4);
  exchange.SetMaxBarLen(50);
  check('SetMaxBarLen', exchange.GetRecords().length === 50);
  exchange.SetTimeout(50000);
  check('IO', exchange.IO('currency', 'ETH_USDT') !== null && exchange.GetCurrency() === 'ETH_USDT');
  exchange.SetCurrency('BTC_USDT');
  like('SetContractType', exchange.SetContractType('swap'), { InstrumentID: 'string' });
  exchange.SetMarginLevel(10);
  exchange.SetDirection('buy');
  check('Buy of contracts', exchange.Buy(-1, 1) !== null);
  var held = list('GetPositions', exchange.GetPositions(), {
    Symbol: 'string',
    Amount: 'number',
    Price: 'number',
  });
  check('a position', held.length === 1 && held[0].Type === PD_LONG && held[0].MarginLevel === 10);
  exchange.SetDirection('closebuy');
  check('Sell of contracts', exchange.Sell(-1, 1) !== null && exchange.GetPositions().length === 0);
}

function main() {
  [
    runtime,
    pure,
    storage,
    telling,
    instruments,
    prices,
    account,
    charts,
    orders,
    conditions,
    settings,
  ].forEach((part) => {
    try {
      part();
    } catch (error) {
      faults.push(part.name + ' threw ' + error.message);
    }
  });
  Sleep(1);
  LogStatus('done', _D());
  return { checked: checked > 100, faults: faults, nulls: nulls };
}
