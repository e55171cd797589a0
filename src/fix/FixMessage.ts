import { say } from '../wording/say.js';

/** The tag that ends each message. */
const CHECK_SUM = 10;

/** A field as it is on the wire: its tag and its text. */
export type FixField = readonly [tag: number, value: string];

/** An entry of a repeating group, or a whole message: fields in their order, looked up by tag. */
export class FixFields {
  /** In the order in which they came: digits and repeated tags are as they were sent. */
  readonly fields: readonly FixField[];

  constructor(fields: readonly FixField[]) {
    this.fields = fields;
  }

  /** The first value of a tag; `undefined` where it is absent. @example message.get(37) // '4711' */
  get(tag: number): string | undefined {
    for (const [known, value] of this.fields) if (known === tag) return value;
    return undefined;
  }

  /**
   * The entries of a repeating group, such as the levels of a book. An entry begins with the tag that stands right behind the
   * count, and ends where that comes again, or a tag that is none of its members.
   *
   * @param count the tag that says how many there are: 268.
   * @param members all tags that an entry may hold.
   * @returns none where the count is absent or 0.
   * @throws MalformedGroup where there are more or fewer than the message says.
   * @example message.group(268, [269, 270, 271]).map((entry) => entry.get(270))
   */
  group(count: number, members: readonly number[]): FixFields[] {
    const start = this.fields.findIndex(([tag]) => tag === count);
    const said = this.fields[start]?.[1];
    if (said === undefined) return [];
    const first = this.fields[start + 1]?.[0];
    const entries: FixField[][] = [];
    let end: number | undefined;
    for (const field of this.fields.slice(start + 1)) {
      if (!members.includes(field[0])) {
        end = field[0];
        break;
      }
      if (field[0] === first) entries.push([field]);
      else entries.at(-1)?.push(field);
    }
    if (!/^\d{1,9}$/.test(said) || Number(said) !== entries.length)
      throw new MalformedGroup({ count, said, found: entries.length, end });
    return entries.map((entry) => new FixFields(entry));
  }
}

/** A message of FIX: its header, its body and its trailer, in their order. */
export class FixMessage extends FixFields {
  /** MsgType (35): `8`. */
  get type(): string {
    return this.get(35) ?? '';
  }
}

/** A repeating group holds another number of entries than it says. */
export class MalformedGroup extends Error {
  override readonly name = 'MalformedGroup';

  /** @param facts.end the tag behind it, where entries are missing. */
  constructor({
    count,
    said,
    found,
    end,
  }: { count: number; said: string; found: number; end?: number | undefined }) {
    const facts = { count, said: said.slice(0, 20), found };
    super(
      end === undefined || end === CHECK_SUM || found > Number(said)
        ? say('the message says {count}={said} and holds {found} such entries', facts)
        : say(
            'the message says {count}={said} and holds {found} such entries: tag {end} is none of their members',
            { ...facts, end },
          ),
    );
  }
}
