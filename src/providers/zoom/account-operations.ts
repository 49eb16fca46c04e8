import type { Operation, OperationField } from '../../domain/operation.ts';
import { idField, pageSize, pagesOf } from './operation-fields.ts';

const SETTINGS = '/accounts/{accountId}/settings';

const account: OperationField = {
  ...idField('accountId', '“me” is your own account; or the id of a subaccount, to act as it.'),
  initial: 'me',
};

const setting = (
  name: string,
  kind: OperationField['kind'],
  rest: Partial<OperationField> = {},
): OperationField => ({ name, in: 'body', kind, ...rest });

const COUNTRIES = 'session_security.approved_or_denied_countries_or_regions';
/** Differentiated services: six bits. */
const LARGEST_DSCP = 63;

/** What is left empty stays as it is. Names as the API spells them, "p2p_connetion" included. */
const settings: readonly OperationField[] = [
  setting('in_session.data_center_regions', 'list', {
    help: 'Where sessions may be routed: AU, DE, US, … One a line; all that are to be on.',
  }),
  setting('in_session.p2p_connetion', 'switch', { help: 'Two users connect directly.' }),
  setting('in_session.p2p_ports', 'switch'),
  setting('in_session.ports_range', 'text', { help: 'As in 55000;56000.' }),
  setting('in_session.dscp_marking', 'switch'),
  setting('in_session.dscp_audio', 'number', { most: LARGEST_DSCP }),
  setting('in_session.dscp_video', 'number', { most: LARGEST_DSCP }),
  setting('in_session', 'json', { help: 'Any other setting of “in_session”, as JSON.' }),
  setting(`${COUNTRIES}.enable`, 'switch'),
  setting(`${COUNTRIES}.method`, 'choice', {
    options: ['approve', 'deny'].map((value) => ({ value, label: value })),
  }),
  setting(`${COUNTRIES}.approved_list`, 'list', { help: 'Two letters a line: DE.' }),
  setting(`${COUNTRIES}.denied_list`, 'list', { help: 'Two letters a line: DE.' }),
  setting('session_security', 'json', {
    help: 'Any other setting of “session_security”, as JSON.',
  }),
];

/** Source: seed 003, "Use Account Settings APIs", "Access subaccount data" */
export const accountOperations: readonly Operation[] = [
  {
    id: 'accounts.settings',
    label: 'Get account settings',
    group: 'Account',
    about: 'Session and security settings of an account.',
    method: 'GET',
    path: SETTINGS,
    fields: [account],
  },
  {
    id: 'accounts.settings.update',
    label: 'Update account settings',
    group: 'Account',
    about: 'Changes settings for everybody in the account. What is left empty stays as it is.',
    method: 'PATCH',
    path: SETTINGS,
    changes: true,
    before: 'accounts.settings',
    fields: [account, ...settings],
  },
  {
    id: 'accounts.list',
    label: 'List subaccounts',
    group: 'Account',
    about: 'The subaccounts of a master account, with the ids to act as one of them.',
    method: 'GET',
    path: '/accounts',
    ...pagesOf('accounts'),
    fields: [pageSize()],
  },
];
