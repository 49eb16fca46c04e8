import { JsonNumber, type LosslessValue, parseLossless } from '../../../domain/lossless-json.ts';
import { SECOND } from '../../../domain/time.ts';

/** What a delivery says: its event, and every value by the path to it. */
export interface DeliveryContent {
  event: string | null;
  fields: { path: string; text: string; masked: boolean }[];
  /** More than are shown. */
  more: number;
}

/** What systems call the name of an event, in this order. */
const EVENT_NAMES = ['event', 'eventType', 'event_type', 'type', 'eventName'];
/** A page of a thousand lines helps nobody. */
const MOST_FIELDS = 200;
/** Whoever looks over a shoulder must not get a credential: "download_token", "passcode". */
const SECRET = /token$|secret$|password$|passcode$|^pwd$|^authorization$|^api_?key$/i;

/** Names of times: "event_ts", "start_time", "createdAt". */
const TIME = /(^|_)(ts|time|timestamp|at|date)$|(Time|Timestamp|At|Date)$/;

/** The instant (epoch milliseconds) that a value names in seconds or milliseconds; `null` for what is none. */
export function instantIn(path: string, text: string): number | null {
  if (!TIME.test(path.split('.').at(-1) ?? '') || !/^\d{10}(\d{3})?$/.test(text)) return null;
  return text.length === 10 ? Number(text) * SECOND : Number(text);
}

/** The body's values; `null` for a body that is not JSON. */
export function readDelivery(body: string): DeliveryContent | null {
  let value: LosslessValue;
  try {
    value = parseLossless(body);
  } catch {
    return null;
  }
  const named = eventIn(value);
  // It has a line of its own.
  const all = [...leavesOf(value, [])].filter(({ path }) => path.join() !== named?.name);
  const fields = all.slice(0, MOST_FIELDS).map(({ path, text }) => {
    const name = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
    return { path: path.join('.') || '(the body)', text, masked: text !== '' && SECRET.test(name) };
  });
  return { event: named?.event ?? null, fields, more: all.length - fields.length };
}

/** The event, and the member that names it. */
function eventIn(value: LosslessValue): { name: string; event: string } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if (value instanceof JsonNumber) return null;
  for (const name of EVENT_NAMES) {
    const event = value[name];
    if (typeof event === 'string') return { name, event };
  }
  return null;
}

type Leaf = { path: string[]; text: string };

function* leavesOf(value: LosslessValue, path: string[]): Generator<Leaf> {
  if (value instanceof JsonNumber) yield { path, text: value.digits };
  else if (typeof value !== 'object' || value === null) {
    yield { path, text: typeof value === 'string' ? value : String(value) };
  } else {
    const children = Object.entries(value);
    if (children.length === 0) yield { path, text: Array.isArray(value) ? '[]' : '{}' };
    for (const [name, child] of children) yield* leavesOf(child, [...path, name]);
  }
}
