import type { Operation } from '../../domain/operation.ts';
import { accountOperations } from './account-operations.ts';
import { cobrowseOperations } from './cobrowse-operations.ts';
import { sessionOperations } from './session-operations.ts';

/** What Zoom can be asked. Sources: seed 003; Zoom, "Video SDK API", "Cobrowse SDK API", "Accounts API" */
export const operations: readonly Operation[] = [
  ...sessionOperations,
  ...cobrowseOperations,
  ...accountOperations,
];
