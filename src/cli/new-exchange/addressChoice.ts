import { readLineAddress } from '../../adapter/fixLines.js';
import { quote } from '../../protocol/oneLine.js';
import { messageOf } from '../../protocol/thrown.js';
import type { ProtocolName } from '../../scaffold/ExchangeChoices.js';
import { say } from '../../wording/say.js';
import { originOf } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';

/** An address with the name of an exchange before it. */
export const NAMED = /^[\p{L}\p{N}/-]+=/u;

/**
 * The address of an exchange.
 *
 * @throws UsageError where its protocol is spoken at none such.
 */
export function readAddress(protocol: ProtocolName, address: string): string {
  const example = protocol === 'fix' ? 'fix+tls://fix.example.com:5212' : 'https://api.example.com';
  if (NAMED.test(address)) {
    const named = address.slice(address.indexOf('=') + 1);
    throw new UsageError(
      say('--base-url takes an address without a name: {address}', {
        address: URL.canParse(named) ? named : example,
      }),
    );
  }
  return protocol === 'fix' ? readLine(address, example) : readOrigin(address, example);
}

/** What is wrong with an address that was typed at a question; `undefined` where nothing is. */
export function faultOfAddress(protocol: ProtocolName, text: string): string | undefined {
  try {
    readAddress(protocol, text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function readOrigin(address: string, example: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    const facts = { address: quote(address), example };
    throw new UsageError(
      url && /^fix(\+tls)?:$/.test(url.protocol)
        ? say(
            '--base-url {address} is an address of FIX: add --protocol fix, or write one like {example}',
            facts,
          )
        : say('--base-url {address} is not an address: write it like {example}', facts),
    );
  }
  requireHost(url, address, example);
  return originOf(url, '', say("; paths go into the adapter's methods"));
}

function readLine(address: string, example: string): string {
  const url = readLineAddress(address);
  if (!url) {
    throw new UsageError(
      say(
        '--base-url {address} is not an address of FIX, with a port: write it like {example}; fix:// is for this machine alone',
        { address: quote(address), example },
      ),
    );
  }
  requireHost(url, address, example);
  return `${url.protocol}//${url.host}`;
}

/** A host may hold quotes, and the address goes into code. */
function requireHost({ host }: URL, address: string, example: string): void {
  if (/^[a-z0-9.:[\]-]+$/i.test(host)) return;
  throw new UsageError(
    say('--base-url {address} does not have a valid host name: write it like {example}', {
      address: quote(address),
      example,
    }),
  );
}
