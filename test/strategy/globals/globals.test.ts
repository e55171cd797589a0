import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  buildStrategyCode,
  runStrategy,
  type StrategyOptions,
  startStrategy,
} from '../../support/startStrategy.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;

beforeAll(async () => {
  code = await buildStrategyCode();
});

afterAll(() => code.remove());

const run = (source: string, settings: StrategyOptions['settings'] = {}) =>
  runStrategy(source, { code, settings });

/** What `main` returns whose body this is. */
async function resultOf(body: string): Promise<unknown> {
  const { end } = await run(`function main() {\n${body}\n}`);
  return end.reason === 'returned' ? end.value : end;
}

describe('_C', () => {
  test('repeats what is not true, with its arguments and the object that it is called on', async () => {
    const { end } = await run(`
      var results = [null, 0, '', false, { right: true }];
      var seen = [];
      function main() {
        _CDelay(1);
        _CDelay(0);
        var counter = { _C: _C, name: 'counter' };
        var value = counter._C(function (a, b) { seen.push([this.name, a, b]); return results.shift() }, 1, 2);
        return [value, seen.length, seen[0]];
      }
    `);
    expect(end).toMatchObject({ reason: 'returned', value: [{ right: true }, 5, ['counter', 1, 2]] });
  });

  test('can be stopped', async () => {
    const strategy = startStrategy('function main() { _C(function () { Log("once"); return null }) }', {
      code,
    });
    await expect.poll(() => strategy.lines()).toEqual(['once']);
    strategy.stop();
    expect(await strategy.ended).toMatchObject({ reason: 'stopped' });
  });

  test('what it is given throws through', async () => {
    const { end } = await run('function main() { _C(function () { throw new Error("no") }) }');
    expect(end).toMatchObject({ reason: 'threw', error: 'no' });
  });
});

describe('_G', () => {
  test('keys have no case, values are copies, null deletes', async () => {
    const { end, events } = await run(
      `function main() {
        var object = { a: [1] };
        _G('Kept', object);
        object.a.push(2);
        var copy = _G('KEPT');
        copy.a.push(3);
        var before = [_G(), _G('kept'), _G('old'), _G('missing')];
        _G('OLD', null);
        return before.concat([_G('old')]);
      }`,
      { state: { Old: 'value' } },
    );
    expect(end).toMatchObject({ value: [1, { a: [1] }, 'value', null, null] });
    expect(events.filter(({ kind }) => kind === 'state')).toEqual([
      { kind: 'state', key: 'kept', value: { a: [1] } },
      { kind: 'state', key: 'old', value: null },
    ]);
  });

  test('_G(null) forgets all', async () => {
    const { end, events } = await run(`function main() { _G('a', 0); _G(null); return [_G('a'), _G('b')] }`, {
      state: { b: false },
    });
    expect(end).toMatchObject({ value: [null, null] });
    expect(events).toContainEqual({ kind: 'state', value: null });
  });
});

test('what the log, the status bar and the profit curve are told', async () => {
  const { events } = await run(`
    function main() {
      LogStatus('now', { a: 1 }, '\`' + JSON.stringify({ type: 'table', title: 't', cols: ['c'], rows: [[1]] }) + '\`');
      LogProfit(3.5, 'after', { n: 1 });
      LogProfit('4', '&');
      LogProfit(NaN);
      LogProfitReset(10);
      LogReset();
      LogVacuum();
      EnableLog(false);
      Log('unseen');
      EnableLog(true);
      console.log('seen', 1);
    }
  `);
  expect(events).toMatchObject([
    {
      kind: 'status',
      text: 'now {"a":1}\n{0}',
      tables: [{ title: 't', cols: ['c'], rows: [['1']] }],
    },
    { kind: 'profit', value: 3.5, text: 'after {"n":1}', curveOnly: false },
    { kind: 'profit', value: 4, text: '', curveOnly: true },
    { kind: 'log', level: 'error', text: 'LogProfit: NaN is not a number' },
    { kind: 'reset', of: 'profit', keep: 10 },
    { kind: 'reset', of: 'log', keep: 0 },
    { kind: 'log', text: 'seen 1' },
    { kind: 'end' },
  ]);
});

