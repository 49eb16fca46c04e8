import { zoomKey, zoomSubaccount } from './keys.ts';
import { invalid, refuse } from './reply.ts';

export const zoomBase = '/zoom/v2';

/** Whose data is asked for, and the parts of the rest of the path with ids decoded. */
export interface ZoomPath {
  readonly accountId: string;
  readonly parts: readonly string[];
}

/** "/accounts/{id}" stands before "/videosdk" for a subaccount. Source: seed 003 */
export function readPath(path: string): ZoomPath {
  const parts = path
    .slice(zoomBase.length + 1)
    .split('/')
    .map(idIn);
  const [first, id = '', third] = parts;
  if (first !== 'accounts' || id === '') return { accountId: zoomKey.accountId, parts };
  const accountId = id === 'me' ? zoomKey.accountId : id;
  if (accountId !== zoomKey.accountId && accountId !== zoomSubaccount) {
    const message = `Account does not exist: ${accountId}.`;
    throw refuse(404, 'ACCOUNT_UNKNOWN', JSON.stringify({ code: 2001, message }));
  }
  return { accountId, parts: third === 'settings' ? ['settings'] : parts.slice(2) };
}

/**
 * A part of the path. What comes before the server decodes once: an id that then begins with "/" or
 * holds "//" is another path there, so it has to be encoded twice. Source: Zoom, "API architecture"
 */
function idIn(part: string): string {
  const once = decodeURIComponent(part);
  if (isSlashed(once)) throw invalid('id', 'Double encode ids that begin with / or hold //.');
  const twice = /%/.test(once) ? decodeURIComponent(once) : once;
  return isSlashed(twice) ? twice : once;
}

function isSlashed(id: string): boolean {
  return id.startsWith('/') || id.includes('//');
}
