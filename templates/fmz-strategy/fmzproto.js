/*
fmzproto for strategies: FMZ's functions that a docker may not forward to a general protocol plugin.

How to use it
  1. fmz.com, Strategies, New strategy: type "Template library", language JavaScript. Paste this whole file, save.
  2. In your own strategy tick this library under "Templates".
  3. Call $.GetPositions(exchange, "BTC_USDT.swap") instead of exchange.GetPositions("BTC_USDT.swap").

Each function takes the exchange object first; without one it takes the global `exchange`. It returns FMZ's own structure,
or null where it failed: the reason is in the log, and in GetLastError() where FMZ has it.

  $.GetPositions(e, symbol)                            [Position]; no symbol: all; ranges: "USDT.swap", "USD.futures"
  $.SetMarginLevel(e, symbol, marginLevel)             true
  $.GetFundings(e, symbol)                             [Funding]; no symbol: all; ranges as above
  $.GetMarkets(e)                                      {symbol: Market}
  $.GetTickers(e)                                      [Ticker]
  $.ModifyOrder(e, orderId, type, price, amount)       the order's id; a price or an amount of -1 stays as it is

null from $.SetMarginLevel and $.ModifyOrder does not prove that nothing happened: look before you call again.

策略端的 fmzproto：补上托管者可能不会转发给通用协议插件的 FMZ 函数。

使用方法
  1. 在 fmz.com 的策略库新建策略，类型选“模板类库”，语言选 JavaScript，粘贴本文件的全部内容并保存。
  2. 在自己的策略的“模板”一栏勾选这个类库。
  3. 用 $.GetPositions(exchange, "BTC_USDT.swap") 代替 exchange.GetPositions("BTC_USDT.swap")。

每个函数的第一个参数是交易所对象，省略时使用全局的 exchange。返回值是 FMZ 自己的数据结构，失败时返回 null，原因见日志，
或见 GetLastError()。

  $.GetPositions(e, symbol)                            [Position]；不传 symbol 为全部；也可传 "USDT.swap"、"USD.futures"
  $.SetMarginLevel(e, symbol, marginLevel)             true
  $.GetFundings(e, symbol)                             [Funding]；symbol 同上
  $.GetMarkets(e)                                      {symbol: Market}
  $.GetTickers(e)                                      [Ticker]
  $.ModifyOrder(e, orderId, type, price, amount)       订单 id；价格或数量传 -1 表示不变

$.SetMarginLevel 和 $.ModifyOrder 返回 null 并不证明什么都没有发生：再次调用之前请先查询。
*/

// biome-ignore-all lint/complexity/useArrowFunction: ES5, for any engine of FMZ's docker
// biome-ignore-all lint/style/useTemplate: ES5, for any engine of FMZ's docker

