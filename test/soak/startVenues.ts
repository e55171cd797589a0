import { defaultAccount as bybitAccount } from '../doubles/bybit/BybitAccount.js';
import { startBybitDouble } from '../doubles/bybit/startBybitDouble.js';
import type { Fault as FixFault } from '../doubles/ctrader/CtraderAcceptor.js';
import { startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import type { FaultKind } from '../doubles/exchange/Fault.js';
import { defaultAccount as okxAccount } from '../doubles/okx/OkxAccount.js';
import { startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { startOkxStream } from '../doubles/okx/stream/startOkxStream.js';

const faults: readonly FaultKind[] = [
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'status', status: 502, body: 'bad gateway' },
  { kind: 'status', status: 503 },
  { kind: 'status-after', status: 500 },
  { kind: 'html', status: 504 },
  { kind: 'slow', ms: 300 },
  { kind: 'never' },
  { kind: 'half-body' },
  { kind: 'broken-json' },
  { kind: 'json', body: [] },
];
const fixFaults: readonly FixFault[] = [
  'lose',
  'cutBefore',
  'cutAfter',
  'hang',
  'refuse',
  'logout',
  'garbage',
  'wrongChecksum',
];

/** Doubles of exchanges that things go wrong with. */
export async function startVenues() {
  const [okx, bybit, ctrader] = await Promise.all([
    startOkxDouble(),
    startBybitDouble(),
    startCtraderDouble(),
  ]);
  const stream = await startOkxStream(okx, 1000);
  let count = 0;
  return {
    flags: [
      ...[`OKX=${okx.url}`, `OKX.stream=${stream.url}`, `Bybit=${bybit.url}`],
      ...[`CTrader=${ctrader.trade}`, `CTrader.quote=${ctrader.quote}`],
    ].flatMap((address) => ['--base-url', address]),
    keys: {
      OKX: { access_key: okxAccount.accessKey, secret_key: `${okxAccount.secret},${okxAccount.passphrase}` },
      Bybit: { access_key: bybitAccount.accessKey, secret_key: bybitAccount.secret },
      CTrader: ctrader.keys,
      Paper: { access_key: 'me', secret_key: 'a-secret-key' },
      'paper/OKX': { access_key: 'me', secret_key: 'a-secret-key' },
    },
    /** Lets one more thing go wrong, each time another one. */
    async disturb(): Promise<void> {
      const fault = faults[count % faults.length];
      const fixFault = fixFaults[count % fixFaults.length];
      count += 1;
      if (fault) for (const venue of [okx, bybit]) venue.fault({ match: '*', times: 3, ...fault });
      if (count % 5 === 0) await ctrader.fault(count % 10 === 0 ? 'D' : 'V', fixFault);
      if (count % 7 === 0) await ctrader.cut();
      if (count % 4 === 0) stream.cut();
    },
    disturbances: () => count,
    /** From now on, all goes well. What was asked before is forgotten: a test's own books would be taken for a leak. */
    calm(): void {
      for (const venue of [okx, bybit]) venue.clearFaults();
    },
    close: () => Promise.all([stream.close(), okx.close(), bybit.close(), ctrader.close()]),
  };
}
