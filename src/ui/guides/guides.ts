import type { CredentialSummary } from '../../domain/credential.ts';
import type { Guide } from './guide.ts';
import { verintGuides } from './verint.ts';
import { webexConnectGuides } from './webex-connect.ts';
import { webexMeetingsGuides } from './webex-meetings.ts';
import { webioGuides } from './webio.ts';
import { zoomGuides } from './zoom.ts';

/** Every guide, in the order in which they are shown. Named by systems that need not be known here. */
export const GUIDES: readonly Guide[] = [
  ...webexMeetingsGuides,
  ...webexConnectGuides,
  ...verintGuides,
  ...zoomGuides,
  ...webioGuides,
];

/** The guide of that id. */
export function guideNamed(id: string | null): Guide | undefined {
  return GUIDES.find((guide) => guide.id === id);
}

/** The guide to follow for a key, by how it stands. */
export function guideFor({ provider, expired }: CredentialSummary): Guide | undefined {
  const own = GUIDES.filter((guide) => guide.provider === provider);
  return own.find(({ when }) => when === (expired ? 'expired' : 'change')) ?? own.at(-1);
}
