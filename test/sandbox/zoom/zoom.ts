import type { SeenRequest } from '../record.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call, System } from '../system.ts';
import { cobrowseAnswer } from './cobrowse.ts';
import { zoomKey } from './keys.ts';
import { createLimits, type ZoomLimits } from './limits.ts';
import { createPaging, type ZoomPages } from './paging.ts';
import { readPath, type ZoomPath, zoomBase } from './path.ts';
import { answer, fixture, nothingThere } from './reply.ts';
import { makeSessions, type ZoomSession } from './sessions.ts';
import { createSettings } from './settings.ts';
import { verifyToken } from './token.ts';
import { type Asked, videoAnswer } from './video.ts';

export { zoomKey, zoomSubaccount } from './keys.ts';
export { zoomBase } from './path.ts';
export { awkwardIds } from './sessions.ts';

/** The handles that a test has on this system. */
export interface Zoom extends ZoomLimits, ZoomPages {
  /** Sessions of each account, newest first; a test may put others in their place. */
  readonly sessions: Map<string, ZoomSession[]>;
  /** The settings of an account as they are now. */
  settingsOf(accountId?: string): Record<string, unknown>;
  /** What every answer carries for Zoom's support. */
  readonly trackingId: string;
}

/** Zoom's Video SDK, Cobrowse SDK and account APIs. Source: seed 003 */
export function createZoom(now: () => number): { readonly system: System; readonly handles: Zoom } {
  const settings = createSettings();
  const handles: Zoom = {
    listsPerMinute: null,
    refuseNext: null,
    repeatToken: false,
    sessions: new Map([[zoomKey.accountId, makeSessions(1_000, now())]]),
    settingsOf: (accountId = zoomKey.accountId) => settings.settingsOf(accountId),
    trackingId: 'v=2.0;clid=us04;rid=WEB_sandbox',
  };
  const limits = createLimits(handles, now);
  const pageOf = createPaging(handles, now);

  function answerTo(request: SeenRequest): Reply {
    verifyToken(request, now());
    limits.assertNotCommanded();
    const path = readPath(request.path);
    return accountAnswer(request, path) ?? dataAnswer(request, path);
  }

  function accountAnswer({ method, path, body }: SeenRequest, { accountId, parts }: ZoomPath) {
    if (method === 'GET' && path === `${zoomBase}/accounts`) {
      return jsonReply(fixture('subaccounts.json'));
    }
    if (parts[0] !== 'settings') return null;
    if (method === 'GET') return answer(settings.settingsOf(accountId));
    settings.change(accountId, body);
    return { status: 204, headers: {}, body: '' };
  }

  function dataAnswer({ path, query }: SeenRequest, { accountId, parts }: ZoomPath): Reply {
    const asked: Asked = {
      parts: parts.slice(1),
      query: new URLSearchParams(query),
      sessions: handles.sessions.get(accountId) ?? [],
      page: (items) => pageOf(items, path, new URLSearchParams(query)),
      countList: limits.countList,
      nowMs: now(),
    };
    const found = parts[0] === 'videosdk' ? videoAnswer(asked) : null;
    const reply = found ?? (parts[0] === 'cobrowsesdk' ? cobrowseAnswer(asked) : null);
    if (reply === null) throw nothingThere('This API endpoint is not found.');
    return reply;
  }

  /** Every answer, refusals too, carries the id that Zoom's support asks for. */
  function traced(request: SeenRequest): Reply {
    const trace = { 'x-zm-trackingid': handles.trackingId };
    try {
      const reply = answerTo(request);
      return { ...reply, headers: { ...reply.headers, ...trace } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal({ ...error.reply, headers: { ...error.reply.headers, ...trace } });
    }
  }

  const call = (method: Call['method']): Call => ({
    method,
    path: zoomBase,
    below: true,
    wrongShape: '[]',
    answer: traced,
  });
  return {
    handles,
    system: { proofHeader: 'authorization', calls: [call('GET'), call('PATCH')], pages: [] },
  };
}
