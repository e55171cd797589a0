import { createDesk } from '../../createDesk.js';

/** With client order ids. */
export default createDesk('Named', {});
