import { createDesk, readHours } from '../../createDesk.js';

/** Has opening hours, and keeps limit orders until it opens. */
export default createDesk('Queues', {
  hours: readHours,
  whileClosed: 'queues',
  options: { timeInForce: ['day', 'ioc', 'opg'], extendedHours: true },
});
