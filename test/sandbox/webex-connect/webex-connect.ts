import { readFileSync } from 'node:fs';
import type { SeenRequest } from '../record.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call, System } from '../system.ts';
import { answerGroups, type Group, groupsOf } from './groups.ts';
import { connectKey, connectPaths } from './keys.ts';
import { type Arrived, isAppToken, isProfile, isService, proofsIn } from './proof.ts';

export { connectKey, connectPaths } from './keys.ts';

/** One call: which row of the table of APIs it was for, and the proofs that came with it. */
export interface Arrival {
  readonly row: string;
  /** "Authorization: Bearer JWT", "key: service key" */
  readonly proofs: readonly string[];
}

/** The handles that a test has on this system. */
export interface WebexConnect {
  /** Every call, newest last. */
  readonly arrivals: Arrival[];
  /** The groups of the contact policy. */
  readonly groups: Group[];
}

/** A documented answer byte for byte; what its document leaves out is filled in. */
function fixture(name: string, left = 'sandbox-0001'): string {
  const url = new URL(`../../fixtures/webex-connect/${name}.json`, import.meta.url);
  return readFileSync(url, 'utf8').replaceAll('…', left);
}

interface Asked {
  readonly request: SeenRequest;
  readonly proofs: readonly Arrived[];
  readonly nowMs: number;
}

/** Webex Connect's APIs, each below a path of its own in place of a host of its own. */
export function createWebexConnect(now: () => number): {
  readonly system: System;
  readonly handles: WebexConnect;
} {
  const handles: WebexConnect = { arrivals: [], groups: groupsOf(120) };

  function route(row: string, method: Call['method'], path: string, answer: (a: Asked) => Reply) {
    const call: Call = {
      method,
      path,
      below: true,
      wrongShape: '[[]]',
      answer: (request) => {
        const proofs = proofsIn(request);
        handles.arrivals.push({ row, proofs: proofs.map(wordsOf) });
        return answer({ request, proofs, nowMs: now() });
      },
    };
    return call;
  }

  const { apiHost, contactPolicyHost, rtmHost, webhookUrl } = connectPaths;
  const rtm = ['threads', 'segments', 'topics', 'rtmsAPI'].flatMap((name) => [
    route(name, 'GET', `${rtmHost}/${name}`, answerRealTime),
    route(name, 'POST', `${rtmHost}/${name}`, answerRealTime),
  ]);
  return {
    handles,
    system: {
      proofHeader: 'authorization',
      calls: [
        route('messaging v2', 'POST', `${apiHost}/v2/messages`, sendV2),
        route('messaging v2', 'GET', `${apiHost}/v2/messages`, statusV2),
        route('messaging v1', 'POST', `${apiHost}/resources/v1/messaging`, sendV1),
        route('event', 'POST', `${apiHost}/resources/v1/events/externalevent`, takeEvents),
        route('webhook', 'POST', webhookUrl, takeWebhook),
        route('rcs', 'POST', `${apiHost}/v1/rcs/capabilities`, lookUpRcs),
        route('profile write', 'POST', `${apiHost}/resources/v2/customerprofile`, writeProfile),
        route('profile read', 'GET', `${apiHost}/resources/v2/customerprofile`, readProfile),
        route('profile read', 'GET', `${apiHost}/resources/v2/profile/status`, readProfile),
        route('contact policy', 'GET', `${contactPolicyHost}/v1/groups`, (asked) => {
          if (!isProfile(asked.proofs, 'Authorization')) throw refuse('', 401, '7001');
          return answerGroups(asked.request, handles.groups, `${contactPolicyHost}/v1/groups`);
        }),
        ...rtm,
      ],
      pages: [],
    },
  };
}

function wordsOf({ name, isBearer, held }: Arrived): string {
  return `${name}: ${isBearer ? 'Bearer ' : ''}${held}`;
}

/** Version 2 tells a wrong key by its status and nothing more. */
function sendV2({ request, proofs, nowMs }: Asked): Reply {
  if (!isService(proofs, nowMs)) throw refuse('', 401, '7001');
  const { to, content } = objectOf(request.body);
  if (to === undefined || content === undefined) {
    throw refuse(fixture('message-v2-refused'), 400, '7000');
  }
  return jsonReply(fixture('message-v2-queued'), 201);
}

