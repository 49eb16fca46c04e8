import type { FactsOf, FailureCode } from './failure-facts.ts';

export type { FactsOf, FailureCode };

/** A failure as it travels between worker and pages. */
export type WireFailure = { [C in FailureCode]: { code: C; facts: FactsOf<C> } }[FailureCode];

/** The one class that is thrown on purpose: a code and its facts, nothing secret. */
export class Failure<C extends FailureCode = FailureCode> extends Error {
  readonly code: C;
  readonly facts: FactsOf<C>;

  constructor(code: C, facts: FactsOf<C>) {
    super(code);
    this.name = 'Failure';
    this.code = code;
    this.facts = facts;
  }
}

/** Whether this error is the failure with that code; narrows its facts. */
export function isFailure<C extends FailureCode>(error: unknown, code: C): error is Failure<C> {
  return error instanceof Failure && error.code === code;
}

/** A failure for the road; whatever was not thrown on purpose leaves as `unexpected`, without its text. */
export function toWire(error: unknown): { code: FailureCode; facts: unknown } {
  return error instanceof Failure
    ? { code: error.code, facts: error.facts }
    : { code: 'unexpected', facts: {} };
}