test('charts', async () => {
  const { events } = await run(`
    function main() {
      var chart = Chart([{ title: { text: 'a' }, series: [{ data: [] }] }]);
      chart.add(0, [1, 2]);
      chart.add([0, [1, NaN], -1]);
      chart.reset(5);
      chart.del(0);
      chart.update({ title: 'b' });
      var bars = KLineChart({ overlay: true });
      bars.begin({ Time: 1, Close: 2 });
      var first = bars.plot(2, 'close', { color: 'red' });
      var second = bars.hline(3);
      bars.fill(first, second, { color: 'blue' });
      bars.signal('long', 2, 1);
      bars.close();
      try { bars.plot(1) } catch (error) { Log(error.message) }
    }
  `);
  expect(
    events.flatMap((event) => (event.kind === 'chart' ? [[event.chart, event.action, event.data]] : [])),
  ).toEqual([
    ['Chart', 'create', [{ title: { text: 'a' }, series: [{ data: [] }] }]],
    ['Chart', 'add', [0, [1, 2]]],
    ['Chart', 'add', [0, [1, null], -1]],
    ['Chart', 'reset', 5],
    ['Chart', 'delete', 0],
    ['Chart', 'update', { title: 'b' }],
    ['KLineChart', 'create', { overlay: true }],
    [
      'KLineChart',
      'add',
      {
        bar: { Time: 1, Close: 2 },
        drawn: [
          { fn: 'plot', value: 2, title: 'close', options: { color: 'red' } },
          { fn: 'hline', price: 3 },
          { fn: 'fill', first: 0, second: 1, options: { color: 'blue' } },
          { fn: 'signal', direction: 'long', price: 2, qty: 1 },
        ],
      },
    ],
  ]);
  expect(events).toContainEqual(expect.objectContaining({ text: 'plot: call begin(bar) first' }));
});

test('codes and ids', async () => {
  const value = await resultOf(`
    return [MD5('abc'), Hash('md5', 'hex', 'abc'), Encode('hmac_sha256', 'string', 'base64', 'data', 'string', 'key'), HMAC('sha256', 'base64', 'data', 'key'),
      Encode('md5', 'raw', 'hex', new Uint8Array([97, 98, 99]).buffer), StrDecode(new Uint8Array([0xd6, 0xd0]), 'gbk'), JSONParse('{"a":1}').a,
      JSON.parse('{"id": 8754613197327563525}', true).id, JSON.parse('[1]')[0], JSON.stringify({}), UUID().length, UUID() === UUID()];
  `);
  expect(value).toEqual([
    '900150983cd24fb0d6963f7d28e17f72',
    '900150983cd24fb0d6963f7d28e17f72',
    'UDH+PZicbRU3oBP6bnOdojRj/a7DtwE32Cjjas4iG9A=',
    'UDH+PZicbRU3oBP6bnOdojRj/a7DtwE32Cjjas4iG9A=',
    '900150983cd24fb0d6963f7d28e17f72',
    '中',
    1,
    '8754613197327563525',
    1,
    '{}',
    36,
    false,
  ]);
});

test('an algorithm that is not known throws where it is called', async () => {
  const { end } = await run(`function main() {\n  Encode('rot13', 'string', 'hex', '') }`);
  expect(end).toMatchObject({
    reason: 'threw',
    place: 'strategy.js:2:3',
    error: expect.stringContaining('"rot13"'),
  });
});

test('what it learns of where it runs', async () => {
  const value = await resultOf(`
    var seconds = Unix();
    return [IsVirtual(), typeof Version(), /^\\w+\\/\\w+$/.test(GetOS()), GetPid() > 0, SysInfo('ncpu') > 0, SysInfo('__proto__'), SysInfo('uid'), GetMeta(),
      Math.abs(UnixNano() / 1e9 - seconds) < 1000, PERIOD_H1, ORDER_STATE_CANCELED, PD_SHORT, _T('a', 'b'), _T('a')];
  `);
  expect(value).toEqual([
    ...[false, 'string', true, true, true, null, null, null, true, 3600, 2, 1],
    ...['[trans]a|b[/trans]', '[trans]a[/trans]'],
  ]);
});

