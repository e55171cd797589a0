import { quote } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';
import { UsageError } from './errors.js';

/**
 * Refuses the marks of a Chinese keyboard, such as a full-width comma or colon.
 *
 * @throws UsageError that shows the value as it was meant.
 */
export function refuseFullWidth(flag: string, value: string): void {
  const plain = value.normalize('NFKC').replaceAll('、', ',').replaceAll('。', '.');
  if (plain === value) return;
  throw new UsageError(
    say('{flag} has full-width characters: did you mean {plain}?', {
      flag: `${flag} ${quote(value)}`,
      plain: quote(plain),
    }),
  );
}
