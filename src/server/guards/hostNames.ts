import { hostname } from 'node:os';
import { quote } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';

/** Names under which only machines of one network find each other, so that nobody else can point one at this machine. */
const OWN_NETWORK = /\.(localhost|local|internal)$/;
/** How a URL tells an IPv4 address from a name, whatever it is written like. */
const ADDRESS = /^\[|(^|\.)(\d+|0x[\da-f]*)$|:.*:/;

/**
 * Says why a request for a host is refused: a web page whose name has been pointed at this machine (DNS rebinding) asks for
 * that name, and a browser would let the page read the answer.
 *
 * @param isOwn whether a name in lower case was given to this plugin.
 * @example createHostCheck((name) => name === 'plugin.example.com')('evil.example:6666')
 */
export function createHostCheck(
  isOwn: (name: string) => boolean,
): (host: string | undefined) => string | undefined {
  const machine = hostname().toLowerCase();
  let last: string | undefined;
  return (host) => {
    // A client says the same each time.
    if (host === undefined || host === last) return undefined;
    const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
    const taken =
      !name.includes('.') || ADDRESS.test(name) || OWN_NETWORK.test(name) || name === machine || isOwn(name);
    if (!taken)
      return say(
        'the Host header {host} is not a name of this plugin: use its IP address in the service address, or start serve with --host and that name',
        { host: quote(host) },
      );
    last = host;
    return undefined;
  };
}
