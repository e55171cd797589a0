/** HTTP verbs that an exchange's API may want. */
export const verbs = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;

export type Verb = (typeof verbs)[number];
