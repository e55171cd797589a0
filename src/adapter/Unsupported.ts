import { ProtocolError } from '../protocol/ProtocolError.js';

/**
 * The exchange lacks what was asked for.
 *
 * @example throw new Unsupported('OKX does not support GetFundings')
 */
export class Unsupported extends ProtocolError {}
