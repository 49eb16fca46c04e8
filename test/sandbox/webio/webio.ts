import type { SeenRequest } from '../record.ts';
import { errorReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call, System } from '../system.ts';
import { issueToken, verifyToken, webioOrganisation } from './token.ts';

export { webioOrganisation } from './token.ts';

/** Webio publishes none: these are the sandbox's own, as a user would get them from Webio. */
export const webioTemplates = {
  conversation: '/webio/organisations/{organisationId}/conversations',
  transcript: '/webio/conversations/{conversationId}/transcript',
} as const;

const SCHEDULE = '5501';
/** The first has happened, the others are still to be started. */
const CONVERSATIONS = ['97847', '97848', '97849'];

/** A webhook as Webio sends it. */
export interface WebioDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The handles that a test has on this system. */
export interface Webio {
  readonly organisation: typeof webioOrganisation;
  readonly scheduleId: string;
  /** The token that webhooks carry now. */
  issuedToken(): string;
  /** Makes it anew. */
  issueAnew(): string;
  /** What an inbound message looks like. Source: Webio, "Change Update - Webhooks" */
  deliver(): WebioDelivery;
}

/** Webio, as far as its help tells of it; paths and answers are made up. */
export function createWebio(now: () => number): {
  readonly system: System;
  readonly handles: Webio;
} {
  let serial = 1;
  const started = CONVERSATIONS.slice(0, 1);
  const organisation = webioOrganisation;

  const proved = (answer: (request: SeenRequest) => Reply) => (request: SeenRequest) => {
    verifyToken(request.headers['x-webio-token']?.toString(), organisation, now());
    return answer(request);
  };

  function start({ body }: SeenRequest): Reply {
    const { scheduleId, ...rest } = read(body);
    if (scheduleId !== SCHEDULE) {
      throw new Refusal(errorReply(404, 'SCHEDULE_UNKNOWN', 'No schedule has this ID'));
    }
    const conversationId = CONVERSATIONS[started.length];
    if (conversationId === undefined) throw new Refusal(errorReply(409, 'FULL', 'No more here'));
    started.push(conversationId);
    return jsonReply(JSON.stringify({ conversationId, scheduleId, ...rest }), 201);
  }

  const transcript = (id: string) => () => {
    if (!started.includes(id)) {
      throw new Refusal(errorReply(404, 'CONVERSATION_UNKNOWN', 'No conversation has this ID'));
    }
    const messages = [
      { type: 'messageSend', body: 'yes', dateCreated: '2021-01-28 12:22:08.377' },
      { type: 'inboundMessage', body: "No I don't", dateCreated: '2021-01-28 12:21:28.373' },
    ];
    return jsonReply(JSON.stringify({ conversationId: id, messages }));
  };

  const calls: Call[] = [
    {
      method: 'POST',
      path: webioTemplates.conversation.replace('{organisationId}', organisation.id),
      wrongShape: '[]',
      answer: proved(start),
    },
    ...CONVERSATIONS.map((id) => ({
      method: 'GET' as const,
      path: webioTemplates.transcript.replace('{conversationId}', id),
      wrongShape: '[]',
      answer: proved(transcript(id)),
    })),
  ];
  const handles: Webio = {
    organisation,
    scheduleId: SCHEDULE,
    issuedToken: () => issueToken(organisation, serial),
    issueAnew() {
      serial += 1;
      return handles.issuedToken();
    },
    deliver: () => ({
      headers: { 'content-type': 'application/json', 'x-webio-token': handles.issuedToken() },
      body: '{"type":"inboundMessage","conversationId":"97847","communicationActionId":"220859","outboundChannelAddress":"447717472695","inboundChannelAddress":"WhatsApp QA Test","customerUID":"","body":"No I don\'t","dateCreated":"2021-01-28 12:21:28.373"}',
    }),
  };
  return { handles, system: { proofHeader: 'x-webio-token', calls, pages: [] } };
}

function read(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    throw new Refusal(errorReply(400, 'NOT_JSON', 'The body is not JSON'));
  }
}
