import { say } from '../../wording/say.js';
import type { Planner } from './Plan.js';

/** A line as an order has one: 0 of a buy, 1 of a sale, 2 of a cancellation, whose price is the order's id. */
export const planLog: Planner = ([type, price, amount, ...words]) => {
  if (Number(type) === 2)
    return {
      value: undefined,
      log: {
        level: 'cancel',
        text: String(price ?? ''),
        words: [amount, ...words].filter((word) => word !== undefined && word !== null),
      },
    };
  const text = say('{order} at {price}', {
    order: String(amount ?? ''),
    price: Number(price) > 0 ? String(price) : say('market'),
  });
  return { value: undefined, log: { level: Number(type) === 1 ? 'sell' : 'buy', text, words } };
};
