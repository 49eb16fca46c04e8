import { Failure } from '../../src/domain/failure.ts';
import type { Standing } from '../../src/domain/hand-over.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import type { Call } from '../../src/rpc/contract.ts';
import { type Answers, type FakeProgram, refuse } from './fake-program.ts';
import { HOST, oneKey } from './fixtures.ts';

export type HandOverCall = Extract<Call, `hand-over.${string}`>;

export const REQUEST =
  'latchkey-request:1.BCx4rWqRkXP3Sf5_5-fUclwDGBSjjYQD7enudLWFciI.1772686800.q0Yx7_1a';
export const PACKAGE = `latchkey-key:1.${'eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIs'.repeat(22)}.Qd6tzozc`;
export const FINGERPRINT = '0417 5520 9981 3360 7214';

export const openStanding: Standing = {
  phase: 'open',
  requestId: 'request-1',
  text: REQUEST,
  fingerprint: FINGERPRINT,
  endsAtMs: Date.now() + 23 * HOUR,
};

export const openedStanding: Standing = {
  phase: 'opened',
  requestId: 'request-1',
  system: 'Webex Meetings',
  label: oneKey.label,
  keptAs: `${oneKey.label} 2`,
  description: 'Only for tier 3. Ask Ana before you renew it.',
  hosts: [HOST],
  origins: [`https://${HOST}/*`],
  expiresAtMs: Date.now() + 160 * DAY,
  lookUpOnly: true,
  rules: [],
  decideByMs: Date.now() + DAY,
};

/** A worker to which a key can be handed: keeps how receiving stands. */
export function handOverAnswers(program: () => FakeProgram): Pick<Answers, HandOverCall> {
  let standing: Standing = { phase: 'none', ended: null };
  const now = (next: Standing) => {
    standing = next;
    return standing;
  };
  return {
    'hand-over.standing': () => standing,
    'hand-over.make-request': () => now(openStanding),
    'hand-over.withdraw': () => now({ phase: 'none', ended: 'withdrawn' }),
    'hand-over.open': ({ text }) => {
      if (text.startsWith('latchkey-key:')) return now(openedStanding);
      throw new Failure('hand-over-text', { wanted: 'package', problem: 'other-kind' });
    },
    'hand-over.keep': () => {
      now({ phase: 'none', ended: 'kept' });
      const kept = { ...oneKey, id: 'key-2', label: `${oneKey.label} 2`, lookUpOnly: true };
      const credentials = [...program().state.credentials, kept];
      program().state = { ...program().state, credentials };
      return { id: kept.id, label: kept.label };
    },
    'hand-over.refuse': () => now({ phase: 'none', ended: 'refused' }),
    'hand-over.read-request': ({ text }) => {
      if (text.startsWith('latchkey-request:')) {
        return { fingerprint: FINGERPRINT, endsAtMs: Date.now() + 22 * HOUR };
      }
      throw new Failure('hand-over-text', { wanted: 'request', problem: 'unknown' });
    },
    'hand-over.give': ({ proof }) => {
      refuse(proof);
      return { text: PACKAGE, label: oneKey.label, endsAtMs: Date.now() + 22 * HOUR };
    },
  };
}
