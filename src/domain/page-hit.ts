import * as v from 'valibot';
import { MARK_KINDS } from './page-mark.ts';

/** The most that is told of one page. */
export const MOST_HITS = 200;

/** Something in a page that can be looked up; the same again counts once. */
export const pageHitSchema = v.object({
  kind: v.picklist(MARK_KINDS),
  text: v.pipe(v.string(), v.maxLength(2_304)),
  sessionKey: v.nullable(v.pipe(v.string(), v.regex(/^[1-9]\d{8,10}$/))),
});
export type PageHit = v.InferOutput<typeof pageHitSchema>;

/** What the script in a frame of a page tells the worker that had it run. */
export const pageHitsSchema = v.array(pageHitSchema);

/** The match pattern of a site, `https://tickets.example/*`; `null` where it can be no site. */
export function sitePattern(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  // A star would be every site.
  if (!/^[\w.-]+$/.test(hostname)) return null;
  const local = hostname === '127.0.0.1' || hostname === 'localhost';
  return protocol === 'https:' || (local && protocol === 'http:')
    ? `${protocol}//${hostname}/*`
    : null;
}
