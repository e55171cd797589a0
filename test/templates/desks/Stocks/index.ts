import { createDesk, readHours } from '../../createDesk.js';

/** Has opening hours, and refuses orders while it is closed. */
export default createDesk('Stocks', { hours: readHours, options: { timeInForce: ['day', 'ioc', 'opg'] } });
