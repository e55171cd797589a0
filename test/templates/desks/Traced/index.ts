import { createDesk, traceOpen } from '../../createDesk.js';

/** Without client order ids, but with another way to find an order. */
export default createDesk('Traced', { clientOrderIds: false, trace: traceOpen });
