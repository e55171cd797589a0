import { parseReply, type SessionDefinition } from 'fmzproto';
import { tokenReply } from './replies.ts';
import type { __Exchange__Keys, __Exchange__Session } from './sign.ts';
import type { __Exchange__State } from './state.ts';

/** The token that requests carry: asked for once an account, and again before it expires or when it is refused. */
export const session: SessionDefinition<__Exchange__Keys, __Exchange__State, __Exchange__Session> = {
  async open(api) {
    // FILL IN: path of the token, the names of its fields, and what it is asked for with; some want it in a header.
    const reply = await api.request({
      method: 'POST',
      path: '/oauth2/token',
      form: {
        grant_type: 'client_credentials',
        client_id: api.keys.accessKey,
        client_secret: api.keys.secret,
      },
    });
    const { access_token, expires_in } = parseReply(tokenReply, reply).data;
    return { token: access_token, expires: api.now() + Number(expires_in) * 1000 };
  },
  // FILL IN: which refusal of a request means that its token is no longer good.
  isOver: (_error, reply) => reply.status === 401,
  expiresAt: ({ expires }) => expires,
};
