import type { FieldFacts } from './provider-card.ts';

/** An address that may have been written without its scheme: "api.example.com" is meant to be https. */
export function withScheme(address: string): string {
  return address.includes('://') ? address : `https://${address}`;
}

/**
 * Where requests would go by the values of a form, by the system's APIs (a system with one API has
 * its field's name there): what is typed comes before what is chosen. Those without an address are missing.
 */
export function addressesIn(
  fields: readonly FieldFacts[],
  values: Readonly<Record<string, string>>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, kind, options, hostOf } of fields) {
    const value = (values[name] ?? '').trim();
    const chosen = options.find((option) => option.value === value)?.urls ?? {};
    for (const [api, url] of Object.entries(chosen)) found.set(api, found.get(api) ?? url);
    if (value === '') continue;
    if (hostOf !== undefined) found.set(hostOf, withScheme(value));
    else if (kind === 'url') found.set(name, value);
  }
  return found;
}

/**
 * Whether one API's requests would go to another origin than before: a secret that was given for the
 * old one must not follow. An API that goes nowhere any more is nothing to be afraid of.
 */
export function leadElsewhere(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): boolean {
  return [...after].some(([api, url]) => originOf(url) !== originOf(before.get(api) ?? ''));
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
