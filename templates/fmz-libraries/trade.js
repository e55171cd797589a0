/*
$.Buy and those beside it, as FMZ's template for spot trading has them. Each takes the exchange object first; without one it takes
the global `exchange`. `fmzproto run` evaluates this before a strategy's own libraries, which may put other functions in
their place.

  $.Buy(e, amount), $.Sell(e, amount)     {price, amount} of what was traded, or null; the amount is cut to the exchange's step
  $.CancelPendingOrders(e, type)          cancels the open orders of the pair, or those of one type; whether there were any
  $.GetAccount(e, waits)                  the account; with `waits` once nothing is frozen any more
  $.Cross(fast, slow)                     bars since the EMA of so many bars crossed the other; below 0: since it fell below
*/

(() => {
  // How often an order that was not filled is placed anew, and how long each is waited for, in ms.
  const MOST = 5;
  const WAIT = 500;
  // By exchange.
  const markets = new Map();

  // Most take the exchange first, but may do without.
  function withExchange(run) {
    return (first, ...rest) =>
      typeof first === 'object' && first !== null ? run(first, ...rest) : run(exchange, first, ...rest);
  }

  // What a sum of floats is short of a whole step does not count.
  function cutToStep(e, amount) {
    if (!markets.has(e)) markets.set(e, e.GetMarkets() || {});
    const step = markets.get(e)[e.GetCurrency()]?.AmountSize;
    return _N(step > 0 ? Math.floor(amount / step + 1e-6) * step : amount, 10);
  }

  // The level of the book by which the whole amount is there.
  function priceFor(levels, amount) {
    let sum = 0;
    for (const { Price, Amount } of levels) {
      sum += Amount;
      if (sum >= amount) return Price;
    }
    return levels[levels.length - 1].Price;
  }

  function trade(e, side, amount) {
    let done = 0;
    let money = 0;
    for (let round = 0; round < MOST; round += 1) {
      const left = cutToStep(e, amount - done);
      if (!(left > 0)) break;
      const depth = _C(e.GetDepth);
      const id = e[side](priceFor(side === 'Buy' ? depth.Asks : depth.Bids, left), left);
      // It may have been carried out where no answer came: it is never sent again.
      if (id === null) break;
      let order = _C(e.GetOrder, id);
      if (order.Status === ORDER_STATE_PENDING) {
        Sleep(WAIT);
        e.CancelOrder(id);
        order = _C(e.GetOrder, id);
        // Another one beside an order that is open would be too much.
        if (order.Status === ORDER_STATE_PENDING) round = MOST;
      }
      done += order.DealAmount;
      money += order.DealAmount * order.AvgPrice;
    }
    return done > 0 ? { price: money / done, amount: _N(done, 10) } : null;
  }

  $.Buy = withExchange((e, amount) => trade(e, 'Buy', amount));
  $.Sell = withExchange((e, amount) => trade(e, 'Sell', amount));

  $.CancelPendingOrders = withExchange((e, type) => {
    const orders = _C(e.GetOrders).filter((order) => type === undefined || order.Type === type);
    for (const { Id } of orders) e.CancelOrder(Id);
    return orders.length > 0;
  });

  $.GetAccount = withExchange((e, waits) => {
    for (;;) {
      const account = _C(e.GetAccount);
      if (!waits || (account.FrozenBalance === 0 && account.FrozenStocks === 0)) return account;
      Sleep(WAIT);
    }
  });

  $.Cross = (fast, slow) => {
    const records = _C(exchange.GetRecords);
    return _Cross(TA.EMA(records, fast), TA.EMA(records, slow));
  };
})();
