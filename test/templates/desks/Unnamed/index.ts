import { createDesk } from '../../createDesk.js';

/** Without client order ids. */
export default createDesk('Unnamed', { clientOrderIds: false });
