import { randomUUID } from 'node:crypto';

/** An id for a request that is not an order: nobody has used it before. */
export const requestId = (): string => randomUUID();
