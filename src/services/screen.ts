import type { Locks } from '../adapters/locks.ts';
import type { Notifications } from '../adapters/notifications.ts';
import type { StorageArea } from '../adapters/storage.ts';
import type { ScreenChoice } from '../domain/screen.ts';
import { createShelf, stored } from './stored.ts';

/** What was chosen for the screen. Pages keep it once more for their first paint; this one counts. */
export interface Screen {
  /** Never rejects: where nobody can tell, it is masked, which is the safe way to be wrong. */
  report(): Promise<ScreenChoice>;
  /** Whatever is not named stays. @throws Failure `storage-failed` */
  keep(choice: Partial<ScreenChoice>): Promise<void>;
}

interface Needs {
  area: StorageArea;
  locks: Locks;
  notifications: Notifications;
}

const NOTHING: ScreenChoice = { presenting: null };

export function createScreen({ area, locks, notifications }: Needs): Screen {
  const shelf = createShelf(area);

  async function keep(choice: Partial<ScreenChoice>): Promise<void> {
    const kept = await shelf.readWhole(stored.screen);
    await shelf.write([{ name: stored.screen.name, value: { ...kept, ...choice } }]);
    // What they say may name a meeting or a key.
    if (choice.presenting) await notifications.clear().catch(() => undefined);
  }

  return {
    report: async () => {
      try {
        return (await shelf.read(stored.screen)) ?? NOTHING;
      } catch {
        return { ...NOTHING, presenting: true };
      }
    },
    // In the order in which it was chosen.
    keep: (choice) => locks.exclusive('screen', () => keep(choice)),
  };
}
