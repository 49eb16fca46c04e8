import type { Credential, CredentialFields } from '../domain/credential.ts';
import { type FactsOf, Failure } from '../domain/failure.ts';
import type { Ability } from '../domain/provider-card.ts';
import type { UrlRule } from '../domain/url-rule.ts';
import { writeRules } from '../domain/url-rule-text.ts';
import type { CredentialField, Provider } from '../providers/provider.ts';

/** What a key can do that was given for look-ups alone: what is not named here, it cannot. */
const LOOK_UPS: readonly Ability[] = ['meetings', 'sites'];

/** Whether this key may be used so. */
export function mayBeUsedFor(ability: Ability, { lookUpOnly }: Credential): boolean {
  return !lookUpOnly || LOOK_UPS.includes(ability);
}

/** @throws Failure `look-up-only` for a key that was given for look-ups alone */
export function assertOwn(
  { label, lookUpOnly }: Credential,
  doing: FactsOf<'look-up-only'>['doing'],
): void {
  if (lookUpOnly) throw new Failure('look-up-only', { label, doing });
}

/** The form of a key; what it leaves out stays. */
interface Typed {
  expiresAtMs: number | null;
  fields: CredentialFields;
  rules: readonly UrlRule[];
}

/** Lets through a form that changes nothing but how the key is called. @throws Failure `look-up-only` */
export function assertOnlyRenamed(provider: Provider, before: Credential, typed: Typed): void {
  const changed = provider.fields.some((field) => isChanged(field, before.fields, typed.fields));
  const rules = writeRules(typed.rules) !== writeRules(before.rules);
  if (changed || rules || typed.expiresAtMs !== before.expiresAtMs) assertOwn(before, 'edit');
}

function isChanged(field: CredentialField, before: CredentialFields, typed: CredentialFields) {
  if (!Object.hasOwn(typed, field.name)) return false;
  const value = field.tidy(typed[field.name] ?? '');
  return field.kind === 'secret' ? value !== '' : value !== (before[field.name] ?? '');
}
