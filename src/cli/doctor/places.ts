import type { Exchange } from '../../adapter/Exchange.js';
import { type MovedAddresses, movedTo } from '../../adapter/hosts.js';
import type { Credentials } from '../../protocol/envelope.js';
import { CallerKeys } from '../../runtime/keys.js';

/** Where an exchange is reached over HTTP, each address once. */
export function addressesOf(exchange: Exchange, moved: MovedAddresses): URL[] {
  const origins = exchange.addresses.map((address) => movedTo(moved, address) ?? address.origin);
  return [...new Set(origins)].map((origin) => new URL(origin));
}

/** Where the FIX lines of an exchange are, by their names; `undefined` for one whose address is in keys that are not there. */
export function linesOf(
  exchange: Exchange,
  moved: MovedAddresses,
  given: Credentials,
): { line: string; url: URL | undefined }[] {
  return exchange.withDefinition(({ fix, credentials }) => {
    const keys = new CallerKeys(credentials, given, { plain: false }).readable;
    return Object.entries(fix?.lines ?? {}).map(([line, { address }], index) => {
      const leads = index === 0 && exchange.addresses.length === 0;
      const other = moved.get(line.toLowerCase()) ?? (leads ? moved.get('') : undefined);
      const own = address instanceof Function ? keys && address(keys.value) : address;
      const text = other ?? own;
      return { line, url: text !== undefined && URL.canParse(text) ? new URL(text) : undefined };
    });
  });
}
