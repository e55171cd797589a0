import type { __Exchange__Methods } from './__Exchange__Api.ts';

/** Any other request to the exchange's own API: its parameters go into the query, whatever the verb. */
export const io = {
  async io({ verb, path, params }, api) {
    const query = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
    const reply = await api.request({ method: verb, path, query, signed: api.hasKeys });
    return { data: reply.raw };
  },
} satisfies __Exchange__Methods;
