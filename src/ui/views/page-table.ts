import type { ComponentType } from 'preact';
import { lazily } from '../lazily.tsx';
import type { PageId } from '../pages.ts';

/** What each page shows; fetched when it is first opened. */
export const PAGE_VIEWS: { [P in PageId]: ComponentType } = {
  backup: lazily(() => import('./backup/BackupView.tsx').then((each) => each.BackupView)),
  settings: lazily(() => import('./settings/SettingsView.tsx').then((each) => each.SettingsView)),
  receive: lazily(() => import('./hand-over/ReceiveView.tsx').then((each) => each.ReceiveView)),
  'hand-over': lazily(() => import('./hand-over/GiveView.tsx').then((each) => each.GiveView)),
  import: lazily(() => import('./import/ImportView.tsx').then((each) => each.ImportView)),
  usage: lazily(() => import('./usage/UsageView.tsx').then((each) => each.UsageView)),
  rules: lazily(() => import('./scope/RulesView.tsx').then((each) => each.RulesView)),
  guide: lazily(() => import('./guide/GuideView.tsx').then((each) => each.GuideView)),
  expiry: lazily(() => import('./expiry/ExpiryView.tsx').then((each) => each.ExpiryView)),
  activity: lazily(() => import('./activity/ActivityPage.tsx').then((each) => each.ActivityPage)),
  requests: lazily(() => import('./requests/RequestsPage.tsx').then((each) => each.RequestsPage)),
  watched: lazily(() => import('./watch/WatchedView.tsx').then((each) => each.WatchedView)),
  access: lazily(() => import('./access/AccessView.tsx').then((each) => each.AccessView)),
};
