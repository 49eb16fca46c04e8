import type { FactsOf, FailureCode } from '../../domain/failure.ts';
import { openKeys, quoted, type Sentences, tryAgain } from './sentence.ts';

export const systemSentences = {
  'system-refused': (facts) => ({
    title: titleOf(facts),
    text: `${answerOf(facts)} ${adviceOf(facts)}${traceOf(facts)}`,
    help: isAboutTheKey(facts) ? openKeys : tryAgain,
  }),
} satisfies Partial<Sentences<FailureCode>>;

type Refused = FactsOf<'system-refused'>;

function isAboutTheKey({ status }: Refused): boolean {
  return status === 401 || status === 403;
}

function titleOf({ label, status }: Refused): string {
  if (status === 401) return `“${label}” was not accepted`;
  if (status === 403) return `“${label}” may not do this`;
  return status >= 500 ? 'The server has a problem' : 'The server said no';
}

function answerOf({ status, code, said }: Refused): string {
  const number = `HTTP ${status}${code === null ? '' : `, code ${code}`}`;
  return said === null ? `It answered with ${number}.` : `It said ${quoted(said)} (${number}).`;
}

function adviceOf({ status }: Refused): string {
  if (status === 401) {
    return 'Check that key and secret belong together, and whether they were replaced.';
  }
  if (status === 403) return 'Use a key with more rights, or ask an administrator.';
  if (status === 404) return 'Check the ids that you asked for.';
  return status >= 500
    ? 'It is not your key; this often passes by itself.'
    : 'Check what was sent, and try again.';
}

function traceOf({ trace }: Refused): string {
  return trace === null ? '' : ` Its support finds this call by ${quoted(trace)}.`;
}
