import type { ComponentType } from 'preact';
import { lazily } from '../lazily.tsx';
import type { PageId } from '../pages.ts';

/** What each page shows; fetched when it is first opened. */
export const PAGE_VIEWS: { [P in PageId]: ComponentType } = {
  settings: lazily(() => import('./settings/SettingsView.tsx').then((each) => each.SettingsView)),
  import: lazily(() => import('./import/ImportView.tsx').then((each) => each.ImportView)),
};
