import type { Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import type { ApiKeys } from '../../signing/ApiKeys.js';
import type { BybitState } from './state.js';

/** What Bybit's methods are handed. */
export type BybitApi = Api<ApiKeys, BybitState>;

/** Some of Bybit's methods. */
export type BybitMethods = Methods<ApiKeys, BybitState>;
