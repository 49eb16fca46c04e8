import type { Operation, Under } from '../../domain/operation.ts';
import { asSubaccount, days, idField, pageSize, pagesOf, query } from './operation-fields.ts';

/** Seed 003 speaks of every API; Zoom's own list of paths for subaccounts has none of Cobrowse. */
const under: Under = {
  ...asSubaccount,
  field: {
    ...asSubaccount.field,
    help: 'To act as a subaccount: its id. Zoom’s list of such paths names none of Cobrowse.',
  },
};
const common = { group: 'Cobrowse', method: 'GET', under } as const;
const session = idField('sessionId', 'As the lists of Cobrowse sessions have it.');

/** Source: Zoom, "Cobrowse SDK API" */
export const cobrowseOperations: readonly Operation[] = [
  {
    ...common,
    ...pagesOf('sessions'),
    id: 'cobrowse.live',
    label: 'List live Cobrowse sessions',
    about: 'Cobrowse sessions that run now, with their PINs.',
    path: '/cobrowsesdk/live_sessions',
    fields: [query('session_pin', { secret: true }), pageSize()],
  },
  {
    ...common,
    ...days,
    ...pagesOf('sessions'),
    id: 'cobrowse.past',
    label: 'List past Cobrowse sessions',
    about: 'Cobrowse sessions of up to a month that are over.',
    path: '/cobrowsesdk/past_sessions',
    fields: [
      ...days.fields,
      query('session_id'),
      query('session_pin', { secret: true }),
      pageSize(),
    ],
  },
  {
    ...common,
    id: 'cobrowse.get',
    label: 'Get a Cobrowse session',
    about: 'One Cobrowse session.',
    path: '/cobrowsesdk/sessions/{sessionId}',
    fields: [
      session,
      query('session_type', {
        kind: 'choice',
        options: ['live', 'past'].map((value) => ({ value, label: value })),
      }),
    ],
  },
  {
    ...common,
    ...pagesOf('users'),
    id: 'cobrowse.users',
    label: 'List a Cobrowse session’s users',
    about: 'Customers and agents of one Cobrowse session.',
    path: '/cobrowsesdk/sessions/{sessionId}/users',
    fields: [session, pageSize()],
  },
];
