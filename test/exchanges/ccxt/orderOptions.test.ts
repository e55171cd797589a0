import { describe, expect, test, vi } from 'vitest';
import { knownIds } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { describeWrite } from './describeWrite.js';
import { putOffline, UNREACHABLE } from './offlineExchange.js';
import { spotOrder, swapOrder } from './offlineOrders.js';
import { openOffline } from './signWrites.js';

const OPTIONS = ['timeInForce=ioc', 'timeInForce=fok', 'postOnly=true'];
const REDUCES = 'reduceOnly=true';
const NAMED = /^\w+ does not take (timeInForce=(ioc|fok)|postOnly) for BTC_USDT(\.swap)? through ccxt$/;

/**
 * Whose API has the very words that ccxt has, so that it hands them on as they are. On others these would be ignored: the
 * order would wait, or take, though it must not.
 */
const OWN_WORDS: Readonly<Record<string, RegExp>> = {
  timeInForce:
    /^(backpack|bingx|bitvavo|blockchaincom|btcmarkets|bybit(eu|id)?|bydfi|hashkey|kucoin(futures)?|poloniex|toobit|xt)$/,
  postOnly: /^(backpack|bitvavo|btcmarkets|kucoin(futures)?|whitebit)$/,
};

type Kind = 'spot' | 'swap';

/** What a limit buy with options sends, without what differs at another time, or why it is refused. */
async function signBuys(id: string, kind: Kind, types: readonly string[]): Promise<Map<string, string>> {
  const symbol = kind === 'spot' ? 'BTC_USDT' : 'BTC_USDT.swap';
  const order = kind === 'spot' ? spotOrder : swapOrder;
  const amount = kind === 'spot' ? '0.0123' : '37';
  // Hyperliquid's prices have five digits at most.
  const price = id === 'hyperliquid' ? '12346' : '12345.6';
  const shots = [];
  for (const now of [1_795_000_000_000, 1_795_100_000_123]) {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const exchange = await openOffline(id, kind, { hedged: false, order });
    const shot = [];
    for (const type of types) shot.push(await exchange.call('trade', { symbol, type, price, amount }));
    await exchange.close();
    vi.useRealTimers();
    shots.push(shot);
  }
  const [first = [], second = []] = shots;
  return new Map(
    types.map((type, index) => {
      const [sent, again] = [first[index]?.sent.at(-1), second[index]?.sent.at(-1)];
      return [type, sent && again ? describeWrite(sent, again) : `refused: ${first[index]?.error}`];
    }),
  );
}

describe.each(knownIds.filter((id) => !Object.hasOwn(UNREACHABLE, id)))('%s', (id) => {
  test('each option that it takes changes what is sent', async () => {
    const { has } = new (await putOffline(id, 'spot', spotOrder))({});
    const kinds: Kind[] = [...(has.spot ? ['spot' as const] : []), ...(has.swap ? ['swap' as const] : [])];
    for (const kind of kinds) {
      const options = kind === 'swap' ? [...OPTIONS, REDUCES] : OPTIONS;
      const lines = await signBuys(id, kind, [
        'buy',
        'closesell',
        ...options.map((option) => `buy;${option}`),
      ]);
      const plain = lines.get('buy');
      const told = OPTIONS.map((option) => lines.get(`buy;${option}`) ?? '');
      // Nothing at all is sent by some.
      if (plain?.startsWith('refused: ')) continue;
      for (const line of told) if (line.startsWith('refused: ')) expect(line.slice(9)).toMatch(NAMED);
      const sent = [plain, ...told.filter((line) => !line.startsWith('refused: '))];
      expect(new Set(sent).size, `${kind}:\n${sent.join('\n')}`).toBe(sent.length);
      for (const line of told) {
        const added = line.split(' ').filter((field) => !plain?.split(' ').includes(field));
        const [only, ...more] = added.map((field) => field.split('=')[0] ?? '');
        const words = more.length === 0 && !plain?.includes(`${only}=`) ? OWN_WORDS[only ?? ''] : undefined;
        if (words) expect(id, line).toMatch(words);
      }
      if (kind === 'swap') expect(lines.get(`buy;${REDUCES}`)).toBe(lines.get('closesell'));
    }
  });
});
