import type { CredentialSummary } from '../../domain/credential.ts';
import type { Ability } from '../../domain/provider-card.ts';
import { useProgram } from '../ProgramProvider.tsx';
import { SelectField } from './SelectField.tsx';

/** The keys that can do this, usable ones first. */
export function useKeysFor(ability: Ability): readonly CredentialSummary[] {
  const { state } = useProgram();
  return usableFirst(
    (state?.credentials ?? []).filter(({ abilities }) => abilities.includes(ability)),
  );
}

/** The same keys; those that cannot be used now come last. */
export function usableFirst(keys: readonly CredentialSummary[]): readonly CredentialSummary[] {
  return [...keys.filter(isUsable), ...keys.filter((each) => !isUsable(each))];
}

function isUsable({ disabled, expired }: CredentialSummary): boolean {
  return !disabled && !expired;
}

interface KeyChoiceProps {
  keys: readonly CredentialSummary[];
  chosen: CredentialSummary;
  onChoose: (id: string) => void;
}

/** Which key is meant. */
export function KeyChoice({ keys, chosen, onChoose }: KeyChoiceProps) {
  const options = keys.map((each) => ({ value: each.id, label: nameOf(each, keys) }));
  return <SelectField label="Key" value={chosen.id} options={options} onChange={onChoose} />;
}

/** Its label, with what keeps it from use, and with its system where there are several. */
function nameOf(key: CredentialSummary, keys: readonly CredentialSummary[]): string {
  const { label, providerLabel, disabled, expired } = key;
  const isUnclear = !label.includes(providerLabel);
  const several = isUnclear && keys.some((other) => other.provider !== key.provider);
  const standing = disabled ? ' (disabled)' : expired ? ' (expired)' : '';
  return `${label}${several ? ` · ${providerLabel}` : ''}${standing}`;
}
