import type { Operation } from '../../domain/operation.ts';

/** The three calls of the API. Source: seed 000 */
export const operations: readonly Operation[] = [
  {
    id: 'meetings.getsessioninfoagg',
    label: 'Look up a session',
    group: 'Meetings',
    about: 'What the server knows of a meeting, as it says it. Passwords are hidden.',
    method: 'POST',
    path: '/gapi/v1/meetings/actions/getsessioninfoagg',
    fields: [
      {
        name: 'sessionKey',
        in: 'body',
        kind: 'number',
        required: true,
        help: '9 to 11 digits, without blanks.',
      },
    ],
  },
  {
    id: 'sites.getallsitesbyemailagg',
    label: 'List sites by email',
    group: 'Sites',
    about: 'The sites that a person has.',
    method: 'POST',
    path: '/gapi/v1/sites/actions/getallsitesbyemailagg',
    fields: [{ name: 'email', in: 'body', kind: 'text', required: true }],
  },
  {
    id: 'apikeys.renew',
    label: 'Renew the API key',
    group: 'Keys',
    about: 'Not sent from here: “Renew” at the key seals the new key before anything else is done.',
    method: 'POST',
    path: '/gapi/v1/apikeys/actions/renew',
    fields: [
      { name: 'apikey', in: 'body', kind: 'text', required: true },
      { name: 'passcode', in: 'body', kind: 'text', required: true, secret: true },
      { name: 'email', in: 'body', kind: 'text', required: true },
      { name: 'disableoldapikeyrightaway', in: 'body', kind: 'switch', initial: 'no' },
    ],
    changes: true,
  },
];
