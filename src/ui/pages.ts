/** A page over the tabs: its name, and whether the popup can show it or only the panel. */
interface PageFacts {
  title: string;
  inPopup: boolean;
}

/**
 * The pages by their ids, which are also how the panel's address names them (`panel.html#settings`).
 * What needs a file, a passkey or time is not for the popup: it closes at the first click elsewhere.
 */
export const PAGES = {
  settings: { title: 'Settings', inPopup: true },
  backup: { title: 'Backup', inPopup: false },
  receive: { title: 'Receive a key', inPopup: false },
  'hand-over': { title: 'Hand over a key', inPopup: false },
  import: { title: 'Import keys', inPopup: false },
  usage: { title: 'Usage', inPopup: true },
  rules: { title: 'Allowed URLs', inPopup: true },
  guide: { title: 'Guides', inPopup: true },
  expiry: { title: 'Expiry', inPopup: false },
  watched: { title: 'Watched meetings', inPopup: true },
  access: { title: 'Ways to unlock', inPopup: false },
  activity: { title: 'Activity', inPopup: false },
  requests: { title: 'Requests', inPopup: false },
} as const satisfies Record<string, PageFacts>;

export type PageId = keyof typeof PAGES;

/** The page of that id; `null` where there is none. */
export function pageNamed(id: string): PageId | null {
  return isPage(id) ? id : null;
}

function isPage(id: string): id is PageId {
  return Object.hasOwn(PAGES, id);
}
