import type { Badge, BadgeFace } from '../../src/adapters/badge.ts';
import type { Notifications, NotificationWords } from '../../src/adapters/notifications.ts';

/** The icon in the toolbar. */
export interface FakeBadge extends Badge {
  face: BadgeFace;
}

export function createFakeBadge(): FakeBadge {
  const badge: FakeBadge = {
    face: { text: '', colour: '', title: '' },
    show: async (face) => {
      badge.face = face;
    },
  };
  return badge;
}

/** What the system shows: one notification an id, the newer in the older's place. */
export interface FakeNotifications extends Notifications {
  /** What is on the screen now. */
  shown: Map<string, NotificationWords>;
  /** All that ever was, by its id: what a person has seen. */
  seen: Map<string, NotificationWords>;
}

export function createFakeNotifications(): FakeNotifications {
  const shown = new Map<string, NotificationWords>();
  const seen = new Map<string, NotificationWords>();
  return {
    shown,
    seen,
    show: async (id, words) => {
      shown.set(id, words);
      seen.set(id, words);
    },
    clear: async () => shown.clear(),
  };
}
