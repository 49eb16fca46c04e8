import type { Operation, OperationField } from '../../domain/operation.ts';

const text = (name: string, more: Partial<OperationField> = {}): OperationField => ({
  name,
  in: 'body',
  kind: 'text',
  ...more,
});

/** A body whose members are not the same for everybody. */
const wholeBody = (help: string, initial = ''): OperationField => ({
  name: '*',
  in: 'body',
  kind: 'json',
  required: true,
  initial,
  help,
});

/** What the fields before it have no name for; they are put into it. */
const rest: OperationField = {
  name: '*',
  in: 'body',
  kind: 'json',
  help: 'Other members of the body: {"name": "value"}.',
};

const CHANNEL = [{ value: 'sms', label: 'sms' }];
const NUMBERS = 'One number a line, with its country code.';

/** Source: Webex Connect, "Send SMS message, API v2" */
const sendV2: Operation = {
  id: 'messages.send',
  label: 'Send a message (v2)',
  group: 'Messages',
  about: 'Queues one text for up to 1,000 numbers; what becomes of it is told to the notifyUrl.',
  method: 'POST',
  path: '/v2/messages',
  changes: true,
  fields: [
    text('channel', { kind: 'choice', required: true, initial: 'sms', options: CHANNEL }),
    text('from', { required: true, help: 'The sender ID, without “+”.' }),
    text('to.0.msisdn', { kind: 'list', required: true, help: NUMBERS }),
    text('to.0.correlationId', { help: 'A name of your own; the answer repeats it.' }),
    text('content.type', {
      kind: 'choice',
      required: true,
      initial: 'text',
      options: [
        { value: 'text', label: 'text' },
        { value: 'unicode', label: 'unicode' },
      ],
    }),
    text('content.text', {
      kind: 'long-text',
      required: true,
      most: 4_000,
    }),
    text('sendAt', { kind: 'date-time', help: 'Within seven days.' }),
    text('expireAt', { kind: 'date-time', help: 'Within seven days; not together with validity.' }),
    text('validity', { help: 'In seconds, from sendAt.' }),
    text('callbackData', { most: 2_000 }),
    text('notifyUrl'),
  ],
};

/** Other channels and templates have members of their own. Source: Webex Connect, "Send message v2" */
const sendAny: Operation = {
  id: 'messages.send-any',
  label: 'Send a message of any channel (v2)',
  group: 'Messages',
  about: 'WhatsApp, RCS, templates: the body as the channel’s page of the documents has it.',
  method: 'POST',
  path: '/v2/messages',
  changes: true,
  fields: [
    wholeBody(
      'The whole body, with content or template.',
      '{"channel": "", "from": "", "to": [{"msisdn": [""]}], "content": {}}',
    ),
  ],
};

/** Source: Webex Connect, "Messaging API v1" */
const sendV1: Operation = {
  id: 'messages.send-v1',
  label: 'Send a message (v1)',
  group: 'Messages',
  about: 'The same by the older version, which says no under status 200.',
  method: 'POST',
  path: '/resources/v1/messaging',
  changes: true,
  fields: [
    text('deliverychannel', { kind: 'choice', required: true, initial: 'sms', options: CHANNEL }),
    text('channels.sms.text', { kind: 'long-text', required: true }),
    text('channels.sms.senderid', { required: true }),
    text('channels.sms.type', { required: true, initial: '1' }),
    text('destination.0.msisdn', { kind: 'list', required: true, help: NUMBERS }),
    text('destination.0.correlationid', { help: 'At most 50 bytes.' }),
    text('notifyurl'),
  ],
};

const status: Operation = {
  id: 'messages.get',
  label: 'Message status (v2)',
  group: 'Messages',
  about: 'What became of a message that was sent with version 2. Beta at Webex Connect.',
  method: 'GET',
  path: '/v2/messages/{messageId}',
  fields: [{ name: 'messageId', in: 'path', kind: 'text', required: true }],
};

