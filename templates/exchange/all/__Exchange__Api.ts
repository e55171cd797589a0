import type { Api, Methods } from 'fmzproto';
import type { __Exchange__Keys } from './credentials.ts';
import type { __Exchange__State } from './state.ts';

/** What each method is handed. */
export type __Exchange__Api = Api<__Exchange__Keys, __Exchange__State>;

/** Some of the methods. */
export type __Exchange__Methods = Methods<__Exchange__Keys, __Exchange__State>;
