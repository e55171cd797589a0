/** JSON in which a bigint is a number with all its digits, as the exchange writes its ids. */
export function toJson(body: unknown): string {
  const text = JSON.stringify(body, (_key, value: unknown) =>
    typeof value === 'bigint' ? `bigint:${value}` : value,
  );
  return text.replaceAll(/"bigint:(-?\d+)"/g, '$1');
}
