import type { MethodName } from '../../../protocol/methods.js';
import type { CcxtApi } from '../CcxtApi.js';
import { venueOf } from '../instance/connect.js';
import { has } from '../instance/has.js';
import { parseRow } from '../rows/parseRow.js';
import { serverTime } from '../rows/serverTime.js';
import { quietKeys } from './quietKeys.js';
import { travel } from './travel.js';

/** Measures the exchange's clock, for this request and all that follow; whether that can be done. */
export async function measureClock(api: CcxtApi, method: MethodName, since: number): Promise<boolean> {
  const venue = venueOf(api.state, quietKeys(api));
  const exchange = await venue.keyless();
  if (!has(exchange.has, 'fetchTime')) return false;
  const tell = async () => {
    const { value } = await travel(api, { method, unpaced: true, shared: true }, {}, () =>
      exchange.fetchTime(),
    );
    return parseRow(serverTime, value);
  };
  return venue.clock.measure(tell, since, api).then(
    () => true,
    () => false,
  );
}
