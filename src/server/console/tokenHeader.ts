/** The header in which the page shows its token. A page from elsewhere cannot send it: the console allows no other origin. */
export const TOKEN_HEADER = 'x-fmzproto-token';
