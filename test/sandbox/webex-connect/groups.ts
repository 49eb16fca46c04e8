import type { SeenRequest } from '../record.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';

/** A group of a contact policy, as its API tells it. */
export interface Group {
  readonly groupId: string;
  readonly name: string;
  readonly status: 'ENABLED' | 'DISABLED';
  /** Asked for by itself it is gone, and no list has it. */
  readonly isDeleted?: boolean;
}

const USUAL_PAGE = 50;
const LARGEST_PAGE = 1_000;
const NEXT_PAGE = 'X-cp-continuation-token';

export function groupsOf(count: number): Group[] {
  return Array.from({ length: count }, (_, place) => ({
    groupId: `group-${place + 1}`,
    name: `Group ${place + 1}`,
    status: 'ENABLED',
  }));
}

/** The list, page by page, or one of them: 404 where there is none, 410 where it was deleted. */
export function answerGroups(
  { path, query }: SeenRequest,
  groups: readonly Group[],
  listPath: string,
): Reply {
  if (path === listPath) return pageOf(groups, new URLSearchParams(query));
  const group = groups.find(({ groupId }) => path === `${listPath}/${groupId}`);
  if (group === undefined) throw refuse(404, 'UNKNOWN_GROUP', 'Group not found');
  if (group.isDeleted) throw refuse(410, 'DELETED_GROUP', 'Group was deleted');
  return jsonReply(JSON.stringify(told(group)));
}

/** The token of the next page comes in a header; there is none on the last. */
function pageOf(groups: readonly Group[], query: URLSearchParams): Reply {
  const size = Number(query.get('pageSize') ?? USUAL_PAGE);
  if (!(size >= 1 && size <= LARGEST_PAGE)) throw refuse(400, 'PAGE_SIZE', 'Invalid pageSize');
  const start = Number(atob(query.get('continuationToken') ?? '') || 0);
  const living = groups.filter(({ isDeleted }) => !isDeleted);
  const end = start + size;
  const reply = jsonReply(JSON.stringify(living.slice(start, end).map(told)));
  if (end >= living.length) return reply;
  return { ...reply, headers: { ...reply.headers, [NEXT_PAGE]: btoa(String(end)) } };
}

function told({ groupId, name, status }: Group) {
  const senders = [{ senderId: 'LATCHKEY', channel: 'text' }];
  const maxFrequencies = [{ maxCount: 3, period: 'WEEK', channel: 'text' }];
  const more = { tenantId: 'sandbox', groupDefault: 'ALLOWLIST' };
  return { groupId, ...more, name, senders, status, maxFrequencies };
}

function refuse(status: number, refusedAs: string, message: string): Refusal {
  const body = JSON.stringify({ code: String(status), message });
  return new Refusal({ ...jsonReply(body, status), refusedAs });
}
