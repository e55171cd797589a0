import { ProtocolError } from '../protocol/ProtocolError.js';

/**
 * The exchange lacks what was asked for. The line names the exchange itself, so that nothing is put in front of it.
 *
 * @example throw new Unsupported('OKX does not support GetFundings')
 */
export class Unsupported extends ProtocolError {}
