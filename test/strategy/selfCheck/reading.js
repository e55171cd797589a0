// What FMZ's own self-check of its JavaScript goes through, in words of this project: each part calls functions of one kind
// and looks at what comes back. `WEB` and `SOCKET` are addresses of the test.

var faults = [];
var nulls = [];
var checked = 0;

function check(name, fine) {
  checked += 1;
  if (!fine) faults.push(name);
}

/** What comes back has these fields, of these kinds. */
function like(name, value, fields) {
  if (value === null || value === undefined) {
    nulls.push(name);
    return;
  }
  Object.keys(fields).forEach((field) => {
    check(name + '.' + field, typeof value[field] === fields[field]);
  });
}

function list(name, value, fields) {
  if (!Array.isArray(value)) nulls.push(name);
  else for (const row of value.slice(0, 3)) like(name, row, fields || {});
  return value || [];
}

function runtime() {
  check('Version', typeof Version() === 'string' && Version() !== '');
  check('GetOS', /^\w+\/\w+$/.test(GetOS()));
  check('GetPid', GetPid() > 0);
  check('IsVirtual', IsVirtual() === false);
  check('Unix', Math.abs(Unix() - Date.now() / 1000) < 60);
  check('UnixNano', Math.abs(UnixNano() / 1e6 - Date.now()) < 60000);
  check('_D', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(_D()) && /^19(69|70)-/.test(_D(0)));
  check('GetLastError', GetLastError() === null);
  check('GetCommand', GetCommand() === null);
  if (GetMeta() === null) nulls.push('GetMeta');
}

function pure() {
  check('_N', _N(1.23456, 2) === 1.23 && _N(123.456, 0) === 123);
  check('MD5', MD5('abc') === '900150983cd24fb0d6963f7d28e17f72');
  var uuid = UUID();
  check('UUID', uuid.length === 36 && uuid !== UUID());
  check('_Cross', _Cross([1, 2, 3], [3, 2, 1]) === 1 && _Cross([3, 2, 1], [1, 2, 3]) === -1);
  var sha = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  check('Encode', Encode('sha256', 'string', 'hex', 'abc', '', '') === sha);
  var hmac = '5031fe3d989c6d1537a013fa6e739da23463fdaec3b70137d828e36ace221bd0';
  check('Encode with a key', Encode('hmac_sha256', 'string', 'hex', 'data', 'string', 'key') === hmac);
  check('StrDecode', StrDecode('abc', 'gbk') === 'abc');
  var parsed = JSONParse('{"a":1,"b":[true,"x"],"c":{"d":2.5}}');
  check('JSONParse', parsed.a === 1 && parsed.b[1] === 'x' && parsed.c.d === 2.5);
}

function storage() {
  _G('text', 'v1');
  _G('number', 42);
  check('_G', _G('text') === 'v1' && _G('number') === 42);
  _G('number', null);
  check('_G deletes', _G('number') === null && _G('text') === 'v1');
  _G(null);
  check('_G wipes', _G('text') === null);
  DBExec('CREATE TABLE IF NOT EXISTS kept(id INTEGER PRIMARY KEY, k TEXT)');
  DBExec("INSERT INTO kept(k) VALUES('hello')");
  var rows = DBExec('SELECT id, k FROM kept ORDER BY id DESC LIMIT 3');
  check('DBExec', JSON.stringify(rows) === '{"columns":["id","k"],"values":[[1,"hello"]]}');
  SetChannelData({ hello: 1 });
  check('channel', GetChannelData().hello === 1);
  check('SetData', exchange.SetData('plain', { k: 1 }) === 7);
  exchange.SetData('rows', [
    [1000, 'first'],
    [3000, 'second'],
  ]);
  check(
    'GetData',
    exchange.GetData('rows').Data === 'second' && exchange.GetData('rows', 0, 2000).Data === 'first',
  );
  check(
    'GetData on a miss',
    exchange.GetData('nothing').Data === null && exchange.GetData('plain').Data === null,
  );
}

