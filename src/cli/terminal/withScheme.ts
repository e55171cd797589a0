/**
 * The address that was meant where only its scheme is missing; `undefined` where something else is typed.
 *
 * @example withScheme('127.0.0.1:6666/OKX') // 'http://127.0.0.1:6666/OKX'
 */
export function withScheme(text: string): string | undefined {
  return /^([\w.-]+|\[[\da-f:.]+\]):\d+(\/\S*)?$/i.test(text) ? `http://${text}` : undefined;
}
