import type { ComponentType } from 'preact';
import { lazily } from '../lazily.tsx';
import type { PageId } from '../pages.ts';

/** What each page shows; fetched when it is first opened. */
export const PAGE_VIEWS: { [P in PageId]: ComponentType } = {
  settings: lazily(() => import('./settings/SettingsView.tsx').then((each) => each.SettingsView)),
  access: lazily(() => import('./access/AccessView.tsx').then((each) => each.AccessView)),
};