test('libraries', async () => {
  const value = await resultOf(`
    var closes = [1, 2, 3, 4, 5];
    TA.Mine = function () { return 'mine' };
    return [_.sum === undefined, _.max(closes), _.template('<%= a %>')({ a: 1 }), new Decimal('0.1').plus('0.2').toString(), TA.MA(closes, 5)[4],
      talib.SMA(closes, 5)[4], TA.MA(closes, 2) instanceof Array, TA.Mine()];
  `);
  expect(value).toEqual([true, 5, '1', '0.3', 3, 3, true, 'mine']);
});

test('numbers with many digits', async () => {
  const value = await resultOf(`
    return [BigDecimal(BigInt('123456789012345678901234567890')).plus('0.1').toString(), BigDecimal('1').div(3).toFixed(30),
      BigDecimal(3) * BigDecimal(Math.pow(10, 2)), (BigDecimal(BigInt('2500000')) / BigDecimal(Math.pow(10, 6))).toString(), BigFloat(2).sqrt().toFixed(40)];
  `);
  expect(value).toEqual([
    '1.234567890123456789012345678901e+29',
    '0.333333333333333333333333333333',
    300,
    '2.5',
    '1.4142135623730950488016887242096980785697',
  ]);
});

test('math', async () => {
  const value = await resultOf(`
    return [math.sum([1, [2, 3]]), math.sum(1, 2), math.mean([2, 4, 9]), math.std([2, 4, 4, 4, 5, 5, 7, 9]).toFixed(6), math.variance(1, 2, 3), math.median([5, 1, 3, 2]),
      math.min(3, 1, 2), math.max([3, 1]), math.abs(-2), math.abs([-1, [2]]), math.round(1.256, 2), math.mod(-1, 3), math.prod(2, 3), math.pow(2, 3), math.std(7)];
  `);
  expect(value).toEqual([6, 3, 5, '2.138090', 1, 2.5, 1, 3, 2, [1, [2]], 1.26, 2, 6, 8, 0]);
});

test('TextEncoder and TextDecoder', async () => {
  const value = await resultOf(`
    var bytes = new TextEncoder().encode('均a');
    return [Array.from(bytes), new TextDecoder().decode(bytes), new TextDecoder('gbk').decode(new Uint8Array([0xd6, 0xd0]).buffer), new TextDecoder().encoding, new TextDecoder().decode()];
  `);
  expect(value).toEqual([[0xe5, 0x9d, 0x87, 0x61], '均a', '中', 'utf-8', '']);
});

test('commands come one by one', async () => {
  const strategy = startStrategy(
    `function main() {
      var seen = [GetCommand()];
      Log('ready');
      for (var command; seen.length < 3; Sleep(1)) if ((command = GetCommand())) seen.push(command);
      return seen.concat([GetCommand()]);
    }`,
    { code },
  );
  await expect.poll(() => strategy.lines()).toEqual(['ready']);
  strategy.command('buy:1');
  strategy.command('stop');
  expect(await strategy.ended).toMatchObject({ value: [null, 'buy:1', 'stop', null] });
});

test('what cannot be had says so once', async () => {
  const { end, lines } = await run(`
    function main() {
      var values = [Mail('smtp', 'a', 'b', 'c', 'd', 'e'), Mail_Go('smtp').wait(), GetChannelData(7), GetChannelData(8)];
      SetChannelData({ a: 1 });
      values.push(exchange.CreateConditionOrder('BTC_USDT', 'buy', 1, {}), exchange.CancelConditionOrder('1'), GetLastError() !== null, exchange.Go('GetConditionOrders').wait(), exchange.GetUSDCNY(), exchange.IO('extend'), exchange.IO('extend'));
      try { threading.Serve('http://127.0.0.1:0', function () {}) } catch (error) { Log(error.message.split(':')[0]) }
      return values.concat([GetChannelData(), EventLoop(-1), EventLoop(5)]);
    }
  `);
  expect(end).toMatchObject({
    value: [false, false, null, null, null, false, true, null, null, null, null, { a: 1 }, null, null],
  });
  expect(lines()).toEqual([
    expect.stringMatching(/^error: Mail: /),
    expect.stringMatching(/^error: GetChannelData: /),
    expect.stringMatching(/^error: Paper CreateConditionOrder: condition orders have no form/),
    expect.stringMatching(/^error: Paper GetUSDCNY: /),
    expect.stringMatching(/^error: Paper IO: IO has no command "extend"/),
    'threading.Serve is not available',
  ]);
});
