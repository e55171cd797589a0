import { afterAll, beforeAll, expect } from 'vitest';
import { createCcxtLibrary } from '../../../src/exchanges/ccxt/library/createCcxtLibrary.js';
import { type RecordingServer, startRecordingServer } from '../../../src/testing.js';
import { type BitvavoDouble, bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import { defaultAccount } from '../../doubles/ctrader/CtraderAccount.js';
import { type CtraderDouble, startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { createMarkerFinder } from '../../support/findMarkers.js';
import { type Envelope, type Plugin, startPlugin } from '../../support/startPlugin.js';
import { type EvilServer, startEvil } from './startEvil.js';

/** They occur nowhere else. */
const markers = {
  'access key': '9c7ae01b-4d52-4e86-a3f1-70b6d2958e4c',
  secret: 'C4NARY7Q1OKX9SECRET2W8Z5M3T6V0XB',
  passphrase: 'Pf3-canary-W9kzq7',
  'FIX password': 'fIx-c4n4rY-pa55w0rd-8Tz',
  'access key of Bitvavo': bitvavoKeys.access_key,
  'secret of Bitvavo': bitvavoKeys.secret_key,
};

export const keysOf = {
  OKX: { access_key: markers['access key'], secret_key: `${markers.secret},${markers.passphrase}` },
  Bybit: { access_key: markers['access key'], secret_key: markers.secret },
  bitvavo: bitvavoKeys,
  CTrader: {
    access_key: defaultAccount.sender,
    secret_key: `${markers['FIX password']},host=ctrader.invalid`,
  },
};
export type Venue = keyof typeof keysOf;
export const venues: readonly Venue[] = ['OKX', 'Bybit', 'bitvavo', 'CTrader'];

/** The plugin in front of doubles of four exchanges, and a server of somebody else beside them, for all tests of the file. */
export function useEscapes() {
  const finder = createMarkerFinder(markers);
  let started:
    | {
        plugin: Plugin;
        http: RecordingServer;
        bitvavo: BitvavoDouble;
        ctrader: CtraderDouble;
        evil: EvilServer;
      }
    | undefined;
  const running = () => {
    if (!started) throw new Error('nothing runs');
    return started;
  };

  beforeAll(async () => {
    const http = await startRecordingServer(() => ({ body: { code: '0', retCode: 0, data: [] } }));
    const bitvavo = await startBitvavo();
    const account = { ...defaultAccount, password: markers['FIX password'] };
    const ctrader = await startCtraderDouble({ accounts: [account] });
    const plugin = await startPlugin({
      baseUrls: {
        ...{ OKX: http.url, Bybit: http.url, bitvavo: bitvavo.url },
        ...{ CTrader: ctrader.trade, 'CTrader.quote': ctrader.quote },
      },
      library: createCcxtLibrary(),
    });
    started = { plugin, http, bitvavo, ctrader, evil: await startEvil() };
    // What is loaded once, and both sessions: from now on, what is sent is what is asked for.
    for (const [venue, method, params] of [
      ['bitvavo', 'markets', {}],
      ['bitvavo', 'accounts', {}],
      ['CTrader', 'orders', {}],
      ['CTrader', 'ticker', { symbol: 'EUR_USD.swap' }],
    ] as const)
      expect(await plugin.call(venue, method, params, keysOf[venue])).not.toHaveProperty('error');
  });
  afterAll(async () => {
    if (!started) return;
    const { plugin, http, bitvavo, ctrader, evil } = started;
    await plugin.stop();
    await Promise.all([http.close(), bitvavo.close(), ctrader.close(), evil.close()]);
    expect(evil.visits).toEqual([]);
    expect(finder.inText('the log', plugin.log())).toEqual([]);
  });

  /** What arrived at the doubles of exchanges so far. */
  const arrived = async () => {
    const { http, bitvavo, ctrader } = running();
    return http.requests.length + bitvavo.requests.length + (await ctrader.received()).length;
  };

  /** A text of a table with the address of the server of somebody else. */
  const fill = (text: string) =>
    text.replaceAll('EVIL', running().evil.host).replaceAll('PORT', String(running().evil.port));

  async function io(
    venue: Venue,
    path: string,
    { verb = 'GET', params = '{}' }: { verb?: string | undefined; params?: string } = {},
  ): Promise<Envelope> {
    const { plugin, evil } = running();
    const { access_key, secret_key } = keysOf[venue];
    const body = `{"access_key":"${access_key}","secret_key":"${secret_key}","method":${JSON.stringify(`__api_${fill(path)}`)},"nonce":1730275031047002000,"params":${fill(params)}}`;
    const { status, text, envelope } = await plugin.post(`/${venue}`, body, { 'Http-Method': verb });
    expect(status).toBe(200);
    expect(finder.inText('the answer', text)).toEqual([]);
    expect(evil.visits).toEqual([]);
    return envelope;
  }

  return {
    ...{ running, fill, io },
    /** Asks for what has to be refused: nothing is sent to anybody, and the answer is one sentence. */
    async refused(
      venue: Venue,
      path: string,
      options: { verb?: string; params?: string } = {},
    ): Promise<string> {
      const before = await arrived();
      const envelope = await io(venue, path, options);
      expect(envelope).toEqual({ error: expect.stringMatching(/^[^\r\n]+$/) });
      expect(envelope.error).not.toMatch(/internal error|outcome|unknown whether/);
      expect(await arrived()).toBe(before);
      return envelope.error ?? '';
    },
  };
}
