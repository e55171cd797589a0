import { expect, test } from 'vitest';
import { useStrategies } from '../support/useStrategies.js';

const { runHere } = useStrategies();

test('an order on spot lives its life, as the newer and the older functions tell it', async () => {
  const { end, lines, events } = await runHere(
    `function main() {
       var before = exchange.GetAccount();
       var price = _round(exchange.GetTicker().Buy * 0.9);
       var id = exchange.Buy(price, 0.0123456789, 'first', '#ff0000');
       var open = exchange.GetOrders()[0], found = exchange.GetOrder(id);
       var frozen = exchange.GetAccount().FrozenBalance;
       var other = exchange.CreateOrder('ETH_USDT', 'sell', -1, 0.5);
       var canceled = exchange.CancelOrder(id, 'too low');
       var again = exchange.CancelOrder(id);
       var done = exchange.GetHistoryOrders('ETH_USDT');
       return {
         types: [typeof id, open.Id === id, found.Id === id, open.Status, open.Type, open.Amount, found.Price === price],
         frozen: Math.abs(frozen - price * 0.012345) < 0.01,
         canceled: [canceled, again, exchange.GetOrders().length, exchange.GetOrder(id).Status],
         sold: [done.length, done[0].Id === other, done[0].Status, done[0].Type, done[0].DealAmount],
         stocks: before.Stocks === exchange.GetAccount().Stocks,
         eth: exchange.GetAssets().filter(function (one) { return one.Currency === 'ETH' })[0].Amount,
       };
     }
     function _round(x) { return Math.floor(x) }`,
    { exchanges: [{ precision: 'auto' }] },
  );
  expect(end).toMatchObject({
    reason: 'returned',
    value: {
      types: ['string', true, true, 0, 0, 0.012345, true],
      frozen: true,
      canceled: [true, false, 0, 2],
      sold: [1, true, 1, 1, 0.5],
      stocks: true,
      eth: 9.5,
    },
  });
  const states = events.flatMap((event) => (event.kind === 'order' ? [`${event.side} ${event.state}`] : []));
  expect(states).toEqual(['buy open', 'sell open', 'buy canceled', 'sell filled']);
  expect(lines().map((line) => line.replace(/\d{4,}/g, 'N'))).toEqual([
    'buy: 0.N at N first',
    'sell: 0.5 at market',
    expect.stringMatching(/^cancel: BTC-USDT,N too low$/),
    expect.stringMatching(/^error: Paper CancelOrder: /),
  ]);
});

test('a position of a perpetual opens and closes by SetDirection', async () => {
  const { end } = await runHere(
    `function main() {
       var contract = exchange.SetContractType('swap');
       exchange.SetMarginLevel(5);
       exchange.SetDirection('buy');
       exchange.Buy(-1, 3);
       var wrong = exchange.Sell(-1, 3), why = GetLastError();
       var held = exchange.GetPosition();
       exchange.SetDirection('closebuy');
       exchange.Sell(-1, 3);
       var left = exchange.GetPositions();
       var funding = exchange.GetFundings('BTC_USDT.swap')[0];
       return [contract.instrument, exchange.GetContractType(), wrong, why, held.length, held[0].Type, held[0].Amount, held[0].MarginLevel,
         held[0].ContractType, held[0].Symbol, left.length, typeof funding.Rate, funding.Interval];
     }`,
    { exchanges: [{ name: 'Futures_Paper' }] },
  );
  expect(end).toMatchObject({
    value: [
      ...['BTC_USDT.swap', 'swap', null, 'direction is buy, invalid order type Sell', 1, 0, 3, 5, 'swap'],
      ...['BTC_USDT.swap', 0, 'number', 28_800_000],
    ],
  });
});

test('several exchanges keep what is set apart, and their own keys', async () => {
  const { end } = await runHere(
    `function main() {
       exchanges[1].SetCurrency('LTC_USDT');
       exchanges[0].Buy(-1, 1000);
       return [exchanges.length, exchange === exchanges[0]].concat(exchanges.map(function (one) {
         return [one.GetName(), one.GetLabel(), one.GetCurrency(), one.GetTicker().Symbol, one.GetPeriod(), one.GetAccount().Balance];
       }));
     }`,
    {
      exchanges: [{ label: 'a' }, { name: 'Other', label: 'b', currency: 'ETH_USDT', period: 3600 }],
      keys: [
        { access_key: 'first', secret_key: '' },
        { access_key: 'second', secret_key: '' },
      ],
    },
  );
  expect(end).toMatchObject({
    value: [
      2,
      true,
      ['Paper', 'a', 'BTC_USDT', 'BTC_USDT', 60, expect.closeTo(9000, -1)],
      ['Other', 'b', 'LTC_USDT', 'LTC_USDT', 3600, 10_000],
    ],
  });
});
