/** How ccxt writes down what it sends. */
export const SERIALIZERS = [
  'json',
  'urlencode',
  'urlencodeNested',
  'urlencodeWithArrayRepeat',
  'rawencode',
] as const;
export type Serializer = (typeof SERIALIZERS)[number];
