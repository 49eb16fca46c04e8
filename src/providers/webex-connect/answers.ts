import * as v from 'valibot';
import { Failure } from '../../domain/failure.ts';
import { parseLossless } from '../../domain/lossless-json.ts';
import { fieldsOf, text } from '../lossless-reply.ts';
import type { ProviderReply, ProviderRequest } from '../provider.ts';
import { type Row, rowFor } from './api-authentication.ts';

const LONGEST_SAID = 300;

/** Codes whose fault does not lie in the request, also where the status says that all went well. */
const FAULTS: ReadonlyMap<string | null, 'key' | 'pace'> = new Map([
  ['11', 'key'],
  ['26', 'key'],
  ['7001', 'key'],
  ['7002', 'key'],
  ['7020', 'pace'],
]);

/** To profiles it means that some of their records failed; to events, that all were queued. */
const PARTLY = '1002';

const resultSchema = fieldsOf({
  code: text,
  description: text,
  Description: text,
  message: text,
  transid: text,
});
type Result = v.InferOutput<typeof resultSchema>;

/**
 * What a reply says went wrong. Version 2 of messaging says it by its status, with a body or without;
 * version 1, events and profiles by a code in the body, often under status 200.
 */
export function failureIn(reply: ProviderReply, request: ProviderRequest): Failure | null {
  const row = rowFor(request.api, request.path);
  const results = resultsIn(reply.text);
  const isTaken = ({ code }: Result) => code === null || isAccepted(code, request, row);
  const wrong = results.find((each) => !isTaken(each));
  if (reply.status <= 299 && wrong === undefined) return null;
  const taken = wrong === undefined ? 0 : results.filter(isTaken).length;
  return refusal(reply, wrong ?? results[0], { table: row?.table ?? 'common', taken });
}

/** A message's own state, which version 2 tells when it is asked for one, is no failure of asking. */
function isAccepted(code: string, { method, path }: ProviderRequest, row?: Row) {
  const isState = method === 'GET' && path.startsWith('/v2/');
  return isState || row?.accepted.includes(code) === true;
}

/** The results in a body: of the whole request, or a list of one for each item; alone or under `response`. */
function resultsIn(body: string): Result[] {
  const value = parsedOr(body);
  const parsed = v.safeParse(bodySchema, value);
  const found = parsed.success ? parsed.output.response : value;
  const list = Array.isArray(found) ? found : [found];
  return list.flatMap((each) => {
    const result = v.safeParse(resultSchema, each);
    return result.success ? [result.output] : [];
  });
}

const bodySchema = fieldsOf({ response: v.unknown() });

function parsedOr(body: string): unknown {
  try {
    return parseLossless(body);
  } catch {
    // Empty, XML or a web page: then the status is all that there is.
    return null;
  }
}

function refusal(
  { status, quote }: ProviderReply,
  result: Result | undefined,
  { table, taken }: { table: string; taken: number },
): Failure {
  const code = result?.code ?? null;
  const shown = (text: string | null = null) => text && quote(text).slice(0, LONGEST_SAID);
  return new Failure('system-refused', {
    system: 'Webex Connect',
    status,
    code: shown(code),
    said: shown(result?.description ?? result?.message ?? result?.Description),
    trace: shown(result?.transid),
    fault: FAULTS.get(code),
    table: `webex-connect/${table}`,
    partly: taken > 0 || code === PARTLY,
  });
}
