import type { SeenRequest } from '../record.ts';
import { errorReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call, System } from '../system.ts';
import { readBody, readNumber, readText } from './body.ts';
import { createKeyRing, defaultKey, type Key, type KeyRing } from './keys.ts';
import { meetings, wrongShapeMeeting } from './meetings.ts';
import { createQuota, documentedLimits, type Limits } from './quota.ts';
import { registerPage } from './register-page.ts';
import { documentedHabits, type RenewalHabits, renew } from './renewal.ts';
import { noSites, people } from './sites.ts';
import { verifyToken } from './token.ts';

export type { Key } from './keys.ts';
export { defaultKey } from './keys.ts';

/** The three calls, by path. Source: seed 000. */
export const paths = {
  sessionInfo: '/gapi/v1/meetings/actions/getsessioninfoagg',
  sitesByEmail: '/gapi/v1/sites/actions/getallsitesbyemailagg',
  renew: '/gapi/v1/apikeys/actions/renew',
} as const;

const REGISTER_PATH = '/gapi/registerapikey';

/** The issuer that seed 000 prints; the sandbox takes its own address as well. */
const DOCUMENTED_ISSUER = 'https://meetings-api.webex.com/gapi/registerapikey';

/** The handles that a test has on this system. */
export interface WebexMeetings {
  /** Every key the server knows, the default key first. */
  readonly keys: readonly Key[];
  /** The names (`apikey`) of the keys that are accepted at this moment. */
  readonly liveKeys: readonly string[];
  /** Adds a key, or puts one back as it was; what is left out is made up. */
  addKey(fields?: Partial<Key>): Key;
  /** Makes a key expire now. */
  expireKey(apikey: string): Key;
  /** Per key; may be changed at any time. */
  readonly limits: Limits;
  /** What a renewal does beyond what is documented; may be changed at any time. */
  readonly renewals: RenewalHabits;
  /** Meetings that have begun since, with their hosts; by their session keys. */
  readonly begun: Set<string>;
  /** How often a path was asked by the program, and how often resent by the browser itself. */
  calls(path: string): { readonly asked: number; readonly resent: number };
}

interface Needs {
  readonly now: () => number;
  /** Known only once the server listens. */
  readonly origin: () => string;
  readonly requests: () => readonly SeenRequest[];
}

export function createWebexMeetings(needs: Needs): {
  readonly system: System;
  readonly handles: WebexMeetings;
} {
  const { now, requests } = needs;
  const keys = createKeyRing(now);
  keys.add(defaultKey);
  const limits = { ...documentedLimits };
  const renewals = { ...documentedHabits };
  const begun = new Set<string>();
  return {
    system: createSystem(needs, keys, { limits, renewals, begun }),
    handles: {
      get keys() {
        return keys.all();
      },
      get liveKeys() {
        const live = keys.all().filter((key) => !key.disabled && now() < key.expiresAtMs);
        return live.map(({ apikey }) => apikey);
      },
      addKey: keys.add,
      expireKey: (apikey) => keys.change(apikey, { expiresAtMs: now() }),
      limits,
      renewals,
      begun,
      calls(path) {
        const calls = requests().filter((seen) => seen.method === 'POST' && seen.path === path);
        const resent = calls.filter(({ resend }) => resend).length;
        return { asked: calls.length - resent, resent };
      },
    },
  };
}

interface Ways {
  readonly limits: Limits;
  readonly renewals: RenewalHabits;
  readonly begun: ReadonlySet<string>;
}

function createSystem({ now, origin }: Needs, keys: KeyRing, ways: Ways): System {
  const { limits, renewals, begun } = ways;
  const count = createQuota(limits, now);

  /** A call that is answered only to a proven key within its limits. */
  function call(path: string, wrongShape: string, answer: (body: string, signer: Key) => Reply) {
    return {
      method: 'POST',
      path,
      wrongShape,
      answer({ headers, body }) {
        checkContentType(headers['content-type']);
        const signer = verifyToken({
          token: headers['jwttoken']?.toString(),
          issuers: [DOCUMENTED_ISSUER, origin() + REGISTER_PATH],
          findKey: keys.find,
          nowMs: now(),
        });
        count(signer.apikey);
        return answer(body, signer);
      },
    } satisfies Call;
  }

  return {
    proofHeader: 'jwttoken',
    calls: [
      call(paths.sessionInfo, wrongShapeMeeting, (body) => sessionInfo(body, begun)),
      call(paths.sitesByEmail, '{"sites":"none"}', sitesByEmail),
      call(paths.renew, '{"apikey":17,"secretkey":null}', (body, signer) =>
        renew(body, signer, keys, renewals),
      ),
    ],
    pages: [
      {
        method: 'GET',
        path: REGISTER_PATH,
        answer: () => registerPage(keys.find(defaultKey.apikey)),
      },
    ],
  };
}

/** 401 like every refusal before the body is read; the sandbox's own choice. */
function checkContentType(contentType: string | undefined): void {
  if (/^application\/json\s*(;|$)/i.test(contentType ?? '')) return;
  throw new Refusal(errorReply(401, 'CONTENT_TYPE', 'Content-Type must be application/json'));
}

function sessionInfo(body: string, begun: ReadonlySet<string>): Reply {
  const sessionKey = readNumber(readBody(body), 'sessionKey');
  const meeting = meetings.get(String(sessionKey));
  if (meeting)
    return jsonReply(begun.has(String(sessionKey)) ? asBegun(String(meeting.text)) : meeting.text);
  // Id and words of the XML API, which this service is built upon.
  throw new Refusal(errorReply(404, '060001', 'Corresponding Meeting not found'));
}

/** The same meeting, in progress, with its host in it. */
function asBegun(text: string): string {
  return text
    .replace(/"status":\s*"[A-Z_]*"/, '"status":"INPROGRESS"')
    .replace(/"hostJoined":\s*false/, '"hostJoined":true');
}

function sitesByEmail(body: string): Reply {
  const email = readText(readBody(body), 'email');
  return jsonReply(people.get(email.toLowerCase())?.text ?? noSites);
}