/** Source: Webex Connect, "RCS capability lookup API" and, for the last one, "Capability API" */
const rcs: Operation = {
  id: 'rcs.capabilities',
  label: 'RCS capabilities',
  group: 'Messages',
  about: 'Which numbers take RCS messages, and what they can show.',
  method: 'POST',
  path: '/v1/rcs/capabilities',
  fields: [
    text('appId', { required: true, help: 'The ID of the RCS asset.' }),
    text('msisdn', { kind: 'list', required: true, help: NUMBERS }),
    text('forceRefresh', { kind: 'switch', help: 'Asks the carrier, not what is remembered.' }),
    text('carrierId', { help: 'Where it is known.' }),
    rest,
  ],
};

/** Source: Webex Connect, "Custom event v1" */
const event: Operation = {
  id: 'events.trigger',
  label: 'Trigger a custom event',
  group: 'Events',
  about: 'Starts the flows that wait for this event. It says no under status 200.',
  method: 'POST',
  path: '/resources/v1/events/externalevent',
  changes: true,
  fields: [
    text('events.0.evtid', { required: true, help: 'The event’s ID, of its endpoint.' }),
    text('events.0.correlationid'),
    text('events.0.parameters', { kind: 'json', help: 'Names and values: {"name": "value"}.' }),
  ],
};

const webhook: Operation = {
  id: 'webhooks.post',
  label: 'Post to the inbound webhook',
  group: 'Events',
  about: 'Sends a body to the URL that the key holds, as a system of yours would.',
  api: 'webhook',
  method: 'POST',
  path: '',
  changes: true,
  fields: [wholeBody('What the webhook’s sample payload looks like, as JSON.', '{}')],
};

/** Source: Webex Connect, "Create profile": as its examples have it; its schema differs. */
const createProfiles = {
  group: 'Profiles',
  method: 'POST',
  path: '/resources/v2/customerprofile',
  changes: true,
} as const;

/** Source: Webex Connect, "Create profile", "Get profile" */
const profiles: readonly Operation[] = [
  {
    ...createProfiles,
    id: 'profiles.create',
    label: 'Create a profile',
    about: 'The answer’s transid tells later what became of it.',
    fields: [
      text('Records.0.customerId', { required: true, help: 'Your own name for the customer.' }),
      text('Records.0.Attributes', {
        kind: 'json',
        required: true,
        help: 'As your tenant has them: {"name": "Ada", "msisdn": "441234567890"}.',
      }),
      rest,
    ],
  },
  {
    ...createProfiles,
    id: 'profiles.create-many',
    label: 'Create several profiles',
    about: 'At most 100 at once. The answer’s transid tells later what became of them.',
    fields: [wholeBody('The whole body.', '{"Records": [{"customerId": "", "Attributes": {}}]}')],
  },
  {
    id: 'profiles.get',
    label: 'Get a profile',
    group: 'Profiles',
    about: 'The attributes of one customer, and links to others.',
    method: 'GET',
    path: '/resources/v2/customerprofile/{customerId}',
    fields: [
      { name: 'customerId', in: 'path', kind: 'text', required: true },
      {
        name: 'showinwardlinks',
        in: 'query',
        kind: 'choice',
        options: ['', '0', '1', '2'].map((value) => ({ value, label: value })),
      },
    ],
  },
  {
    id: 'profiles.status',
    label: 'Status of a creation',
    group: 'Profiles',
    about: 'Code 7600 means that it is not known, or still queued.',
    method: 'GET',
    path: '/resources/v2/profile/status/{transid}',
    fields: [{ name: 'transid', in: 'path', kind: 'text', required: true }],
  },
];

/** Source: Webex Connect, "Contact policy, groups" */
const groups: readonly Operation[] = [
  {
    id: 'groups.list',
    label: 'List groups',
    group: 'Contact policy',
    about: 'The groups of senders, with what each customer may be sent at most.',
    api: 'contact-policy',
    method: 'GET',
    path: '/v1/groups',
    fields: [
      { name: 'pageSize', in: 'query', kind: 'number', initial: '50', most: 1_000 },
      { name: 'continuationToken', in: 'query', kind: 'text', help: 'Of the page before.' },
    ],
    paging: { field: 'continuationToken', next: { header: 'x-cp-continuation-token' } },
  },
  {
    id: 'groups.get',
    label: 'Get a group',
    group: 'Contact policy',
    about: 'One group. Status 404: there is none; 410: it was deleted.',
    api: 'contact-policy',
    method: 'GET',
    path: '/v1/groups/{groupId}',
    fields: [{ name: 'groupId', in: 'path', kind: 'text', required: true }],
  },
];

