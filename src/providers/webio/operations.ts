import type { Operation, OperationField } from '../../domain/operation.ts';

/** Webio publishes no form of the body: what else it wants is written by whoever has its documents. */
const rest: OperationField = {
  name: '*',
  in: 'body',
  kind: 'json',
  help: 'The other members of the body, as Webio documented them for you: {"name": "value"}.',
};

/** What can be asked of Webio, at the paths that the key's form names. Source: seed 004 */
export const operations: readonly Operation[] = [
  {
    id: 'conversations.start',
    label: 'Start an outbound conversation',
    group: 'Conversations',
    about: 'Writes to a customer by a schedule of your organisation.',
    method: 'POST',
    path: '',
    pathFrom: 'conversationPath',
    fields: [
      {
        name: 'scheduleId',
        in: 'body',
        kind: 'text',
        required: true,
        help: 'From the campaign summary report, in the reporting section.',
      },
      rest,
    ],
    changes: true,
  },
  {
    id: 'conversations.transcript',
    label: 'Transcript of a conversation',
    group: 'Conversations',
    about: 'What was said in a conversation, by its ID.',
    method: 'GET',
    path: '',
    pathFrom: 'transcriptPath',
    fields: [
      {
        name: 'conversationId',
        in: 'path',
        kind: 'text',
        required: true,
        help: 'As a webhook names it: “97847”.',
      },
    ],
  },
];
