import { utf8 } from '../../domain/bytes.ts';
import { problemOfBaseUrl, tidyBaseUrl } from '../base-url.ts';
import type { CredentialField } from '../provider.ts';

/** Counted in UTF-8. Source: Webio, "Webhook - What it does": the secret "must be at least 32 bytes" */
const SHORTEST_SECRET_BYTES = 32;
export const USUAL_HEADER = 'x-webio-token';

const plain: Omit<CredentialField, 'name' | 'label'> = {
  kind: 'text',
  required: false,
  advanced: false,
  initial: '',
  options: [],
  onlyWhen: null,
  tidy: (typed: string) => typed.trim(),
  problem: () => null,
};

/** A field that holds the path of an operation, as Webio told it to the user. */
function template(name: string, label: string, wanted: string | null): CredentialField {
  return { ...plain, name, label, describes: true, problem: (path) => problemOfPath(path, wanted) };
}

/** The form of a Webio organisation's key. Source: seed 004, and Webio's help on its webhooks */
export const fields: readonly CredentialField[] = [
  { ...plain, name: 'organisationId', label: 'Organisation ID', required: true },
  {
    ...plain,
    name: 'apiKey',
    label: 'API key',
    kind: 'secret',
    required: true,
    tidy: (typed) => typed.replace(/\s+/g, ''),
  },
  {
    ...plain,
    name: 'secret',
    label: 'Secret',
    kind: 'secret',
    required: true,
    problem: problemOfSecret,
  },
  {
    ...plain,
    name: 'baseUrl',
    label: 'Base URL',
    kind: 'url',
    required: true,
    tidy: tidyBaseUrl,
    problem: problemOfBaseUrl,
  },
  template('conversationPath', 'Conversation path', null),
  template('transcriptPath', 'Transcript path', 'conversationId'),
  {
    ...plain,
    name: 'tokenHeader',
    label: 'Token header',
    advanced: true,
    initial: USUAL_HEADER,
    tidy: (typed) => typed.trim() || USUAL_HEADER,
    problem: problemOfHeader,
  },
  {
    ...plain,
    name: 'issuedToken',
    label: 'Issued token',
    kind: 'secret',
    advanced: true,
    describes: true,
    tidy: (typed) => typed.replace(/\s+/g, ''),
  },
];

function problemOfSecret(value: string): string | null {
  const bytes = utf8(value).length;
  return bytes >= SHORTEST_SECRET_BYTES
    ? null
    : `must be at least ${SHORTEST_SECRET_BYTES} bytes long; this is ${bytes}`;
}

/** Names of headers that a browser lets no program set. */
const FORBIDDEN =
  /^(host|cookie2?|origin|referer|connection|content-length|date|te|via|proxy-.*|sec-.*)$/i;

function problemOfHeader(value: string): string | null {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(value)) return 'is not the name of a header';
  return FORBIDDEN.test(value) ? 'is a header that browsers let nobody set' : null;
}

const PLACES = ['organisationId', 'conversationId'];

function problemOfPath(path: string, wanted: string | null): string | null {
  if (!/^\/[^/\\#?\s][^\\#?\s]*$/.test(path)) return 'must be a path as in /api/conversations';
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const odd = names.find((name) => !PLACES.includes(name));
  if (odd !== undefined || /[{}]/.test(path.replace(/\{[^{}]*\}/g, ''))) {
    return 'may hold {organisationId} and {conversationId} in braces, and nothing else';
  }
  return wanted === null || names.includes(wanted) ? null : `must hold {${wanted}}`;
}
