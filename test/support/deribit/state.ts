import type { Api, FixReply, Methods } from '../../../src/index.js';
import { Instruments, RecentOrders } from '../../../src/index.js';
import { type DeribitRow, instrumentSource } from './instruments.js';

/** The two parts of an API key. */
export interface DeribitKeys {
  clientId: string;
  secret: string;
}

export interface DeribitState {
  instruments: Instruments<DeribitRow, 'futures'>;
  recentOrders: RecentOrders;
}

export type DeribitApi = Api<DeribitKeys, DeribitState>;
export type DeribitMethods = Methods<DeribitKeys, DeribitState>;

/** What its lists come in. */
export type Sent = FixReply;

export function createState(): DeribitState {
  return { instruments: new Instruments(instrumentSource), recentOrders: new RecentOrders() };
}
