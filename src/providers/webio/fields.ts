import { utf8 } from '../../domain/bytes.ts';
import { baseUrlField } from '../base-url.ts';
import { plainField } from '../plain-field.ts';
import type { CredentialField } from '../provider.ts';

/** Counted in UTF-8. Source: Webio, "Webhook - What it does": the secret "must be at least 32 bytes" */
const SHORTEST_SECRET_BYTES = 32;
export const USUAL_HEADER = 'x-webio-token';

/** A field that holds the path of an operation, as Webio told it to the user; of one conversation or of all. */
function template(name: string, label: string, isOfOne: boolean): CredentialField {
  const problem = `must be a path ${isOfOne ? 'with' : 'without'} {conversationId} in it`;
  return {
    ...plainField,
    name,
    label,
    describes: true,
    problem: (path) =>
      PATH.test(path) && path.includes('{conversationId}') === isOfOne ? null : problem,
  };
}

/** The form of a Webio organisation's key. Source: seed 004, and Webio's help on its webhooks */
export const fields: readonly CredentialField[] = [
  { ...plainField, name: 'organisationId', label: 'Organisation ID', required: true },
  {
    ...plainField,
    name: 'apiKey',
    label: 'API key',
    kind: 'secret',
    required: true,
    tidy: (typed) => typed.replace(/\s+/g, ''),
  },
  {
    ...plainField,
    name: 'secret',
    label: 'Secret',
    kind: 'secret',
    required: true,
    problem: problemOfSecret,
  },
  baseUrlField,
  template('conversationPath', 'Conversation path', false),
  template('transcriptPath', 'Transcript path', true),
  {
    ...plainField,
    name: 'tokenHeader',
    label: 'Token header',
    advanced: true,
    initial: USUAL_HEADER,
    tidy: (typed) => typed.trim() || USUAL_HEADER,
    problem: (name) => (HEADER.test(name) ? null : 'is no header that can be set'),
  },
  {
    ...plainField,
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

/** One that nobody else uses: the browser drops or fills in its own ("Host", "Sec-…"). */
const HEADER = /^(?!sec-|proxy-)(authorization|x-[\w-]+|[\w-]*(key|token)[\w-]*)$/i;
/** Perhaps with a query. */
const PATH =
  /^\/(?!\/)(?:[\w.~%/-]|\{(?:organisationId|conversationId)\})+(?:\?(?:[\w.~%=&-]|\{(?:organisationId|conversationId)\})+)?$/;
