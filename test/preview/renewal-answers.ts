import type { RenewalReport } from '../../src/domain/renewal.ts';
import { DAY, MINUTE } from '../../src/domain/time.ts';
import type { Call, OutputOf } from '../../src/rpc/contract.ts';
import { type Answers, type FakeProgram, refuse } from './fake-program.ts';
import { HOST, oneKey } from './fixtures.ts';

export type RenewalCall = Extract<Call, `renewal.${string}`>;
export type GuideCall = Extract<Call, `guides.${string}`>;

/** How a renewal stands that nobody is at work on, with whatever is different. */
export function reportWith(change: Partial<RenewalReport> = {}): RenewalReport {
  return {
    phase: 'promoted',
    stage: 'replace',
    leaked: false,
    running: false,
    label: oneKey.label,
    startedAtMs: Date.now() - 7 * MINUTE,
    newKeyHint: null,
    newExpiresAtMs: null,
    ...change,
  };
}

export const TYPED = ['apiKey', 'secretKey', 'passcode'];
const RENEWED = { newKeyHint: '…1b9fdf2', newExpiresAtMs: Date.UTC(2027, 4, 20) };

/** An answer that was cut off in its middle. */
export const CUT_OFF =
  '{\n"apikey": "fe0d2090-ebcf-11e8-8eb2-f2801f1b9fdf",\n"passcode": "7Q4MT",\n"secretkey": "NOTASECRET1001NOTASECRET1002NOTASECRET1003NOTASECRET1004NOTASECRET1005NOTASECR';

export const keptAnswer = {
  id: 'renewal-key-1',
  current: true,
  startedAtMs: Date.now() - 7 * MINUTE,
  host: HOST,
  characters: CUT_OFF.length,
};

export const putAway = {
  ...keptAnswer,
  id: 'renewal-key-1-1',
  current: false,
  startedAtMs: Date.now() - 12 * DAY,
};

export function renewalAnswers(program: () => FakeProgram): Pick<Answers, RenewalCall> {
  let report: OutputOf<'renewal.report'> = null;
  let days: OutputOf<'renewal.automatic'>['days'] = null;
  const finish = (change: Partial<RenewalReport> = {}) => {
    report = reportWith({ startedAtMs: Date.now(), ...RENEWED, ...change });
    return report;
  };
  return {
    'renewal.start': () => finish(),
    'renewal.leaked': () => finish({ stage: 'retire', leaked: true }),
    'renewal.resume': () => finish(),
    'renewal.enter-key': () => finish(),
    'renewal.report': () => report,
    'renewal.dismiss': () => {
      report = null;
      return {};
    },
    'renewal.go-back': () => ({}),
    'renewal.answers': () => ({ answers: [], typed: TYPED }),
    'renewal.reveal-answer': ({ proof }) => {
      refuse(proof);
      return { status: 200, text: CUT_OFF };
    },
    'renewal.forget-answer': ({ answerId }) => {
      const kept = program().answers['renewal.answers'];
      program().answers['renewal.answers'] = async (input) => {
        const { answers } = await kept(input);
        return { answers: answers.filter(({ id }) => id !== answerId), typed: TYPED };
      };
      return {};
    },
    'renewal.automatic': () => ({ days }),
    'renewal.set-automatic': (chosen) => {
      days = chosen.days;
      return {};
    },
  };
}

export function guideAnswers(program: () => FakeProgram): Pick<Answers, GuideCall> {
  const done = new Map<string, Set<string>>();
  const of = ({ guide, about }: { guide: string; about: string }) => {
    const steps = done.get(`${guide}/${about}`) ?? new Set();
    done.set(`${guide}/${about}`, steps);
    return steps;
  };
  return {
    'guides.done': (followed) => [...of(followed)],
    'guides.tick': ({ step, done: isDone, ...followed }) => {
      const steps = of(followed);
      if (step === null) steps.clear();
      else if (isDone) steps.add(step);
      else steps.delete(step);
      program().tell('state');
      return {};
    },
  };
}
