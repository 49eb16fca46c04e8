import type { RequestReport, SentRequest } from '../../src/domain/request-report.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Call } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type RequestCall = Extract<Call, `requests.${string}`>;

const PROOF = { name: 'Authorization', value: 'Vrnt-1-HMAC-SHA256 •••' };
const ORIGIN = 'https://wfo.example.com';

/** What came back of a request that went well. */
export function answered(part: Partial<RequestReport> = {}): RequestReport {
  return {
    sent: { method: 'GET', url: `${ORIGIN}/api/audit/export`, headers: [PROOF] },
    status: 200,
    headers: [
      { name: 'content-type', value: 'application/json;charset=UTF-8' },
      { name: 'x-request-id', value: 'verint-1' },
    ],
    text: '{"path":"/api/audit/export","entries":[{"id":121120347236861135,"event":"Sign-in","users":[]}],"next":null,"more":false}',
    bytes: 116,
    isCut: false,
    hidden: 0,
    tookMs: 182,
    receivedAtMs: Date.now(),
    failure: null,
    ...part,
  };
}

/** A request that was sent a while ago. */
export function sentBefore(part: Partial<SentRequest> = {}): SentRequest {
  return {
    id: 'sent-1',
    atMs: Date.now() - 12 * MINUTE,
    credentialId: 'key-verint',
    operation: 'get',
    values: { path: '/api/audit/users' },
    status: 200,
    outcome: 'done',
    tookMs: 97,
    ...part,
  };
}

/** A worker that draws what it is told and remembers what it sent. */
export function requestAnswers(): Pick<Answers, RequestCall> {
  let sent: SentRequest[] = [];
  return {
    'requests.preview': ({ method, path, headers }) => {
      const own = Object.entries(headers).map(([name, value]) => ({ name, value }));
      return {
        request: { method, url: `${ORIGIN}${path}`, headers: [...own, PROOF] },
        refusal: null,
      };
    },
    'requests.send': ({ credentialId, remember: { operation, values } }) => {
      const id = `sent-${sent.length + 1}`;
      sent = [sentBefore({ id, atMs: Date.now(), credentialId, operation, values }), ...sent];
      return answered();
    },
    'requests.stop': () => ({}),
    'requests.history': () => ({ sent }),
    'requests.forget': () => {
      sent = [];
      return {};
    },
  };
}