(function () {
  function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  function isAbsent(value) {
    return value === undefined || value === null || value === '';
  }

  function show(value) {
    var text = JSON.stringify(value);
    return text && text.length > 200 ? text.slice(0, 200) + '...' : text;
  }

  // The comma of an order id is valid in a query as it is, and arrives even where nothing decodes it.
  function encode(value) {
    return encodeURIComponent(String(value)).replace(/%2C/g, ',');
  }

  function toQuery(names, values) {
    var pairs = [];
    names.forEach(function (name, index) {
      if (!isAbsent(values[index])) pairs.push(name + '=' + encode(values[index]));
    });
    return pairs.join('&');
  }

  // What IO hands over: the data or the whole {data} of the plugin, as an object or as its text.
  function toData(answer) {
    var value = typeof answer === 'string' ? JSON.parse(answer) : answer;
    if (!isObject(value)) return value;
    if (!isAbsent(value.error)) throw new Error(String(value.error));
    return 'data' in value ? value.data : value;
  }

  // What writes guesses neither the account nor a value.
  function missingOf(first, names, params) {
    var missing = names.filter(function (_, index) {
      return isAbsent(params[index]);
    });
    return isAbsent(first) ? ['the exchange'].concat(missing) : missing;
  }

  function request(verb, method, names, values, convert) {
    var first = values[0];
    var named = typeof first === 'string' || typeof first === 'number';
    var e = named || isAbsent(first) ? exchange : first;
    var path = '/fmz/' + method;
    var params = named ? values : values.slice(1);
    var missing = verb === 'POST' ? missingOf(first, names, params) : [];
    if (missing.length > 0) {
      Log('fmzproto ' + path + ': ' + missing.join(', ') + ' missing, nothing was sent');
      return null;
    }
    var answer = e.IO('api', verb, path, toQuery(names, params));
    // The docker has logged why.
    if (isAbsent(answer)) return null;
    try {
      return convert(toData(answer));
    } catch (error) {
      Log('fmzproto ' + path + ': ' + error.message + ', from ' + show(answer));
      return null;
    }
  }

  function textOf(row, name) {
    if (typeof row[name] !== 'string' || row[name] === '') throw new Error(name + ' is not a text');
    return row[name];
  }

  function numberOf(row, name) {
    var value = typeof row[name] === 'string' && row[name] !== '' ? Number(row[name]) : row[name];
    if (typeof value !== 'number' || !(Math.abs(value) < Infinity))
      throw new Error(name + ' is not a number');
    return value;
  }

  function directionOf(row) {
    if (row.type === 'long') return PD_LONG;
    if (row.type === 'short') return PD_SHORT;
    throw new Error('type is neither long nor short');
  }

  function listOf(toItem) {
    return function (data) {
      if (!Array.isArray(data)) throw new Error('the answer is not a list');
      return data.map(toItem);
    };
  }

  function toPosition(row) {
    return {
      MarginLevel: numberOf(row, 'margin_level'),
      Amount: numberOf(row, 'amount'),
      FrozenAmount: numberOf(row, 'frozen_amount'),
      Price: numberOf(row, 'price'),
      Profit: numberOf(row, 'profit'),
      Type: directionOf(row),
      ContractType: textOf(row, 'contract_type'),
      Margin: numberOf(row, 'margin'),
      Symbol: textOf(row, 'symbol'),
      Info: row,
    };
  }

  function toFunding(row) {
    return {
      Symbol: textOf(row, 'symbol'),
      Interval: numberOf(row, 'interval'),
      Time: numberOf(row, 'time'),
      Rate: numberOf(row, 'rate'),
      Info: row,
    };
  }

  function toTicker(row) {
    return {
      Info: row,
      High: numberOf(row, 'high'),
      Low: numberOf(row, 'low'),
      Sell: numberOf(row, 'sell'),
      Buy: numberOf(row, 'buy'),
      Last: numberOf(row, 'last'),
      Volume: numberOf(row, 'vol'),
      OpenInterest: 0,
      Symbol: textOf(row, 'symbol'),
      Time: numberOf(row, 'time'),
      Open: numberOf(row, 'open'),
    };
  }

  var marketNumbers = {
    tick_size: 'TickSize',
    amount_size: 'AmountSize',
    price_precision: 'PricePrecision',
    amount_precision: 'AmountPrecision',
    min_qty: 'MinQty',
    max_qty: 'MaxQty',
    min_notional: 'MinNotional',
    max_notional: 'MaxNotional',
    ct_val: 'CtVal',
  };

  function toMarket(row) {
    var market = {
      Symbol: textOf(row, 'symbol'),
      BaseAsset: textOf(row, 'base_asset'),
      QuoteAsset: textOf(row, 'quote_asset'),
    };
    Object.keys(marketNumbers).forEach(function (name) {
      if (!isAbsent(row[name])) market[marketNumbers[name]] = numberOf(row, name);
    });
    if (!isAbsent(row.ct_val_ccy)) market.CtValCcy = textOf(row, 'ct_val_ccy');
    market.Info = row;
    return market;
  }

  function toMarkets(data) {
    if (!isObject(data)) throw new Error('the answer is not an object');
    var markets = {};
    Object.keys(data).forEach(function (symbol) {
      markets[symbol] = toMarket(data[symbol]);
    });
    return markets;
  }

  function toTrue(data) {
    if (data !== true) throw new Error('the answer is not true');
    return true;
  }

  function toId(data) {
    if (!isObject(data)) throw new Error('the answer is not an object');
    return textOf(data, 'id');
  }

  $.GetPositions = function (e, symbol) {
    return request('GET', 'positions', ['symbol'], [e, symbol], listOf(toPosition));
  };

  $.SetMarginLevel = function (e, symbol, marginLevel) {
    var names = ['symbol', 'margin_level'];
    return request('POST', 'setmarginlevel', names, [e, symbol, marginLevel], toTrue);
  };

  $.GetFundings = function (e, symbol) {
    return request('GET', 'fundings', ['symbol'], [e, symbol], listOf(toFunding));
  };

  $.GetMarkets = function (e) {
    return request('GET', 'markets', [], [e], toMarkets);
  };

  $.GetTickers = function (e) {
    return request('GET', 'tickers', [], [e], listOf(toTicker));
  };

  $.ModifyOrder = function (e, orderId, type, price, amount) {
    var names = ['id', 'type', 'price', 'amount'];
    return request('POST', 'modifyorder', names, [e, orderId, type, price, amount], toId);
  };
})();
