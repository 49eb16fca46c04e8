import type { Verdict } from './backup-verdict.ts';
import type { Credential, CredentialFields } from './credential.ts';

/** Names a key by what makes it, so that two can be compared. The name is secret: it holds the key. */
export type NameKey = (provider: string, fields: CredentialFields) => string;

/** The vault's keys as the comparison sees them. */
export interface Present {
  byId: ReadonlyMap<string, Credential>;
  /** Each key in use or kept as previous, by its name; the value is the label of its entry. */
  labels: ReadonlyMap<string, string>;
}

export function presentIn(byId: ReadonlyMap<string, Credential>, nameKey: NameKey): Present {
  const labels = new Map<string, string>();
  for (const { provider, fields, previous, label } of byId.values()) {
    for (const each of [fields, ...previous.map((one) => one.fields)]) {
      labels.set(nameKey(provider, each), label);
    }
  }
  return { byId, labels };
}

/** How a key of a backup stands to the vault. A newer revision or a renewed key is never replaced. */
export function verdictOf(kept: Credential, present: Present, nameKey: NameKey): Verdict {
  const here = present.byId.get(kept.id);
  const name = nameKey(kept.provider, kept.fields);
  if (here === undefined) return present.labels.has(name) ? 'twin' : 'new';
  if (isSame(kept, here)) return 'same';
  if (nameKey(here.provider, here.fields) !== name) {
    const wasHere = here.previous.some(({ fields }) => nameKey(here.provider, fields) === name);
    if (wasHere) return 'renewed';
  }
  const replacedOurs = kept.previous.some(
    ({ fields }) => nameKey(kept.provider, fields) === nameKey(here.provider, here.fields),
  );
  // A key that was renewed there is the newer one, however often ours was edited since.
  if (replacedOurs && nameKey(here.provider, here.fields) !== name) return 'newer';
  return kept.version > here.version ? 'newer' : 'older';
}

/**
 * The backup's key over the vault's older one. The vault's own key and both lists of previous keys
 * stay with it, newest first, each once.
 */
export function updateWith(
  kept: Credential,
  here: Credential,
  nameKey: NameKey,
  asPrevious: (replaced: Credential) => Credential['previous'][number],
): Credential {
  const seen = new Set([nameKey(kept.provider, kept.fields)]);
  const previous = [asPrevious(here), ...kept.previous, ...here.previous]
    .filter(({ fields }) => {
      const name = nameKey(kept.provider, fields);
      if (seen.has(name)) return false;
      seen.add(name);
      return true;
    })
    .sort((a, b) => b.replacedAtMs - a.replacedAtMs);
  const lookUpOnly = here.lookUpOnly || kept.lookUpOnly;
  const version = Math.max(kept.version, here.version) + 1;
  // What somebody was given for look-ups alone is not opened further by a file.
  const rules = here.lookUpOnly ? here.rules : kept.rules;
  return { ...kept, lookUpOnly, rules, previous, version };
}

/** Whether two credentials are the same but for the count of their changes. */
function isSame(one: Credential, other: Credential): boolean {
  return sortedJson({ ...one, version: 0 }) === sortedJson({ ...other, version: 0 });
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
