import { Failure, type FailureCode } from '../../domain/failure.ts';
import { JsonNumber, type LosslessValue } from '../../domain/lossless-json.ts';
import { parseReply } from '../lossless-reply.ts';
import type { ProviderReply } from '../provider.ts';

/** What a reply says went wrong: a code (leading zeros count) and the server's words. */
export interface Fault {
  code: string;
  reason: string;
}

/** Exception ids of the XML API, which gapi stands on and whose faults may shine through. */
export const NO_RECORD = '000015';
export const MEETING_NOT_FOUND = '060001';
const NO_SESSION_TICKET = '030047';

/**
 * Throws unless the reply carries an answer. gapi's own error bodies are documented nowhere, so the
 * status decides first and the body is read as HTML, XML or JSON of any shape.
 * @throws Failure `service-retired`, `unauthorized`, `credential-expired`, `forbidden`,
 *   `server-error` or `server-refused`
 */
export function assertAnswered(reply: ProviderReply): void {
  if (reply.status >= 500)
    throw new Failure('server-error', { host: reply.host, status: reply.status });
  if (reply.status === 401 || reply.status === 403) throw refusal(reply);
  if (isHtml(reply.text)) throw retired(reply, 'a web page');
  if (reply.status === 404 || reply.status === 410) throw retired(reply, String(reply.status));
  const fault = faultIn(reply);
  if (fault !== null) throw failureFor(fault, reply);
  if (reply.status < 200 || reply.status > 299) {
    throw failureFor({ code: String(reply.status), reason: '' }, reply);
  }
}

/** What a reply will be told as, for the record; `null`: it is an answer. */
export function failureIn(reply: ProviderReply): FailureCode | null {
  try {
    assertAnswered(reply);
    return null;
  } catch (error) {
    return error instanceof Failure ? error.code : 'unexpected';
  }
}

/** Whether it says that there is nothing, which is an answer, too. */
export function isNoRecord(reply: ProviderReply): boolean {
  return reply.status < 300 && faultIn(reply)?.code === NO_RECORD;
}

/** The fault that a reply carries, in XML or JSON; `null` when it carries none. */
export function faultIn(reply: ProviderReply): Fault | null {
  const body = reply.text.trim();
  if (body.startsWith('<')) return xmlFault(body);
  return body.startsWith('{') ? jsonFault(reply) : null;
}

/** An XML prolog and comments may come first. No branch can match what another can: no hang. */
const HTML =
  /^\s*(?:<\?xml(?:(?!\?>)[\s\S])*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;

/** Whether the body is a web page, which no answer of this API is. */
export function isHtml(body: string): boolean {
  return HTML.test(body);
}

function retired(reply: ProviderReply, sign: string): Failure {
  return new Failure('service-retired', { host: reply.host, sign });
}

function refusal(reply: ProviderReply): Failure {
  const { label, host, skewSeconds } = reply;
  if (/expired?\b/i.test(reply.text) && /key/i.test(reply.text) && !/token/i.test(reply.text)) {
    return new Failure('credential-expired', { label, expiredAtMs: null, saidBy: 'server' });
  }
  return reply.status === 403
    ? new Failure('forbidden', { label, host })
    : new Failure('unauthorized', { label, host, skewSeconds });
}

function failureFor(fault: Fault, reply: ProviderReply): Failure {
  const { label, host, skewSeconds } = reply;
  if (fault.code === NO_SESSION_TICKET)
    return new Failure('unauthorized', { label, host, skewSeconds });
  const reason = reply.quote(fault.reason).slice(0, 200);
  return new Failure('server-refused', {
    host,
    code: reply.quote(fault.code).slice(0, 40),
    reason,
  });
}

/** Source: Webex XML API, "response error handling": HTTP 200, result FAILURE, exceptionID. */
function xmlFault(body: string): Fault | null {
  const inElement = (name: string) =>
    new RegExp(`<(?:[\\w-]+:)?${name}>([^<]*)<`).exec(body)?.[1]?.trim() ?? '';
  if (inElement('result') === 'SUCCESS') return null;
  return { code: inElement('exceptionID') || 'XML', reason: inElement('reason') };
}

/** JSON that names an error and none of the things that were asked for. */
function jsonFault(reply: ProviderReply): Fault | null {
  const failed = reply.status < 200 || reply.status > 299;
  const value = failed ? tolerantly(reply) : parseReply(reply.text, reply.host);
  const code = firstText(value, ['exceptionID', 'exceptionId', 'errorCode', 'code']);
  const reason = firstText(value, ['reason', 'message', 'errorMessage', 'error']);
  if (!failed && (code === '' || reason === '' || hasAnswer(value))) return null;
  return { code: code || String(reply.status), reason };
}

/** Names of which every answer has one; beside them, a "code" is no error. */
const ANSWERS = ['sessionkey', 'confID', 'sites', 'secretkey'];

function hasAnswer(value: LosslessValue): boolean {
  return typeof value === 'object' && value !== null && ANSWERS.some((name) => name in value);
}

function tolerantly(reply: ProviderReply): LosslessValue {
  try {
    return parseReply(reply.text, reply.host);
  } catch {
    // An error whose body cannot be read is still that error: its status tells.
    return null;
  }
}

function firstText(value: LosslessValue, names: string[]): string {
  if (typeof value !== 'object' || value === null) return '';
  for (const name of names) {
    const found: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    if (typeof found === 'string') return found;
    if (found instanceof JsonNumber) return found.digits;
  }
  return '';
}
