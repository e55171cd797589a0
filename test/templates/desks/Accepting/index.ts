import { createDesk } from '../../createDesk.js';

/** Accepts orders before it places them. */
export default createDesk('Accepting', {
  accepted({ status, reason }) {
    if (status === 'failed') return { code: 'E7', refused: reason };
    return status === 'accepted' ? 'waiting' : 'placed';
  },
});