function telling() {
  LogProfit(0);
  LogProfitReset(0);
  LogStatus('self-check', _D());
  EnableLog(true);
  SetErrorFilter('');
  check('Mail', Mail('', '', '', '', '', '') === false);
  check('HttpQuery', HttpQuery(WEB) === 'found');
  var full = HttpQuery(WEB, { debug: true });
  check(
    'HttpQuery in full',
    full.StatusCode === 200 && full.Body === 'found' && typeof full.Header === 'object',
  );
  var connection = Dial(SOCKET);
  check('Dial', connection !== null && connection.read(5000) === 'hello');
  connection.close();
}

function instruments() {
  check('exchanges', exchanges.length === 1 && exchanges[0] === exchange);
  check('names', exchange.GetName() === 'Paper' && exchange.GetLabel() === 'paper');
  check('pair', exchange.GetCurrency() === 'BTC_USDT' && exchange.GetBaseCurrency() === 'BTC');
  check('GetQuoteCurrency', exchange.GetQuoteCurrency() === 'USDT');
  check('GetPeriod', exchange.GetPeriod() === 60);
  check('GetContractType', exchange.GetContractType() === '');
  var fields = {
    Symbol: 'string',
    BaseAsset: 'string',
    QuoteAsset: 'string',
    TickSize: 'number',
    AmountSize: 'number',
  };
  fields.PricePrecision = fields.AmountPrecision = fields.MinQty = 'number';
  var markets = exchange.GetMarkets();
  like('GetMarkets', markets.BTC_USDT, fields);
  fields.CtVal = 'number';
  like('GetMarkets', markets['BTC_USDT.swap'], fields);
  if (exchange.GetUSDCNY() === null) nulls.push('GetUSDCNY');
}

function prices() {
  var ticker = {
    Symbol: 'string',
    Last: 'number',
    Buy: 'number',
    Sell: 'number',
    High: 'number',
    Low: 'number',
  };
  ticker.Open = ticker.Volume = ticker.Time = 'number';
  like('GetTicker', exchange.GetTicker(), ticker);
  check('GetTickers', list('GetTickers', exchange.GetTickers(), ticker).length > 1);
  var depth = exchange.GetDepth();
  list('Asks', depth.Asks, { Price: 'number', Amount: 'number' });
  list('Bids', depth.Bids, { Price: 'number', Amount: 'number' });
  check('GetDepth', depth.Asks[0].Price > depth.Bids[0].Price && depth.Asks[1].Price > depth.Asks[0].Price);
  var bar = {
    Time: 'number',
    Open: 'number',
    High: 'number',
    Low: 'number',
    Close: 'number',
    Volume: 'number',
  };
  check('GetRecords', list('GetRecords', exchange.GetRecords(), bar).length > 100);
  check('GetRecords of 5 minutes', list('GetRecords', exchange.GetRecords(PERIOD_M5, 50), bar).length === 50);
  check(
    'GetTrades',
    list('GetTrades', exchange.GetTrades(), { Price: 'number', Amount: 'number', Type: 'number' }).length > 0,
  );
  list('GetFundings', exchange.GetFundings('BTC_USDT.swap'), {
    Rate: 'number',
    Time: 'number',
    Interval: 'number',
  });
  var asked = exchanges.map((one) => one.Go('GetTicker'));
  for (const one of asked) like('Go', one.wait(), ticker);
  like('_C', _C(exchange.GetTicker), ticker);
}

function account() {
  like('GetAccount', exchange.GetAccount(), {
    Balance: 'number',
    FrozenBalance: 'number',
    Stocks: 'number',
    FrozenStocks: 'number',
    Equity: 'number',
    UPnL: 'number',
  });
  list('GetAssets', exchange.GetAssets(), { Currency: 'string', Amount: 'number', FrozenAmount: 'number' });
  check('GetPositions', list('GetPositions', exchange.GetPositions()).length === 0);
}
