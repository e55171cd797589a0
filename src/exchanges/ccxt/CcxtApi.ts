import type { Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import type { CcxtKeys } from './credentials.js';
import type { Connection } from './instance/connect.js';
import type { CcxtState } from './state.js';

export type CcxtApi = Api<CcxtKeys, CcxtState, Connection>;
export type CcxtMethods = Methods<CcxtKeys, CcxtState, Connection>;
