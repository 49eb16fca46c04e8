import type { ComponentType } from 'preact';
import { lazily } from '../lazily.tsx';
import { LookupView } from './LookupView.tsx';

/** A tab: its id (kept for the next visit), its name, what it shows, and where. */
export interface Tab {
  id: string;
  label: string;
  View: ComponentType;
  places: readonly ('popup' | 'panel')[];
}

const both = ['popup', 'panel'] as const;

const KeysView = lazily(() => import('./KeysView.tsx').then((each) => each.KeysView));

const TokensView = lazily(() => import('./tokens/TokensView.tsx').then((each) => each.TokensView));

const WebhooksView = lazily(() =>
  import('./webhooks/WebhooksView.tsx').then((each) => each.WebhooksView),
);

const BulkTab = lazily(() => import('./bulk/BulkTab.tsx').then((each) => each.BulkTab));

const ActivityTab = lazily(() =>
  import('./activity/ActivityTab.tsx').then((each) => each.ActivityTab),
);

const RequestsTab = lazily(() =>
  import('./requests/RequestsTab.tsx').then((each) => each.RequestsTab),
);

/**
 * A tab is a line of this table. Only the first is in the popup's first script; the others are
 * fetched when they are opened. The shells in popup.html and panel.html show the same names.
 */
export const TABS: readonly [Tab, ...Tab[]] = [
  { id: 'look-up', label: 'Look up', View: LookupView, places: both },
  { id: 'keys', label: 'Keys', View: KeysView, places: both },
  { id: 'tokens', label: 'Tokens', View: TokensView, places: both },
  { id: 'bulk', label: 'Bulk', View: BulkTab, places: ['panel'] },
  { id: 'requests', label: 'Requests', View: RequestsTab, places: ['panel'] },
  { id: 'webhooks', label: 'Webhooks', View: WebhooksView, places: ['panel'] },
  { id: 'activity', label: 'Activity', View: ActivityTab, places: ['panel'] },
];
