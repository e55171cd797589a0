/** One request that sets a leverage. */
interface LeverageSetting {
  /** Whose leverage it is. */
  side: 'long' | 'short' | 'both';
  /** What has to be said beside the leverage. */
  params: object;
}

/** What an exchange is asked where its settings depend on it. */
interface Account {
  /** Whether it keeps long and short positions apart. */
  isHedged(): Promise<boolean>;
  /** The margin mode of the contract. */
  marginMode(): Promise<string | undefined>;
}

type Settings = (level: string, account: Account) => LeverageSetting[] | Promise<LeverageSetting[]>;

const both = (params: object = {}): LeverageSetting[] => [{ side: 'both', params }];
const each = (toParams: (side: 'long' | 'short') => object): LeverageSetting[] =>
  (['long', 'short'] as const).map((side) => ({ side, params: toParams(side) }));

/** A leverage given alone means isolated margin: cross margin stays what it is. */
const gate: Settings = async (level, { marginMode }) =>
  both((await marginMode()) === 'cross' ? { cross_leverage_limit: level } : {});

/** Orders are placed in cross margin where an exchange asks. */
const SETTINGS: Readonly<Record<string, Settings>> = {
  bingx: async (_level, { isHedged }) =>
    (await isHedged()) ? each((side) => ({ side: side.toUpperCase() })) : both({ side: 'BOTH' }),
  gate,
  gateeu: gate,
  lighter: () => both({ marginMode: 'cross' }),
  mexc: () => each((side) => ({ openType: 2, positionType: side === 'long' ? 1 : 2 })),
  phemex: async (level, { isHedged }) =>
    both((await isHedged()) ? { longLeverageRr: level, shortLeverageRr: level } : {}),
  poloniex: async (_level, { isHedged }) =>
    (await isHedged())
      ? each((side) => ({ marginMode: 'cross', hedged: true, posSide: side.toUpperCase() }))
      : both({ marginMode: 'cross' }),
  xt: () => each((side) => ({ positionSide: side.toUpperCase() })),
};

/** The requests that set a leverage on an exchange: one for both sides, or one each. */
export async function leverageSettingsOf(
  id: string,
  level: string,
  account: Account,
): Promise<LeverageSetting[]> {
  return Object.hasOwn(SETTINGS, id) ? (SETTINGS[id]?.(level, account) ?? both()) : both();
}
