import { ProtocolError } from '../../protocol/ProtocolError.js';

/** A function that no plugin can be asked for: it fails each time, and is told once. */
export class UnavailableError extends ProtocolError {}
