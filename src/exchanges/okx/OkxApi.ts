import type { Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import type { OkxKeys } from './credentials.js';
import type { OkxState } from './state.js';

/** What OKX's methods are handed. */
export type OkxApi = Api<OkxKeys, OkxState>;

/** Some of OKX's methods. */
export type OkxMethods = Methods<OkxKeys, OkxState>;
