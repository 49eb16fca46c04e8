import type { ProviderCard } from '../../domain/provider-card.ts';
import { type Reader, readersOf } from '../import/readings.ts';
import { entriesIn } from './mail-entries.ts';
import { EXPIRES, labelReaderFor, NAME } from './mail-labels.ts';
import {
  MAIL_FORMS,
  type MailForm,
  type MailValue,
  name,
  type Shape,
  writtenDate,
} from './mail-shapes.ts';
import { LONGEST_MAIL, mailLines } from './mail-text.ts';

/** One key as a mail has it. Holds secrets: it goes into the form, and nowhere else. */
export interface MailKey {
  /** By the names of the system's fields, and `NAME` and `EXPIRES`. */
  values: ReadonlyMap<string, MailValue>;
  /** What the mail names and nobody could read. */
  unread: readonly string[];
}

/** What a mail says. */
export type MailReading =
  | { found: 'nothing' }
  | { found: 'too-long' }
  /** It holds several keys, and it cannot be told what belongs to which. */
  | { found: 'tangled' }
  | { found: 'keys'; provider: ProviderCard; keys: readonly MailKey[] };

/** Reads the mail in which a system sends a new key. Changes nothing, keeps nothing. */
export function readActivationMail(text: string, systems: readonly ProviderCard[]): MailReading {
  if (text.length > LONGEST_MAIL) return { found: 'too-long' };
  const lines = mailLines(text);
  const readings = readersOf(systems).flatMap((reader) => {
    const form = MAIL_FORMS.find(({ provider }) => provider === reader.provider.id);
    return form === undefined ? [] : [readingOf(lines, reader, form)];
  });
  return readings.find(({ found }) => found !== 'nothing') ?? { found: 'nothing' };
}

const COMMON_SHAPES: ReadonlyMap<string, Shape> = new Map([
  [NAME, name],
  [EXPIRES, writtenDate],
]);

function readingOf(
  lines: readonly string[],
  reader: Reader,
  { shapes, own }: MailForm,
): MailReading {
  const shapeOf = (target: string) => shapes.get(target) ?? COMMON_SHAPES.get(target);
  const read = entriesIn(lines, { targetOf: labelReaderFor(reader), shapeOf });
  const said = read.flatMap(({ target, read: value }) => (value ? [{ target, ...value }] : []));
  if (!said.some(({ target }) => own.includes(target))) return { found: 'nothing' };
  const { provider } = reader;
  const count = Math.max(...own.map((target) => sureValues(said, target).length));
  if (count < 2) return { found: 'keys', provider, keys: [oneKey(said, read)] };
  const keys = keysApart(said, own);
  return keys.length === count ? { found: 'keys', provider, keys } : { found: 'tangled' };
}

/** A label with the value that was read for it. */
type Said = MailValue & { target: string };

/** Every value once, whatever its case. */
function distinct(said: readonly Said[]): Said[] {
  return [...new Map(said.map((each) => [each.value.toLowerCase(), each])).values()];
}

function sureValues(said: readonly Said[], wanted: string): Said[] {
  return distinct(said.filter(({ target, doubt }) => target === wanted && doubt === null));
}

/** What a mail says of one key. A value that it says twice in different ways is in doubt. */
function oneKey(said: readonly Said[], named: readonly { target: string }[]): MailKey {
  const targets = [...new Set(said.map(({ target }) => target))];
  const values = targets.map((target) => {
    const sure = sureValues(said, target);
    const [first, ...others] =
      sure.length > 0 ? sure : distinct(said.filter((each) => each.target === target));
    const { value = '', doubt = null } = first ?? {};
    const several: MailValue['doubt'] = others.length > 0 ? 'several' : doubt;
    return [target, { value, doubt: several }] as const;
  });
  const all = new Set(named.map(({ target }) => target));
  return { values: new Map(values), unread: [...all].filter((each) => !targets.includes(each)) };
}

/**
 * The keys of a mail that has several, one below the other: each begins where a label comes again.
 * What only some of them have may be another's, and is left away; none where their labels do not
 * come in the same order.
 */
function keysApart(said: readonly Said[], own: readonly string[]): MailKey[] {
  const blocks = blocksOf(said).filter((block) => own.every((target) => has(block, target)));
  const shared = new Set(
    blocks[0]
      ?.map(({ target }) => target)
      .filter((target) => blocks.every((one) => has(one, target))),
  );
  const kept = blocks.map((block) => block.filter(({ target }) => shared.has(target)));
  const orders = new Set(kept.map((block) => block.map(({ target }) => target).join()));
  if (orders.size !== 1) return [];
  const byName = new Map(kept.map((block) => [namedBy(block, own), block]));
  return [...byName.values()].map((block) => oneKey(block, []));
}

function blocksOf(said: readonly Said[]): Said[][] {
  const blocks: Said[][] = [];
  for (const each of said) {
    const last = blocks.at(-1);
    if (last === undefined || has(last, each.target)) blocks.push([each]);
    else last.push(each);
  }
  return blocks;
}

function has(block: readonly Said[], wanted: string): boolean {
  return block.some(({ target }) => target === wanted);
}

function namedBy(block: readonly Said[], own: readonly string[]): string {
  return block
    .filter(({ target }) => own.includes(target))
    .map(({ value }) => value.toLowerCase())
    .join();
}
