import * as v from 'valibot';
import type { Credential } from '../domain/credential.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import { type HandedKey, handedKeySchema } from '../domain/hand-over.ts';
import type { Provider } from '../providers/provider.ts';
import { readFields } from './credential-form.ts';

/** What is given of a key. Where it may only look up, what only a renewal needs stays at home. */
export function packKey(
  provider: Provider,
  credential: Credential,
  lookUpOnly: boolean,
): HandedKey {
  const { label, description, expiresAtMs, rules } = credential;
  const fields = fieldsThatTravel(provider, lookUpOnly).map(
    ({ name }) => [name, credential.fields[name] ?? ''] as const,
  );
  return {
    format: rules.length > 0 ? 2 : 1,
    provider: provider.id,
    label,
    description,
    expiresAtMs,
    lookUpOnly,
    fields: Object.fromEntries(fields),
    rules,
  };
}

/** A handed key that this version can use, and the system that it is for. */
export interface Unpacked {
  key: HandedKey;
  provider: Provider;
}

/**
 * Reads what came out of a package by the rules of the key's own form.
 * @throws Failure `hand-over-unreadable`, `hand-over-system`, `hand-over-field`
 */
export function unpackKey(providers: readonly Provider[], value: unknown): Unpacked {
  const key = readKey(value);
  const provider = providers.find(({ id }) => id === key.provider);
  if (!provider) throw new Failure('hand-over-system', { system: plainLine(key.provider) });
  const label = plainLine(key.label) || provider.label;
  const description = key.description.replace(UNSEEN_IN_TEXT, '').trim();
  return { provider, key: { ...key, label, description, fields: readHanded(provider, key) } };
}

const NEWEST_FORMAT = 2;
const formatSchema = v.object({ format: v.number() });

function readKey(value: unknown): HandedKey {
  const key = v.safeParse(handedKeySchema, value);
  if (key.success) return key.output;
  const other = v.safeParse(formatSchema, value);
  const problem = other.success && other.output.format > NEWEST_FORMAT ? 'newer' : 'content';
  throw new Failure('hand-over-unreadable', { problem });
}

function readHanded(provider: Provider, { fields, lookUpOnly }: HandedKey) {
  const travelling = { ...provider, fields: fieldsThatTravel(provider, lookUpOnly) };
  try {
    return readFields(travelling, fields, {});
  } catch (error) {
    if (!isFailure(error, 'field-invalid')) throw error;
    const { label, problem } = error.facts;
    throw new Failure('hand-over-field', { label, problem });
  }
}

function fieldsThatTravel(provider: Provider, lookUpOnly: boolean) {
  return provider.fields.filter((field) => !lookUpOnly || field.onlyToRenew !== true);
}

/** Marks that turn text around or hide in it: a stranger's label must not say what it does not. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const UNSEEN_IN_TEXT = /[^\P{Cc}\n]|\p{Cf}/gu;

function plainLine(text: string): string {
  return text.replace(UNSEEN, ' ').replace(/ +/g, ' ').trim();
}
