import { ProtocolError } from '../../protocol/ProtocolError.js';
import { listed, say } from '../../wording/say.js';

/** Which keys are missing, and where they belong. */
export function describeMissing(name: string, missing: readonly string[]): string {
  const keys = listed(missing.map((key) => (key === 'password' ? say('password (its passphrase)') : key)));
  if (missing.includes('apiKey'))
    return say(
      "{name} needs {keys}: the access key is the apiKey, other keys belong in FMZ's secret key box",
      { name, keys },
    );
  const pairs = missing.map((key) => `${key}=...`).join(',');
  return say("{name} needs {keys}: add {pairs} to FMZ's secret key box", { name, keys, pairs });
}

/** An address is shown to everybody: a private key in its place would be told to the exchange. */
export function checkWallet(
  name: string,
  { walletAddress, privateKey = '' }: Readonly<Record<string, string>>,
  required: readonly string[],
): void {
  if (required.includes('walletAddress') && !/^0x[\da-f]{40}$/i.test(walletAddress ?? '')) {
    throw new ProtocolError(
      say("{name} needs a walletAddress of 0x and 40 hexadecimal digits: check FMZ's two key boxes", {
        name,
      }),
    );
  }
  const hexadecimal = required.includes('walletAddress') ? /^(0x)?[\da-f]{64}$/i : /^(?!0x[\da-f]{40}$)/i;
  if (required.includes('privateKey') && !hexadecimal.test(privateKey)) {
    throw new ProtocolError(
      say("{name} needs a private key, not an address: check FMZ's two key boxes", { name }),
    );
  }
}
