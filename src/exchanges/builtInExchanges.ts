import type { Exchange } from '../adapter/Exchange.js';

/**
 * The adapters that come with fmzproto, imported when they are asked for.
 *
 * @param options.paperState the file that Paper keeps its accounts in. @default none
 * @throws StateFileError when there is such a file, but it cannot be used.
 */
export async function builtInExchanges(
  options: { paperState?: string | undefined } = {},
): Promise<Exchange[]> {
  const [okx, bybit, paper] = await Promise.all([
    import('./okx/index.js'),
    import('./bybit/index.js'),
    import('./paper/index.js'),
  ]);
  return [okx.default, bybit.default, paper.createPaper({ stateFile: options.paperState })];
}