const REAL_TIME = { group: 'Threads, segments, topics', api: 'rtm' } as const;
const APP = '/rtmsAPI/api/v1/apps/{appid}';

const app: OperationField = {
  name: 'appid',
  in: 'path',
  kind: 'text',
  required: true,
  help: 'The App ID of the key.',
};
const start: OperationField = { name: 'start', in: 'query', kind: 'number', initial: '0' };

/** Source: Webex Connect, "Thread APIs", "Segment APIs", "Topic APIs" */
const ofApp: readonly Operation[] = [
  {
    ...REAL_TIME,
    id: 'threads.list',
    label: 'List an app’s threads',
    about: 'At most 100 at once, from “start” on.',
    method: 'GET',
    path: `${APP}/threads`,
    fields: [app, start],
  },
  {
    ...REAL_TIME,
    id: 'threads.create',
    label: 'Create a thread',
    about: 'A conversation, or announcements that nobody can answer.',
    method: 'POST',
    path: `${APP}/threads`,
    changes: true,
    fields: [
      app,
      text('type', {
        kind: 'choice',
        required: true,
        initial: 'Conversation',
        options: ['Conversation', 'Announcement'].map((value) => ({ value, label: value })),
      }),
      text('title'),
      text('category'),
      text('externalid', { help: 'A name of your own.' }),
      text('extras', { kind: 'json', help: 'Names and values: {"name": "value"}.' }),
    ],
  },
  {
    ...REAL_TIME,
    id: 'segments.create',
    label: 'Create a segment',
    about: 'A part of the app’s users, by topics or by a list.',
    method: 'POST',
    path: `${APP}/segments`,
    changes: true,
    fields: [
      app,
      text('name', { required: true }),
      text('criteria', { help: 'Topics with &, | and !: News & !Sports.' }),
    ],
  },
  {
    ...REAL_TIME,
    id: 'topics.list',
    label: 'List a user’s topics',
    about: 'What one user of the app has subscribed to.',
    method: 'GET',
    path: `${APP}/user/{userid}/topics`,
    fields: [app, { ...app, name: 'userid', help: 'As the app knows the user.' }, start],
  },
  {
    ...REAL_TIME,
    id: 'topics.create',
    label: 'Create a topic',
    about: 'Something that users of the app can subscribe to.',
    method: 'POST',
    path: `${APP}/topics`,
    changes: true,
    fields: [
      app,
      text('name', { required: true }),
      text('description', { required: true }),
      text('topic_group'),
      text('ref'),
    ],
  },
];

/** Any other path: who is told one types it. */
function realTime(id: string, label: string): Operation[] {
  const shared = {
    ...REAL_TIME,
    about: 'For any path of this API.',
    path: '{path}',
  };
  const path: OperationField = {
    name: 'path',
    in: 'path',
    kind: 'text',
    required: true,
    encoding: 'as-written',
    help: 'What follows the host, perhaps with a query.',
  };
  return [
    { ...shared, id: `${id}.get`, label: `${label}: GET`, method: 'GET', fields: [path] },
    {
      ...shared,
      id: `${id}.post`,
      label: `${label}: POST`,
      method: 'POST',
      changes: true,
      fields: [path, wholeBody('As its documentation has it.', '{}')],
    },
  ];
}

/** What Webex Connect can be asked. */
export const operations: readonly Operation[] = [
  sendV2,
  sendAny,
  sendV1,
  status,
  rcs,
  event,
  webhook,
  ...profiles,
  ...groups,
  ...ofApp,
  ...realTime('threads', 'Thread API'),
  ...realTime('segments', 'Segment API'),
  ...realTime('topics', 'Topic API'),
];
