import type { Activity } from '../../src/services/activity.ts';
import type { Vault } from '../../src/services/vault.ts';

/** For what is tried without a vault: nothing of it is noted. */
export const unnoted: { activity: Pick<Activity, 'note' | 'noteQuietly'>; hold: Vault['hold'] } = {
  activity: { note: async () => {}, noteQuietly: async () => {} },
  hold: async () => () => Promise.reject(new Error('There is no vault here.')),
};
