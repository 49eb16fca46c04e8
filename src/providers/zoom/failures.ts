import * as v from 'valibot';
import { type FactsOf, Failure } from '../../domain/failure.ts';
import { fieldsOf, parseReply, text } from '../lossless-reply.ts';
import type { ProviderReply } from '../provider.ts';

/** What Zoom says went wrong. Source: Zoom, "Error definitions" */
const errorSchema = fieldsOf({
  code: text,
  message: text,
  errors: v.nullish(v.array(v.looseObject({ field: text, message: text })), []),
});

const LONGEST_QUOTE = 300;

/** The codes that mean the same of every API. */
const MEANINGS: Readonly<Record<string, Partial<FactsOf<'system-refused'>>>> = {
  '124': { means: 'API key and API secret make no token that it takes.', fault: 'key' },
  '4700': { means: 'It knows the key, which has no right (scope) to this.', fault: 'request' },
};

/**
 * What a reply says went wrong; `null`: it is an answer. The HTTP status decides first, because the
 * same `code` means different things of different APIs. Whatever else there is to know, the tracking
 * id is what Zoom's support asks for.
 */
export function failureIn(reply: ProviderReply): Failure | null {
  const page = pageTitle(reply.text);
  if (reply.status >= 200 && reply.status <= 299 && page === null) return null;
  const told = page === null ? errorIn(reply) : { code: null, said: page };
  const shown = (value: string | null) =>
    reply.quote((value ?? '').replace(/\s+/g, ' ').trim()).slice(0, LONGEST_QUOTE) || null;
  return new Failure('system-refused', {
    system: 'Zoom',
    status: reply.status,
    code: shown(told.code),
    said: shown(told.said),
    trace: shown(reply.headers['x-zm-trackingid'] ?? null),
    ...MEANINGS[told.code ?? ''],
  });
}

/** The error's code and words; nothing where the body is empty or no error of Zoom's. */
function errorIn({ text: body, host }: ProviderReply) {
  try {
    const { code, message, errors } = v.parse(errorSchema, parseReply(body, host));
    const each = (errors ?? []).map(({ field, message: why }) =>
      [field, why].filter(Boolean).join(': '),
    );
    return { code, said: [message, ...each].filter(Boolean).join(' ') || null };
  } catch {
    return { code: null, said: null };
  }
}

/** What a web page calls itself ("" where it has no title); `null` for anything that is no page. */
function pageTitle(body: string): string | null {
  if (!/^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(body)) return null;
  return /<title[^>]*>([^<]*)</i.exec(body)?.[1] ?? '';
}
