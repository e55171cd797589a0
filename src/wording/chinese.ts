import { exchanges } from './chinese/exchanges.js';
import { okx } from './chinese/okx.js';
import { protocol } from './chinese/protocol.js';
import { strategy } from './chinese/strategy.js';
import { symbols } from './chinese/symbols.js';
import { terminal } from './chinese/terminal.js';
import { words } from './chinese/words.js';

/** All texts, each in Chinese: by the English of the source, which the type of `say` reads from here. */
export const chinese = {
  ...words,
  ...exchanges,
  ...okx,
  ...protocol,
  ...strategy,
  ...symbols,
  ...terminal,
} as const;
