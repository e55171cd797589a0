import type { OkxMethods } from './OkxApi.js';

/** Any other request to OKX, answered with OKX's whole reply. It is signed when FMZ sent keys. */
export const io = {
  async io({ verb, path, params }, api) {
    const signed = api.hasKeys;
    const reply = await api.request(
      verb === 'GET' && !Array.isArray(params)
        ? { path, query: toQuery(params), signed }
        : { method: verb, path, body: params, signed },
    );
    return { data: reply.raw };
  },
} satisfies OkxMethods;

function toQuery(params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
