import type { CredentialSummary } from '../../src/domain/credential.ts';
import { DAY } from '../../src/domain/time.ts';
import type { PageId } from '../../src/ui/pages.ts';
import { createFakeProgram, type FakeProgram } from './fake-program.ts';
import { manyKeys, oneKey, unlockedState } from './fixtures.ts';
import type { Scene } from './scene.ts';

/** Keys that are deleted after their expiry, one of them soon. */
export const deletedKeys: CredentialSummary[] = manyKeys.map((key) =>
  key.expired || key.id === 'key-2'
    ? { ...key, deleteAfterExpiry: true, deletesAtMs: (key.expiresAtMs ?? 0) + 7 * DAY }
    : key,
);

/** With keys that went by their expiry and can be put back. */
export function withDeleted(program: FakeProgram): FakeProgram {
  const untilMs = Date.now() + 5 * DAY;
  let keys = ['Winter webinars', 'Reception desk'].map((label) => ({ id: label, label, untilMs }));
  program.answers['expiry.deleted'] = () => ({ keys });
  program.answers['expiry.keep'] = ({ id }) => {
    keys = keys.filter((key) => key.id !== id);
    return {};
  };
  return program;
}

/** As many keys as a large team has. */
const fortyKeys: CredentialSummary[] = Array.from({ length: 40 }, (_, at) => ({
  ...oneKey,
  id: `key-${at}`,
  label: `Site ${at + 1}`,
  expiresAtMs: Date.now() + (at * 9 - 12) * DAY,
  expired: at < 2,
}));

/** When keys expire, and what is done about it. */
export const expiryScenes: Record<string, Scene> = {
  expiry: { program: () => onPage('expiry', deletedKeys) },
  'expiry-deleted': { program: () => withDeleted(onPage('expiry', manyKeys)) },
  'expiry-none': { program: () => onPage('expiry', []) },
  'expiry-one': { program: () => onPage('expiry', [oneKey]) },
  'expiry-forty': { program: () => onPage('expiry', fortyKeys) },
  'expiry-keys': {
    program: () => createFakeProgram({ ...unlockedState, credentials: deletedKeys }),
    steps: ['tab Keys'],
  },
  'expiry-form': {
    program: () => createFakeProgram({ ...unlockedState, credentials: [deletedKeys[2] ?? oneKey] }),
    steps: ['tab Keys', 'press Edit'],
  },
  reminders: { program: () => onPage('settings', [oneKey]) },
};

function onPage(page: PageId, credentials: CredentialSummary[]): FakeProgram {
  const program = createFakeProgram({ ...unlockedState, credentials });
  program.world = { ...program.world, page };
  return program;
}
