import type { CredentialField } from './provider.ts';

/** What a field of a form is unless its system says otherwise: one line of text that may be empty. */
export const plainField: Omit<CredentialField, 'name' | 'label'> = {
  kind: 'text',
  required: false,
  advanced: false,
  initial: '',
  options: [],
  onlyWhen: null,
  tidy: (typed) => typed.trim(),
  problem: () => null,
};