function statusV2({ request, proofs, nowMs }: Asked): Reply {
  if (!isService(proofs, nowMs)) throw refuse('', 401, '7001');
  const id = request.path.split('/').at(-1);
  if (id !== 'sandbox-0001') throw refuse('', 404, 'UNKNOWN_MESSAGE');
  // A delivered message has a code of its own, which is none of asking.
  return jsonReply(`{"messageId":"${id}","channel":"sms","status":"delivered","code":"7500"}`);
}

function sendV1({ request, proofs, nowMs }: Asked): Reply {
  if (!isService(proofs, nowMs)) throw refuse(fixture('event-authentication-failed'), 200, '7001');
  const { destination } = objectOf(request.body);
  if (!Array.isArray(destination)) {
    throw refuse(
      '{"response":{"code":"7003","description":"destination missing","transid":"sandbox-0002"}}',
      200,
      '7003',
    );
  }
  return jsonReply(fixture('message-v1-queued'));
}

/** Errors come with status 200: of the request as an object, of its items in a list. */
function takeEvents({ request, proofs, nowMs }: Asked): Reply {
  if (!isService(proofs, nowMs)) throw refuse(fixture('event-authentication-failed'), 200, '7001');
  const { events } = objectOf(request.body);
  if (!Array.isArray(events) || events.length === 0) {
    throw refuse('{"response":{"code":"7003","description":"events missing"}}', 200, '7003');
  }
  const results = events.map((event: unknown) => {
    const whole = typeof event === 'object' && event !== null && 'parameters' in event;
    const text = whole ? fixture('event-queued') : fixture('event-parameter-missing');
    return JSON.parse(text).response[0];
  });
  const reply = jsonReply(JSON.stringify({ response: results }));
  const isRefused = results.some(({ code }) => code !== '1002');
  return isRefused ? { ...reply, refusedAs: '7025' } : reply;
}

/** Its documents contradict each other: the token may come in either header. */
function takeWebhook({ proofs, nowMs }: Asked): Reply {
  const isGood = isService(proofs, nowMs, true);
  if (!isGood) throw refuse(fixture('event-authentication-failed'), 200, '7001');
  return jsonReply(fixture('event-queued'));
}

function lookUpRcs({ request, proofs, nowMs }: Asked): Reply {
  if (!isService(proofs, nowMs)) throw refuse('', 401, '7001');
  const { appId, msisdn } = objectOf(request.body);
  if (typeof appId !== 'string' || !Array.isArray(msisdn)) {
    throw refuse(fixture('rcs-refused'), 400, '7104');
  }
  return jsonReply(fixture('rcs-capabilities'));
}

/** How profiles are refused is not documented; the sandbox does it as events are refused. */
const PROFILE_REFUSED = '{"code":"7001","Description":"Authentication failed","transid":"p-1"}';

function writeProfile({ request, proofs }: Asked): Reply {
  if (!isProfile(proofs, 'key')) throw refuse(PROFILE_REFUSED, 200, '7001');
  const { Records } = objectOf(request.body);
  const whole = (each: unknown) =>
    typeof each === 'object' && each !== null && 'customerId' in each && 'Attributes' in each;
  if (!Array.isArray(Records) || !Records.every(whole)) {
    throw refuse('{"response":{"code":"7003","description":"Records missing"}}', 200, '7003');
  }
  return jsonReply(fixture('profile-queued'));
}

function readProfile({ request, proofs }: Asked): Reply {
  if (!isProfile(proofs, 'secretKey')) throw refuse(PROFILE_REFUSED, 200, '7001');
  if (request.path.endsWith('/queued')) {
    throw refuse('{"code":"7600","Description":"Invalid transaction"}', 200, '7600');
  }
  return jsonReply(fixture('profile'));
}

/** How a token is refused there is not documented; codes as the documents of topics have them. */
function answerRealTime({ request, proofs, nowMs }: Asked): Reply {
  if (!isAppToken(proofs, nowMs)) {
    throw refuse('{"code":26,"description":"secretkey is invalid"}', 200, '26');
  }
  const [, app] = /\/apps\/([^/]+)/.exec(request.path) ?? [];
  if (app !== undefined && app !== connectKey.appId) {
    throw refuse('{"code":5,"description":"Appid/Topic does not exist"}', 200, '5');
  }
  return jsonReply('{"id":"sandbox-0001","description":"success","code":0}');
}

function objectOf(body: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(body) };
  } catch {
    return {};
  }
}

function refuse(body: string, status: number, refusedAs: string): Refusal {
  return new Refusal({ ...jsonReply(body, status), refusedAs });
}
