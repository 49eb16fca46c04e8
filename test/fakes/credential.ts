import type { Credential } from '../../src/domain/credential.ts';
import type { UrlRule } from '../../src/domain/url-rule.ts';
import { verintKeys } from '../sandbox/verint/keys.ts';
import { connectKey } from '../sandbox/webex-connect/keys.ts';

/** A rule as people write one: "GET /api/audit/*". */
export function rule(text: string): UrlRule {
  const [method = '', url = ''] = text.split(' ');
  const methods = ['any', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
  return { method: methods.find((one) => one === method) ?? 'any', url };
}

/** A Verint key as the vault has it. */
export function verintCredential(
  fields: Record<string, string> = {},
  rules: readonly string[] = [],
): Credential {
  return {
    id: 'a',
    version: 1,
    provider: 'verint',
    label: 'Audit export',
    description: '',
    expiresAtMs: null,
    disabled: false,
    lookUpOnly: false,
    rules: rules.map(rule),
    deleteAfterExpiry: false,
    fields: {
      baseUrl: 'https://wfo.example.com',
      keyId: verintKeys.external.id,
      apiKey: verintKeys.external.secret,
      keyType: 'external',
      user: 'all',
      ...fields,
    },
    previous: [],
    createdAtMs: 0,
  };
}

/** A Webex Connect key as the vault has it: everything that the sandbox's tenant has. */
export function connectCredential(fields: Record<string, string> = {}): Credential {
  return {
    ...verintCredential(),
    provider: 'webex-connect',
    label: 'Connect, EMEA',
    fields: { region: 'other', ...connectKey, ...fields },
  };
}
