import type { Reply } from '../reply.ts';
import { answer, fixture, invalid, nothingThere } from './reply.ts';
import type { ZoomSession } from './sessions.ts';

/** What is asked below "/videosdk" or "/cobrowsesdk". */
export interface Asked {
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly sessions: readonly ZoomSession[];
  page<T>(items: readonly T[]): { page_size: number; next_page_token: string; items: T[] };
  countList(): Record<string, string>;
  readonly nowMs: number;
}

const DAY_MS = 24 * 60 * 60_000;
const LONGEST_RANGE_DAYS = 31;
const OLDEST_DAYS = 184;

/** `null`: there is no such address. */
export function videoAnswer(asked: Asked): Reply | null {
  const [first, id, ...rest] = asked.parts;
  if (first === 'sessions' && id === undefined) return listSessions(asked);
  if (first === 'sessions' && id !== undefined) return aboutSession(asked, id, rest);
  if (first === 'recordings' && id === undefined) return listed(asked, 'sessions', []);
  return first === 'report' && id !== undefined ? report(asked, id) : null;
}

function listSessions(asked: Asked): Reply {
  const range = rangeIn(asked);
  const headers = asked.countList();
  const live = (asked.query.get('type') ?? 'live') === 'live';
  const found = asked.sessions.filter(({ start_time: start }) => {
    const day = start.slice(0, 10);
    return !live && day >= range.from && day <= range.to;
  });
  const { items, ...page } = asked.page(found);
  const reply = answer({ ...range, ...page, sessions: items });
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function aboutSession(asked: Asked, id: string, rest: readonly string[]): Reply | null {
  const session = asked.sessions.find((one) => one.id === id);
  if (!session) throw nothingThere(`Session does not exist: ${id}.`);
  const [what, userOrPart, last] = rest;
  if (what === undefined) return answer(session);
  if (what === 'recordings') return answer({ session_id: id, recording_files: [] });
  if (what !== 'users') return null;
  if (userOrPart === undefined) return listed(asked, 'users', [userOf(id)]);
  if (userOrPart === 'qos') return listed(asked, 'users', [qosOf(id, 'U1')]);
  if (userOrPart === 'sharing') return listed(asked, 'users', []);
  return last === 'qos' ? answer(qosOf(id, userOrPart)) : null;
}

function report(asked: Asked, name: string): Reply | null {
  if (name === 'daily') return { ...answer({}), body: fixture('daily-report.json') };
  const range = rangeIn(asked);
  if (name === 'telephone') return listed(asked, 'telephony_usage', [], range);
  if (name === 'operationlogs') return listed(asked, 'operation_logs', [], range);
  return name === 'cloud_recording' ? answer({ ...range, cloud_recording_storage: [] }) : null;
}

function listed(asked: Asked, name: string, all: readonly unknown[], more: object = {}): Reply {
  const { items, ...page } = asked.page(all);
  return answer({ ...more, ...page, [name]: items });
}

/** Source: Zoom, "List sessions": a month at most, within the last six. */
function rangeIn({ query, nowMs }: Asked): { from: string; to: string } {
  const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')];
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days < 0 || days > LONGEST_RANGE_DAYS) {
    throw invalid('to', 'The range must be within one month.');
  }
  if (nowMs - Date.parse(from) > OLDEST_DAYS * DAY_MS) {
    throw invalid('from', 'Only available for the last 6 months.');
  }
  return { from, to };
}

function dayIn(query: URLSearchParams, name: string): string {
  const day = query.get(name) ?? '';
  if (/^\d{4}-\d\d-\d\d$/.test(day)) return day;
  throw invalid(name, 'Invalid field.');
}

function userOf(sessionId: string) {
  return {
    id: 'U1',
    name: `User of ${sessionId}`,
    device: 'Windows',
    join_time: '2026-03-01T10:00:00Z',
  };
}

/** Every value is a string. */
function qosOf(sessionId: string, id: string) {
  const audio = { bitrate: '27.15 kbps', latency: '5 ms', jitter: '2 ms', avg_loss: '0%' };
  return { session_id: sessionId, id, user_qos: [{ audio_input: audio }] };
}
