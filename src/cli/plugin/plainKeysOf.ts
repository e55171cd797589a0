import type { Exchange } from '../../adapter/Exchange.js';
import type { Credentials } from '../../protocol/envelope.js';
import { CallerKeys } from '../../runtime/keys.js';

/** What of the keys is no secret, as the exchange has it: an address, say. Nothing of keys that it cannot read. */
export function plainKeysOf(exchange: Exchange, given: Credentials): readonly string[] {
  return exchange.withDefinition(({ credentials, plainKeys }) => {
    const known = new CallerKeys(credentials, given, { plain: false }).readable;
    return (known && plainKeys?.(known.value)) ?? [];
  });
}
